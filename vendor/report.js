// The interactive map of a report: the explorer's map, with data that the page holds.
// build.mjs bundles it with all that it imports.

import { PointMap } from "../src/autoencode/explorer/static/map.js";
import { MapColors } from "../src/autoencode/explorer/static/mapcolors.js";
import { element, factElements, pairElements, valueText } from "../src/autoencode/explorer/static/show.js";

const $ = (id) => document.getElementById(id);
const ZOOM = 1.4; // of a button
const TURN = 0.12; // radians that a key turns the points

const data = JSON.parse($("map-data").textContent);
const names = data.colors.map((each) => each.name);

// Only points whose sample the page holds can be hovered; they are the first ones.
class ReportMap extends PointMap {
  nearest(px, py) {
    const all = this.n;
    this.n = Math.min(all, data.n_shown);
    const found = super.nearest(px, py);
    this.n = all;
    return found;
  }
}

// ---- Samples

// Return the pixel values of each image of a sheet, in [0, 1].
async function imagesOf(sheet) {
  const picture = new Image();
  picture.src = sheet;
  await picture.decode();
  const [height, width, depth = 1] = data.image_shape;
  const canvas = element("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(picture, 0, 0);
  const perRow = canvas.width / width;
  return (point) => {
    const left = (point % perRow) * width;
    const top = Math.floor(point / perRow) * height;
    const { data: bytes } = pen.getImageData(left, top, width, height);
    const values = [];
    for (let at = 0; at < width * height; at += 1) {
      for (let channel = 0; channel < depth; channel += 1) values.push(bytes[4 * at + channel] / 255);
    }
    return { type: "image", values };
  };
}

function cellsOf(rows) {
  return (point) => ({
    type: "cells",
    cells: data.columns.map((name, column) => [name, rows[point][column]]),
    n_columns: data.n_columns,
  });
}

async function shownBy(rows, type) {
  if (!rows) return () => null;
  if (type === "image") return imagesOf(rows);
  if (type === "cells") return cellsOf(rows);
  if (type === "text") return (point) => ({ type, text: rows[point] });
  return (point) => ({ type, items: rows[point] });
}

function factsOf(point) {
  return data.colors.map(({ name, values, categories, unit }) => {
    const value = values[point];
    return [name, categories ? categories[value] ?? null : valueText(value, unit)];
  });
}

// ---- The map

async function start() {
  const sampleOf = await shownBy(data.samples, data.type);
  const decodedOf = await shownBy(data.reconstructions, data.decoded_type);
  const run = { model: data.model, image_shape: data.image_shape, limits: [0, 1] };
  let chosen = 0; // stays shown when the pointer leaves the map

  function show(point) {
    const pair = { sample: sampleOf(point), reconstruction: decodedOf(point) };
    $("sample-title").textContent = data.titles[point];
    $("sample-shown").replaceChildren(...pairElements(pair, run));
    $("sample-facts").replaceChildren(...factElements(factsOf(point)));
  }

  function choose(point) {
    chosen = point;
    map.hovered = point;
    map.mark = map.at(point);
    map.drawOver();
    show(point);
    $("announced").textContent = `${data.titles[point]}: ${factsOf(point)[0].join(" ")}`;
  }

  // Move the mark to a place; the nearest sample is shown.
  function moveTo(place, point) {
    if (point >= 0) choose(point);
    else {
      const near = nearestOf(place);
      choose(near);
      map.mark = place;
      map.drawOver();
    }
  }

  function nearestOf([x, y]) {
    let best = Infinity;
    let found = 0;
    for (let i = 0; i < data.n_shown; i += 1) {
      const d = (map.positions[3 * i] - x) ** 2 + (map.positions[3 * i + 1] - y) ** 2;
      if (d < best) [best, found] = [d, i];
    }
    return found;
  }

  const map = new ReportMap($("map"), "the codes", {
    keys: "Arrow keys move the mark and show the nearest sample, or turn the points in three dimensions; plus and minus zoom.",
    hover: (point) => show(point < 0 ? chosen : point),
    decode: moveTo,
  });
  const colors = new MapColors(map, $("map"));

  function zoomBy(factor) {
    if (map.isSolid) {
      map.painter.solid.zoom *= factor;
      map.painter.solid.updateProjectionMatrix();
      map.changed();
    } else {
      const { x, y, k } = map.window;
      map.window = { x, y, k: k * factor };
    }
  }

  // Turn the camera about the middle of the points, in three dimensions.
  function turn(around, up) {
    const { solid } = map.painter;
    const { target } = map.controls;
    const [x, y, z] = ["x", "y", "z"].map((axis) => solid.position[axis] - target[axis]);
    const far = Math.hypot(x, y, z);
    const angle = Math.atan2(x, z) + around;
    const height = Math.min(1.5, Math.max(-1.5, Math.asin(y / far) + up));
    solid.position.set(
      target.x + far * Math.cos(height) * Math.sin(angle),
      target.y + far * Math.sin(height),
      target.z + far * Math.cos(height) * Math.cos(angle),
    );
    map.controls.update();
    map.changed();
  }

  function typed(event) {
    const turns = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!map.isSolid) return;
    if (turns) turn(...turns.map((each) => each * TURN));
    else if (event.key === "+" || event.key === "=") zoomBy(ZOOM);
    else if (event.key === "-") zoomBy(1 / ZOOM);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function showView() {
    const view = data.views[Number($("view").value)];
    map.setPoints(view.columns);
    $("axes").textContent = view.labels.length > 2
      ? "Drag to turn the points."
      : `Across: ${view.labels[0]}. ${view.labels[1] ? `Up: ${view.labels[1]}. ` : ""}Drag to move the map.`;
    showColor();
    choose(chosen);
  }

  function showColor() {
    const { name, values, ...facts } = data.colors[Number($("color").value)];
    const numbers = Float64Array.from(values, (value) => value ?? (facts.categories ? -1 : NaN));
    colors.show(name, numbers, facts);
  }

  const options = (place, texts) =>
    place.replaceChildren(...texts.map((text, value) => element("option", { value }, text)));
  options($("view"), data.views.map((each) => each.name));
  options($("color"), names);
  $("view").addEventListener("change", showView);
  $("color").addEventListener("change", showColor);
  $("zoom-in").addEventListener("click", () => zoomBy(ZOOM));
  $("zoom-out").addEventListener("click", () => zoomBy(1 / ZOOM));
  $("whole").addEventListener("click", () => map.showAll());
  $("before").addEventListener("click", () => choose((chosen + data.n_shown - 1) % data.n_shown));
  $("after").addEventListener("click", () => choose((chosen + 1) % data.n_shown));
  // The wheel scrolls the page, and zooms only with Ctrl.
  $("map").addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
  $("map").addEventListener("keydown", typed, { capture: true });
  showView();
  window.report = { map, data, choose };
}

$("interactive").hidden = false;
try {
  await start();
  $("no-map").hidden = true;
} catch (error) {
  $("interactive").hidden = true;
  $("no-map").textContent = `The map cannot be drawn: ${error.message}`;
}
document.body.dataset.ready = "true";
