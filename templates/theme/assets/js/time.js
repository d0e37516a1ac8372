/** The reader's own time beside a time that has its zone, on hover or focus. */

const EDGE = 8;

/** @param {Document} document */
export function addLocalTimes(document) {
  for (const [number, time] of [...document.querySelectorAll("time[data-zone]")].entries()) {
    const moment = new Date(time.getAttribute("datetime"));
    if (Number.isNaN(moment.getTime()) || isSameClock(moment, time.dataset.zone)) continue;
    const note = document.createElement("span");
    note.className = "cb-local";
    note.id = `cb-local-${number}`;
    note.hidden = true;
    note.setAttribute("role", "tooltip");
    note.textContent = `In your time zone: ${inOwnZone(moment)}`;
    const holder = document.createElement("span");
    holder.className = "cb-time";
    time.before(holder);
    holder.append(time, note);
    time.tabIndex = 0;
    time.setAttribute("aria-describedby", note.id);
    for (const name of ["mouseenter", "focusin"]) holder.addEventListener(name, () => show(note));
    for (const name of ["mouseleave", "focusout"]) holder.addEventListener(name, () => hide(note));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide(note);
    });
  }
}

/** Shows the note, moved to the left where it would leave the window. */
function show(note) {
  note.hidden = false;
  note.style.translate = "";
  const beyond = note.getBoundingClientRect().right + EDGE - document.documentElement.clientWidth;
  if (beyond > 0) note.style.translate = `${-beyond}px`;
}

/** Hides the note, and leaves nothing of where it was: Chromium writes an attribute only when it is asked for. */
function hide(note) {
  note.hidden = true;
  if (note.hasAttribute("style")) note.removeAttribute("style");
}

function inOwnZone(moment) {
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
  }).format(moment);
}

function isSameClock(moment, zone) {
  const clock = (timeZone) =>
    new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "short", timeZone }).format(moment);
  try {
    return clock(zone) === clock(undefined);
  } catch {
    return false; // A zone that this browser does not know.
  }
}
