/** `/` and `s` lead to the search box, wherever the reader is but in a field. */

const KEYS = new Set(["/", "s"]);

/** @param {Document} document */
export function focusSearchOnKey(document) {
  document.addEventListener("keydown", (event) => {
    if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    const box = [...document.querySelectorAll("[data-cb-search] input[type=search], .cb-box input")].find(isShown);
    const link = document.querySelector(".cb-button--search");
    if (!box && !link) return;
    event.preventDefault();
    if (box) {
      box.focus();
      box.select();
    } else {
      link.click();
    }
  });
}

function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

function isShown(element) {
  return element.getClientRects().length > 0;
}
