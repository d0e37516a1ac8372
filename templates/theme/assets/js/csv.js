/** What a list shows now, as a file of comma-separated values (RFC 4180). */

const FORMULA = /^[=+\-@\t\r]/;

/** Lets the form's button save the rows that are shown; tables by their columns, other lists by date, words, details. */
export function startDownload(form, list, items) {
  const button = form.querySelector(".cb-filters__save");
  button?.addEventListener("click", () => save(toCsv(list, items.filter((item) => !item.hidden)), `${list.id}.csv`));
}

/** @returns {string} */
export function toCsv(list, items) {
  const heads = [...list.querySelectorAll("thead th")].map(textOf);
  const rows = heads.length ? items.map((row) => [...row.cells].map(textOf)) : items.map(toRow);
  const all = [[...(heads.length ? heads : ["Date", "Text", "Details"]), "Address"], ...rows.map((row, place) => [...row, addressOf(items[place])])];
  return all.map((row) => `${row.map(toField).join(",")}\r\n`).join("");
}

function toRow(item) {
  const words = item.querySelector(".cb-quote__body, .cb-entry__what > p:first-child");
  const details = item.querySelector("figcaption, .cb-entry__what > .cb-meta");
  return [item.querySelector("time")?.getAttribute("datetime") ?? "", textOf(words), textOf(details)];
}

function addressOf(item) {
  return item.querySelector("th a, .cb-entry__what > p a, figcaption a[href*='#']")?.href ?? "";
}

function textOf(element) {
  return element?.textContent.replace(/\s+/g, " ").trim() ?? "";
}

/** A spreadsheet would run what looks like a formula: an apostrophe makes it text. */
function toField(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
