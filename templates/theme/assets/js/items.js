/** Links to headings, and buttons that copy an item as a citation. */

const WORDS = { quote: "Copy quotation", claim: "Copy claim", outcome: "Copy outcome", commitment: "Copy commitment" };
const SHOWN_FOR = 2000;

/** Gives every section's heading the link that items have from their template. */
export function addHeadingLinks(document) {
  for (const heading of document.querySelectorAll(".cb-page h2[id], .cb-page--written h3[id]")) {
    if (heading.querySelector("a")) continue;
    const link = document.createElement("a");
    link.className = "cb-permalink";
    link.href = `#${heading.id}`;
    link.setAttribute("aria-label", `Link to this section: ${heading.textContent.trim()}`);
    heading.append(link);
  }
}

/** Adds "Copy …" to every item that says how it is cited. */
export function addCopyButtons(document) {
  if (!navigator.clipboard) return;
  const live = document.createElement("p");
  live.className = "cb-sr";
  live.setAttribute("role", "status");
  document.querySelector(".cb-page")?.append(live);
  for (const item of document.querySelectorAll("[data-cite][id]")) {
    const words = WORDS[item.id.split("-", 1)[0]];
    const actions = item.querySelector(":scope > * .cb-actions, :scope > .cb-actions");
    if (!words || !actions) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cb-copy";
    const label = document.createElement("span");
    label.className = "cb-copy__word";
    label.textContent = words;
    button.append(label);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(citationOf(item));
      label.textContent = live.textContent = "Copied";
      button.classList.add("cb-copy--done");
      setTimeout(() => {
        label.textContent = words;
        live.textContent = "";
        button.classList.remove("cb-copy--done");
      }, SHOWN_FOR);
    });
    actions.prepend(button);
  }
}

/** The item's words, who said them, and where they stand. */
export function citationOf(item) {
  const address = new URL(`#${item.id}`, document.querySelector("link[rel=canonical]")?.href ?? location.href);
  const title = document.querySelector(".cb-page h1")?.textContent.trim();
  const words = item.querySelector("[data-copy]")?.textContent.trim();
  return [words, `— ${item.dataset.cite}`, `${title}, ${address}`].join("\n");
}
