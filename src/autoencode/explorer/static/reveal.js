// Scrolling of the panels to the answer of a click, a search, a file or a path.

const less = matchMedia("(prefers-reduced-motion: reduce)");

// Scroll the side panel to a section, unless it is seen; to the start of one that is taller.
// On narrow screens the page scrolls instead of the panel, and stays where it is: the map
// would move from under the pointer.
export function reveal(section) {
  const panel = section.closest("#side");
  if (getComputedStyle(panel).overflowY === "visible") return;
  const block = section.offsetHeight > panel.clientHeight ? "start" : "nearest";
  section.scrollIntoView({ block, behavior: less.matches ? "auto" : "smooth" });
}
