/** Tables that a reader can sort by any column; the order in which they came is the first one. */

/** @param {HTMLTableElement} table */
export function startSorting(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  for (const [column, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cb-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isUp = head.getAttribute("aria-sort") !== "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      const rows = [...body.rows].sort((one, other) => compare(keyOf(one.cells[column]), keyOf(other.cells[column])));
      body.append(...(isUp ? rows : rows.reverse()));
    });
  }
}

/** Dates sort by what they are to machines; what has none comes last. */
function keyOf(cell) {
  return cell.querySelector("time")?.getAttribute("datetime") ?? (cell.querySelector(".cb-none") ? "\uffff" : cell.textContent.trim());
}

function compare(one, other) {
  return one.localeCompare(other, document.documentElement.lang, { numeric: true });
}
