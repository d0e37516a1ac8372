/** Where the address asks for a part of a list, the list waits for its filters: nothing moves when they hide the rest. */
if (location.search) {
  const root = document.documentElement;
  root.classList.add("cb-asked");
  setTimeout(() => root.classList.remove("cb-asked"), 3000); // Without the filters' script the whole list is there.
}
