/** Draws what was found. Every text goes in as text. */

const KINDS = {
  quote: "Quotation", claim: "Claim", outcome: "Outcome", commitment: "Commitment", position: "Position", meeting: "Meeting",
  source: "Source",
};

/** The line that says what was found; it is read out politely. */
export function say(status, text) {
  status.textContent = text;
}

/** @param {import("./engine.js").Hit} hit */
export function toItem(hit) {
  const item = element("li", "cb-result");
  const heading = element("h2");
  const link = element("a");
  link.href = addressOf(hit);
  link.textContent = hit.title;
  heading.append(link);
  const where = element("p", "cb-meta");
  where.append(inline(KINDS[hit.kind] ?? "Page"), " ", inline(decodeURI(hit.path)));
  const excerpt = element("p", `cb-result__excerpt${hit.kind === "quote" ? " cb-result__excerpt--quote" : ""}`);
  for (const { text, marked, cut } of hit.pieces) {
    if (cut) excerpt.append("… ");
    if (!marked) excerpt.append(text);
    else {
      const mark = element("mark");
      mark.textContent = text.trimEnd();
      excerpt.append(mark, text.endsWith(" ") ? " " : "");
    }
  }
  item.append(heading, excerpt, where);
  return item;
}

/** The item's address, and after it the words for the browser to light up (browsers that cannot leave that part out). */
function addressOf({ url, phrase }) {
  if (!phrase) return url;
  const words = encodeURIComponent(phrase).replaceAll("-", "%2D");
  return `${url}${url.includes("#") ? "" : "#"}:~:text=${words}`;
}

function inline(text) {
  const span = element("span");
  span.textContent = text;
  return span;
}

function element(name, className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
