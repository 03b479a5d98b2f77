// Colours of categories and numbers. Categories are also named on the map: only the first
// seven colours, most of them of Okabe and Ito, stay apart without full colour vision.

// Those of the pictures.
const CATEGORIES = [
  "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8f7ee7", "#b5a300",
  "#7a5230", "#00b3a4", "#a83279", "#5f8f00", "#3d5a98", "#e07b91", "#6f6f6f", "#c49c5a",
];
// Far from those and from each other. The pictures draw more than sixteen classes by shape.
const MORE = [
  "#6c00fc", "#a8c090", "#006054", "#b40c00", "#ccb4c0", "#847848", "#305460", "#786c90",
  "#607860", "#c024cc", "#006000", "#fc006c", "#4860fc", "#48543c", "#54ccd8", "#9c7884",
];
const ALL = [...CATEGORIES, ...MORE];
const MISSING = "#8a8f98";
// Cividis, which is even in lightness with and without full colour vision.
const NUMBERS = [
  "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369",
  "#e1cc55", "#fee838",
];
const LOW = 0.02;

function channels(text) {
  return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
}

const STOPS = NUMBERS.map(channels);

export function categoryColor(number) {
  return number < 0 ? MISSING : ALL[number % ALL.length];
}

export function numberColor(share) {
  const at = Math.min(Math.max(share, 0), 1) * (STOPS.length - 1);
  const low = Math.min(Math.floor(at), STOPS.length - 2);
  return STOPS[low].map((a, k) => Math.round(a + (STOPS[low + 1][k] - a) * (at - low)));
}

// Return the least and largest value that are told apart; outliers beyond share a colour.
// All values may be the same one.
export function rangeOf(values) {
  const step = Math.max(1, Math.floor(values.length / 20000));
  const some = [];
  for (let i = 0; i < values.length; i += step) {
    if (Number.isFinite(values[i])) some.push(values[i]);
  }
  some.sort((a, b) => a - b);
  if (!some.length) return [0, 1];
  const low = some[Math.floor(LOW * (some.length - 1))];
  const high = some[Math.ceil((1 - LOW) * (some.length - 1))];
  return [low, high];
}

// Fill four bytes for each point: red, green, blue, and how strongly it is drawn.
export function fillColors(bytes, values, categories) {
  const missing = channels(MISSING);
  if (categories) {
    const known = categories.map((_, number) => channels(categoryColor(number)));
    for (let i = 0; i < values.length; i += 1) {
      bytes.set(known[values[i]] ?? missing, 4 * i);
    }
    return null;
  }
  const [low, high] = rangeOf(values);
  const table = Array.from({ length: 256 }, (_, k) => numberColor(k / 255));
  for (let i = 0; i < values.length; i += 1) {
    const share = high > low ? (values[i] - low) / (high - low) : values[i] - low + 0.5;
    const color = Number.isFinite(share)
      ? table[Math.round(Math.min(Math.max(share, 0), 1) * 255)]
      : missing;
    bytes.set(color, 4 * i);
  }
  return [low, high];
}
