// Rows and decoded codes as elements: images, tables of cells, texts, lists.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// A name within a sentence: its writing direction, and the controls of it that it holds, end
// with it. Controls of isolation within it are left out, since they might end this one.
export function isolated(name) {
  return `\u2068${String(name).replace(/[\u2066-\u2069]/g, "")}\u2069`;
}

const OF_CELLS = 7; // digits

// A number with at least so many digits, and all of its whole part and its hundredths.
export function number(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (typeof value !== "number") return String(value);
  const size = Math.abs(value);
  if (size >= 1e15) return value.toExponential(digits - 1);
  if (Number.isInteger(value)) return String(value);
  return String(Number(size < 10 ** (digits - 3) ? value.toPrecision(digits) : value.toFixed(2)));
}

// A value of a colouring: dates, in seconds since 1970, and durations as people write them.
export function valueText(value, unit) {
  if (!unit || !Number.isFinite(value)) return number(value);
  if (unit !== "date") return `${number(value)}\u00a0${unit}`;
  const date = new Date(1000 * Math.round(value));
  if (Number.isNaN(date.getTime())) return number(value); // too far from now for a browser
  return date.toISOString().slice(0, -5).replace("T", " ").replace(" 00:00:00", "");
}

// Draw pixel values on a canvas of the image's own size; styles enlarge it.
function image(values, run, label) {
  const [height, width, depth = 1] = run.image_shape;
  const canvas = element("canvas", { class: "pixels", role: "img", "aria-label": label });
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(width, height);
  const [low, high] = run.limits;
  for (let at = 0; at < width * height; at += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = values[at * depth + (depth === 1 ? 0 : channel)] ?? low;
      pixels.data[4 * at + channel] = Math.round((255 * (value - low)) / (high - low));
    }
    pixels.data[4 * at + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

function cells(shown, { beside, head = "value" } = {}) {
  const rows = shown.cells.map(([name, value], at) => {
    const cellsOfRow = [element("td", {}, name), element("td", {}, number(value, OF_CELLS))];
    if (beside) cellsOfRow.push(element("td", {}, number(beside.cells[at]?.[1], OF_CELLS)));
    return element("tr", {}, ...cellsOfRow);
  });
  const heads = ["column", head];
  if (beside) heads.push("reconstruction");
  const top = element("tr", {}, ...heads.map((word) => element("th", { scope: "col" }, word)));
  const table = element("table", {}, element("thead", {}, top), element("tbody", {}, ...rows));
  const box = element("div", { class: "cells", tabindex: "0", role: "group", "aria-label": "Columns" }, table);
  if (shown.n_columns > shown.cells.length) {
    box.append(element("p", { class: "small" }, `The first ${shown.cells.length} of ${shown.n_columns} columns.`));
  }
  return box;
}

function list(items) {
  const lines = items.map(([name, weight]) => element("tr", {}, element("td", {}, name), element("td", {}, number(weight))));
  if (!lines.length) return element("p", { class: "small" }, "None.");
  return element("div", { class: "cells", tabindex: "0", role: "group", "aria-label": "List" }, element("table", {}, element("tbody", {}, ...lines)));
}

// Rows of the data have other words above their values than what a model decodes.
const OF_DATA = ["row", "original"];

export function shownElement(shown, run, label = "decoded") {
  if (!shown) return element("p", { class: "small" }, `A ${run.model} does not decode.`);
  if (shown.type === "image") return image(shown.values, run, label);
  if (shown.type === "cells") return cells(shown, { head: OF_DATA.includes(label) ? "value" : "decoded" });
  if (shown.type === "list") return list(shown.items);
  return element("p", { class: "text", tabindex: "0" }, shown.text);
}

const PLACES = {
  inside: "Among the data.",
  edge: "At the edge of the data.",
  far: "Far from all data: the decoder was never trained here.",
};

// Where a decoded code lies, in words.
export function placeText({ place, nearest: [near] }) {
  return `${PLACES[place]} The nearest is ${isolated(near.title)}, at a distance of ${number(near.distance)}`;
}

// A row beside its reconstruction.
export function pairElements(answer, run) {
  const { sample, reconstruction } = answer;
  if (sample.type === "cells" && reconstruction?.type === "cells") {
    return [cells(sample, { beside: reconstruction })];
  }
  const figure = (shown, label) =>
    element("figure", {}, shownElement(shown, run, label), element("figcaption", {}, label));
  const both = [figure(sample, "row")];
  if (reconstruction) both.push(figure(reconstruction, "reconstruction"));
  return both;
}

export function factElements(pairs) {
  return pairs.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, number(value))]);
}
