/** Draws what was found. Every text goes in as text. */

const KINDS = {
  quote: "Quotation", claim: "Claim", outcome: "Outcome", commitment: "Commitment", position: "Position", meeting: "Meeting",
};
const PAGES = {
  Briefings: "Briefing", People: "Person", Parties: "Party", Places: "Place", Issues: "Issue", Agreements: "Agreement",
  Processes: "Process", Conflicts: "Conflict", Sources: "Source",
};

/** The line that says what was found; it is read out politely. */
export function say(status, text) {
  status.textContent = text;
}

/**
 * A statement is its own heading, with who said it and the briefing below; a page has its title and an excerpt.
 * @param {import("./engine.js").Hit} hit
 */
export function toItem(hit) {
  const isStatement = hit.kind in KINDS;
  const item = element("li", `cb-result cb-result--${isStatement ? hit.kind : "page"}`);
  const heading = element("h2");
  const link = element("a");
  link.href = addressOf(hit);
  link.dir = "auto";
  link.append(...(isStatement ? toMarks(hit.pieces) : [hit.title]));
  heading.append(link);
  item.append(heading);
  const around = isStatement ? hit.context : hit.pieces;
  if (around.length) {
    const excerpt = element("p", "cb-result__excerpt");
    excerpt.dir = "auto";
    excerpt.append(...toMarks(around));
    item.append(excerpt);
  }
  const where = element("p", "cb-meta");
  const kind = isStatement ? KINDS[hit.kind] : (PAGES[hit.pageKind] ?? "Page");
  where.append(inline(kind, "cb-result__kind"));
  if (hit.speaker) where.append(" ", inline(hit.speaker, "cb-result__speaker"));
  if (hit.office) where.append(" ", inline(hit.office));
  if (isStatement) where.append(" ", inline(hit.title));
  item.append(where);
  return item;
}

function toMarks(pieces) {
  return pieces.flatMap(({ text, marked, cut }) => {
    const words = cut ? ["… "] : [];
    if (!marked) return [...words, text];
    const mark = element("mark");
    mark.textContent = text.trimEnd();
    return [...words, mark, text.endsWith(" ") ? " " : ""];
  });
}

/** The item's address, and after it the words for the browser to light up (browsers that cannot leave that part out). */
function addressOf({ url, directive }) {
  return directive ? `${url}${url.includes("#") ? "" : "#"}:~:text=${directive}` : url;
}

function inline(text, className = "") {
  // A text in Arabic or Hebrew does not turn round what is beside it, nor the sign between them.
  const span = element("span", className);
  const isolated = element("bdi");
  isolated.textContent = text;
  span.append(isolated);
  return span;
}

export function element(name, className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
