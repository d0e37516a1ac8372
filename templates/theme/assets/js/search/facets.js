/** The box of facets: of each the values that some page has, with how many pages have them, to choose by. */
import { STATEMENTS } from "./engine.js";
import { element } from "./view.js";

const TITLES = {
  kind: "Kind", speaker: "Speaker", party: "Party", issue: "Issue", status: "Outcome status", place: "Place", year: "Year",
  process: "Process", conflict: "Conflict", source: "Source",
};
const FEW = 6;

export const FACETS = Object.keys(TITLES);

/**
 * @param {(name: string, values: Set<string>) => void} onChange gets a facet and the values that are chosen now
 */
export function makeFacetBox(onChange) {
  const box = element("details", "cb-facets");
  const summary = element("summary");
  summary.textContent = "Narrow down";
  const note = element("p", "cb-facets__note");
  note.textContent = "Numbers of pages: a briefing counts once for each speaker, issue or place that it has. “In 7” is so many briefings.";
  const body = element("div", "cb-facets__body");
  box.append(summary, note, body);
  const whole = new Set();

  const draw = (counts, chosen) => {
    const focused = box.contains(document.activeElement) ? document.activeElement.id : "";
    const names = FACETS.filter((name) => counts.get(name)?.size > 1 || chosen.get(name)?.size);
    body.replaceChildren(...names.map((name) => toGroup(name, counts, chosen)));
    if (focused) document.getElementById(focused)?.focus();
  };

  const toGroup = (name, counts, chosen) => {
    const group = element("fieldset", "cb-facet");
    const legend = element("legend");
    legend.textContent = TITLES[name];
    group.append(legend);
    const few = name === "kind" ? Infinity : FEW;
    const values = [...(counts.get(name) ?? [])].sort(([, one], [, other]) => other - one);
    for (const [place, [value, count]] of values.entries()) {
      const isChosen = chosen.get(name).has(value);
      if (place >= few && !whole.has(name) && !isChosen) continue;
      group.append(toChoice(name, value, count, isChosen, (isWanted) => {
        const wanted = new Set(chosen.get(name));
        if (isWanted) wanted.add(value);
        else wanted.delete(value);
        onChange(name, wanted);
      }));
    }
    if (values.length > few) group.append(toMore(name, values.length, () => draw(counts, chosen)));
    return group;
  };

  const toMore = (name, count, redraw) => {
    const more = element("button", "cb-facet__more");
    more.type = "button";
    more.id = `cb-facet-${name}`;
    more.textContent = whole.has(name) ? "Fewer" : `All ${count}`;
    more.setAttribute("aria-label", `${more.textContent}: ${TITLES[name]}`);
    more.addEventListener("click", () => {
      if (!whole.delete(name)) whole.add(name);
      redraw();
    });
    return more;
  };
  return { box, draw };
}

function toChoice(name, value, count, isChosen, onChange) {
  const label = element("label");
  const input = element("input");
  input.type = "checkbox";
  input.id = `cb-facet-${name}-${value}`;
  input.checked = isChosen;
  input.addEventListener("change", () => onChange(input.checked));
  const words = element("bdi");
  words.textContent = value;
  const number = element("span", "cb-facet__count");
  number.textContent = name === "kind" && value in STATEMENTS ? `in ${count}` : count;
  label.append(input, words, " ", number);
  return label;
}

/** What is chosen, as buttons that take it back. */
export function toChosen(chosen, onChange) {
  return [...chosen].flatMap(([name, values]) =>
    [...values].map((value) => {
      const item = element("li");
      const button = element("button", "cb-chosen__one");
      button.type = "button";
      button.textContent = `${TITLES[name]}: ${value}`;
      button.setAttribute("aria-label", `Remove ${button.textContent}`);
      button.addEventListener("click", () => onChange(name, new Set([...values].filter((each) => each !== value))));
      item.append(button);
      return item;
    }),
  );
}
