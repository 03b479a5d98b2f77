// Line charts of losses as SVG.

const NAMESPACE = "http://www.w3.org/2000/svg";
const WIDTH = 340;
const HEIGHT = 164;
const TOP = 24; // the names of the lines are above them
const LEFT = 46;
const NAME = 140; // width of a name
const BOTTOM = 22;

function shape(tag, attributes, text) {
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// Draw lines: `lines` are {name, points: [[x, y], ...], dashed}.
export function lineChart(lines, xName, label) {
  const chart = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label });
  const points = lines.flatMap((line) => line.points);
  if (!points.length) return chart;
  const xs = points.map((at) => at[0]);
  const ys = points.map((at) => at[1]);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const [y0, y1] = [Math.min(...ys), Math.max(...ys)];
  const px = (x) => LEFT + ((x - x0) / (x1 - x0 || 1)) * (WIDTH - LEFT - 8);
  const py = (y) => HEIGHT - BOTTOM - (y1 > y0 ? (y - y0) / (y1 - y0) : 0.5) * (HEIGHT - BOTTOM - TOP);
  const ink = { fill: "currentColor", "font-size": 11 };
  for (const value of new Set([y0, (y0 + y1) / 2, y1])) {
    chart.append(
      shape("line", { x1: LEFT, x2: WIDTH - 8, y1: py(value), y2: py(value), stroke: "currentColor", opacity: 0.2 }),
      shape("text", { ...ink, x: LEFT - 4, y: py(value) + 4, "text-anchor": "end" }, Number(value.toPrecision(3))),
    );
  }
  chart.append(
    shape("text", { ...ink, x: LEFT, y: HEIGHT - 6 }, x0),
    shape("text", { ...ink, x: WIDTH - 8, y: HEIGHT - 6, "text-anchor": "end" }, `${xName} ${x1}`),
  );
  lines.forEach((line, number) => {
    const way = line.points.map(([x, y]) => `${px(x).toFixed(1)},${py(y).toFixed(1)}`).join(" ");
    const dash = line.dashed ? { "stroke-dasharray": "5 4" } : {};
    for (const [x, y] of line.points.length === 1 ? line.points : []) {
      chart.append(shape("circle", { cx: px(x), cy: py(y), r: 3, fill: "currentColor" }));
    }
    const left = LEFT + NAME * number;
    chart.append(
      shape("polyline", { points: way, fill: "none", stroke: "currentColor", "stroke-width": 1.6, ...dash }),
      shape("line", { x1: left, x2: left + 22, y1: 9, y2: 9, stroke: "currentColor", "stroke-width": 1.6, ...dash }),
      shape("text", { ...ink, x: left + 27, y: 13 }, line.name),
    );
  });
  return chart;
}

export function swatch(color) {
  const made = shape("svg", { width: 10, height: 10, "aria-hidden": "true" });
  made.append(shape("circle", { cx: 5, cy: 5, r: 5, fill: color }));
  return made;
}

// A bar of colours from the least to the largest value.
export function colorBar(colors) {
  const made = shape("svg", { width: 120, height: 10, "aria-hidden": "true" });
  const wide = 120 / colors.length;
  colors.forEach((color, k) => {
    made.append(shape("rect", { x: k * wide, y: 0, width: wide + 0.5, height: 10, fill: `rgb(${color})` }));
  });
  return made;
}
