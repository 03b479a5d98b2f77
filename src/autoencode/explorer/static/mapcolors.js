// The colours of a map's points, their legend below the map, and which points are dimmed.

import { colorBar, swatch } from "./charts.js";
import { categoryColor, fillColors, numberColor } from "./palette.js";
import { element, isolated, valueText } from "./show.js";

const DIMMED = 40; // of 255
const MAX_LISTED = 30;
const N_SAMPLED = 20000; // points that place a category's name
const FEWEST = 3; // points of a category that is named on the map

export class MapColors {
  constructor(map, place) {
    this.map = map;
    this.legend = element("div", { class: "legend", tabindex: "0", role: "group", "aria-label": "Legend" });
    place.after(this.legend);
    this.chosen = null;
    this.tints = new Uint8Array(0);
  }

  // Forget the colours of other points, until those of these arrive.
  clear(n) {
    this.tints = new Uint8Array(0);
    this.legend.replaceChildren(`${n.toLocaleString("en")} points; colours are computed.`);
  }

  show(name, values, { categories, unit }) {
    this.tints = new Uint8Array(4 * values.length).fill(255);
    const range = fillColors(this.tints, values, categories);
    this.names = categories && categories.length <= 40 ? this.places(values, categories) : [];
    this.legend.replaceChildren(
      element("div", {}, element("strong", {}, name)),
      categories ? listOf(categories, values) : barOf(range, unit),
    );
    this.draw();
  }

  // Draw only some points strongly; null for all.
  select(points) {
    this.chosen = points;
    if (this.tints.length) this.draw();
  }

  draw() {
    const n = this.tints.length / 4;
    for (let i = 0; i < n; i += 1) this.tints[4 * i + 3] = this.chosen ? DIMMED : 255;
    if (this.chosen) for (const point of this.chosen) this.tints[4 * point + 3] = 255;
    this.map.setTints(this.tints, this.names);
  }

  // Return where the name of each category is written: at the median of its points.
  places(values, categories) {
    const found = categories.map(() => []);
    const n = Math.min(values.length, N_SAMPLED);
    for (let i = 0; i < n; i += 1) found[values[i]]?.push(i);
    return categories.flatMap((text, number) => {
      if (found[number].length < FEWEST) return [];
      const at = [0, 1, 2].map((axis) => {
        const along = found[number].map((i) => this.map.positions[3 * i + axis]);
        along.sort((a, b) => a - b);
        return along[along.length >> 1];
      });
      return [{ text, at }];
    });
  }
}

function listOf(categories, values) {
  const counts = categories.map(() => 0);
  for (const value of values) if (value >= 0) counts[value] += 1;
  const lines = categories.slice(0, MAX_LISTED).map((name, k) =>
    element("li", {}, swatch(categoryColor(k)), `${isolated(name)} (${counts[k].toLocaleString("en")})`));
  if (categories.length > MAX_LISTED) lines.push(element("li", {}, `and ${categories.length - MAX_LISTED} more`));
  return element("ul", {}, ...lines);
}

function barOf(range, unit) {
  const shares = Array.from({ length: 24 }, (_, k) => numberColor(k / 23));
  const [low, high] = range.map((value) => valueText(value, unit));
  return element("div", {}, `${low} `, colorBar(shares), ` ${high}`);
}
