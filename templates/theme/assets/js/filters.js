/** Filters of a long list: the form's fields against the items' data, with the state in the address. */
import { startDownload } from "./csv.js";

/** @param {HTMLFormElement} form */
export function startFilters(form) {
  const list = document.getElementById(form.dataset.filtersFor);
  if (!list) return;
  const items = [...list.querySelectorAll(`[data-${form.elements[0].name}]`)];
  const words = new Map(items.map((item) => [item, fold(item.textContent)]));
  const fields = [...form.elements].filter((field) => field.name);
  const count = form.querySelector("output");
  const address = new URL(location.href);
  for (const field of fields) field.value = address.searchParams.get(field.name) ?? "";
  form.hidden = false;

  const apply = () => {
    let shown = 0;
    for (const item of items) {
      const fits = fields.every((field) => fitsField(item, field, words.get(item)));
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = shown === items.length ? `${shown} in all` : `${shown} of ${items.length}`;
  };
  const remember = () => {
    for (const { name, value } of fields) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    apply();
    remember();
  });
  startDownload(form, list, items);
  apply();
  document.documentElement.classList.remove("cb-asked");
}

function fitsField(item, field, text) {
  if (!field.value) return true;
  if (field.type === "search") return fold(field.value).split(" ").every((word) => text.includes(word));
  return (item.dataset[field.name] ?? "").split(" ").includes(field.value);
}

/** Case, accents and runs of white space make no difference. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
