// The address of the page: it keeps run, view, colour, window and decoded code. The colour
// is kept by its name: that of another fit may have another number.

export const isWhole = ({ transform: { x, y, k } }) => x === 0 && y === 0 && k === 1;

export function writeAddress({ run, view, color, map, code }) {
  const facts = new URLSearchParams({ view, color });
  if (!map.isSolid && !isWhole(map)) {
    const { x, y, k } = map.window;
    facts.set("window", [x, y, k].map((value) => Number(value.toPrecision(9))).join(","));
  }
  if (code && code.length <= 64) facts.set("code", code.join(","));
  if (run) facts.set("run", run);
  history.replaceState(null, "", `#${facts}`);
}

// Load the page again with another fit: of the address the colour is kept; view, window and
// code are of the codes of the one before.
export function reload() {
  const facts = new URLSearchParams(location.hash.slice(1));
  for (const name of ["view", "window", "code"]) facts.delete(name);
  history.replaceState(null, "", `#${facts}`);
  location.reload();
}

// Return what the address holds; of what it lacks, or has wrong, 0 or null.
export function readAddress() {
  const facts = new URLSearchParams(location.hash.slice(1));
  const index = (name, length) => {
    const value = Number(facts.get(name));
    return Number.isInteger(value) && value >= 0 && value < length ? value : 0;
  };
  const window = numbersOf(facts.get("window"));
  return {
    index,
    color: facts.get("color"),
    window: window?.length === 3 && window[2] > 0 ? { x: window[0], y: window[1], k: window[2] } : null,
    code: numbersOf(facts.get("code")),
  };
}

function numbersOf(text) {
  const found = (text ?? "").split(",").map(Number);
  return text && found.every(Number.isFinite) ? found : null;
}
