// The page: one map for each run, and the panels beside them.

import { getColumns, getJson, latest, newest, postBytes, postJson, showsVersion } from "./api.js";
import { PointMap } from "./map.js";
import { MapColors } from "./mapcolors.js";
import { startDetails } from "./details.js";
import { evenly, moved } from "./planes.js";
import { isWhole, readAddress, writeAddress } from "./address.js";
import { showSweep } from "./sweep.js";
import { reveal } from "./reveal.js";
import { element, factElements, isolated, number, pairElements, placeText, shownElement } from "./show.js";
import { showTip } from "./tip.js";

const $ = (id) => document.getElementById(id);
const PATH_STEPS = 24;
const HOVER_WAIT = 90; // milliseconds before a row is asked for

const REFRESH = 1500; // milliseconds between questions for a model in training
const { version } = await getJson("api/state").catch(fail) ?? {};
if (version !== undefined) showsVersion(version);
let runs = await getJson("api/runs").catch(fail) ?? [];
const maps = [];
const colors = [];
const rowOf = []; // of each map, the row of each point
const pointOf = []; // and the point of each row
const planes = []; // and the plane of its points: another view may be chosen, whose points have not arrived
let active = 0; // the map that the panels show
let code = null; // the decoded code
let selected = null; // rows
const [askView, askColor, askRow, askSelection, askPath] = Array.from({ length: 5 }, newest);

function fail(error) {
  $("message").textContent = error.message;
}

function run() {
  return runs[active];
}

function base(which = active) {
  return `api/runs/${which}`;
}

// ---- Between codes and places on the map

function plane() {
  return planes[active] ?? run().views[0];
}

function codeAt(position) {
  const { origin, axes } = plane();
  // The parts of a code outside the plane stay as they are, if a slider moved them.
  const from = code && run().units.length > axes.length ? outside(code) : origin;
  return moved(from, axes, position);
}

function outside(from) {
  return moved(from, plane().axes, placeOf(from).map((value) => -value));
}

function placeOf(at) {
  const { origin, axes } = plane();
  return axes.map((axis) => axis.reduce((sum, value, unit) => sum + value * (at[unit] - origin[unit]), 0));
}

// ---- Decoding

const askDecoded = latest(async (at) => {
  const which = active;
  try {
    const answer = await postJson(`${base(which)}/decode`, { code: at });
    showDecoded(answer, which, at);
  } catch (error) {
    fail(error);
  }
});

function decode(at) {
  code = at;
  const map = maps[active];
  map.mark = placeOf(at);
  map.drawOver();
  details.setSliders(at);
  remember();
  return askDecoded(at);
}

function showDecoded(answer, which, at) {
  $("message").textContent = "";
  const near = answer.nearest;
  $("place").className = answer.place;
  $("place").textContent = `${placeText(answer)}; neighbours are up to ${number(answer.spacing)} apart.`;
  $("decoded-shown").className = "large";
  $("decoded-shown").replaceChildren(shownElement(answer.decoded, runs[which]));
  $("decoded-shown").dataset.code = at.join(","); // the address may be ahead of it
  $("near-title").hidden = false;
  $("near").replaceChildren(...near.map((each) => sampleButton(each, which)));
}

function sampleButton(each, which) {
  const open = () => showRow(each.row, which);
  const title = `${isolated(each.title)}, distance ${number(each.distance)}`;
  const isImage = each.shown?.type === "image";
  const content = isImage ? shownElement(each.shown, runs[which], each.title) : each.title;
  return element("li", {}, element("button", { type: "button", title, onclick: open, class: isImage ? "" : "link" }, content));
}

// ---- Rows

// Show a row beside its reconstruction; returns what is known of it, or null if another
// was asked for meanwhile.
async function showSample(row, which) {
  const isNewest = askRow();
  const answer = await getJson(`${base(which)}/samples/${row}`);
  if (!isNewest()) return null;
  $("sample").hidden = false;
  $("sample-title").textContent = answer.title;
  $("sample-shown").replaceChildren(...pairElements(answer, runs[which]));
  $("sample-facts").replaceChildren(...factElements(answer.facts));
  return answer;
}

async function showRow(row, which = active) {
  try {
    const before = code;
    const answer = await showSample(row, which);
    if (!answer) return;
    const isNewest = code === before; // no other place was decoded meanwhile
    activate(which);
    maps.forEach((map, other) => {
      map.hovered = pointOf[other][row];
      map.drawOver();
    });
    if (isNewest) await decode(answer.code);
    reveal($("sample"));
  } catch (error) {
    fail(error);
  }
}

const askHovered = latest(async (which, point, px, py) => {
  try {
    const answer = await getJson(`${base(which)}/samples/${rowOf[which][point]}`);
    if (maps[which].hovered === point) showTip(maps[which], answer, runs[which], px, py);
  } catch (error) {
    fail(error);
  }
});
let hoverTimer = 0;

function hover(which, point, px, py) {
  clearTimeout(hoverTimer);
  const map = maps[which];
  if (point < 0) map.tip.hidden = true;
  else hoverTimer = setTimeout(() => askHovered(which, point, px, py), HOVER_WAIT);
  maps.forEach((other, at) => {
    if (at === which) return;
    other.hovered = point < 0 ? -1 : pointOf[at][rowOf[which][point]];
    other.drawOver();
  });
}

// ---- Selection

async function choose(which, points) {
  const isNewest = askSelection();
  activate(which);
  selected = points.length ? Uint32Array.from(points, (point) => rowOf[which][point]).sort() : null;
  maps.forEach((map, at) => {
    if (at !== which) map.outline = [];
    colors[at].select(selected && Array.from(selected, (row) => pointOf[at][row]));
  });
  $("selection").hidden = !selected;
  if (!selected) return;
  try {
    const answer = await (await postBytes(`${base()}/select?color=${colorOf(run())}`, selected)).json();
    if (isNewest()) details.showSelection(answer, (row) => showRow(row));
  } catch (error) {
    fail(error);
  }
}

async function exportSelection(format) {
  try {
    const blob = await (await postBytes(`${base()}/export?format=${format}`, selected)).blob();
    const link = element("a", { href: URL.createObjectURL(blob), download: `selection.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } catch (error) {
    fail(error);
  }
}

// ---- Paths

async function travel(which, way) {
  const isNewest = askPath();
  activate(which);
  maps[which].way = way;
  const codes = evenly(way, PATH_STEPS).map(codeAt);
  try {
    const { frames } = await postJson(`${base()}/path`, { codes });
    if (!isNewest()) return;
    details.showPath(frames, codes, (at) => {
      maps[which].mark = placeOf(at);
      maps[which].drawOver();
    });
  } catch (error) {
    fail(error);
  }
}

// ---- Maps, views, colours

function activate(which) {
  if (which === active) return;
  active = which;
  code = null;
  details.show(run(), base());
}

// Run a request for what a menu has chosen. If it fails, the menu shows again what the
// maps show.
async function chosen(menu, isNewest, request) {
  try {
    return await request();
  } catch (error) {
    if (isNewest()) menu.value = menu.dataset.shown ?? menu.value;
    throw error;
  }
}

// Show the chosen view; returns false if another was chosen meanwhile.
async function showView() {
  const isNewest = askView();
  const menu = $("view");
  const wanted = menu.value;
  const numberOf = (each) => Math.min(Number(wanted), each.views.length - 1);
  const answers = await chosen(menu, isNewest, () => Promise.all(runs.map((each, which) => (
    getColumns(`${base(which)}/points/${numberOf(each)}`)
  ))));
  if (!isNewest()) return false;
  menu.dataset.shown = wanted;
  answers.forEach(({ columns }, which) => {
    planes[which] = runs[which].views[numberOf(runs[which])];
    rowOf[which] = columns.row;
    pointOf[which] = new Uint32Array(columns.row.length);
    columns.row.forEach((row, point) => { pointOf[which][row] = point; });
    colors[which].clear(columns.row.length);
    maps[which].setPoints(["x", "y", "z"].map((axis) => columns[axis]).filter(Boolean));
  });
  showColor().catch(fail); // the points are drawn before, since scores may take a while
  return true;
}

// The menus are those of the first run; others have their own numbers for its colours.
function colorName() {
  return $("color").selectedOptions[0]?.textContent;
}

function colorOf(each, name = colorName()) {
  return Math.max(0, each.colors.indexOf(name));
}

async function showColor() {
  const isNewest = askColor();
  const menu = $("color");
  const [wanted, name] = [menu.value, colorName()];
  const answers = await chosen(menu, isNewest, () => Promise.all(runs.map((each, which) => (
    getColumns(`${base(which)}/colors/${colorOf(each, name)}`)
  ))));
  if (!isNewest()) return;
  menu.dataset.shown = wanted;
  answers.forEach(({ columns, ...facts }, which) => {
    colors[which].show(runs[which].colors[colorOf(runs[which], name)], columns.value, facts);
    colors[which].select(selected && Array.from(selected, (row) => pointOf[which][row]));
  });
}

// ---- The address keeps the view

function remember() {
  const map = maps[active];
  if (!map?.bounds) return;
  writeAddress({ run: active, view: $("view").value, color: colorName(), map, code });
}

async function restore() {
  const kept = readAddress();
  active = kept.index("run", runs.length);
  const [{ views, colors: names, first_color: first }] = runs;
  $("view").value = kept.index("view", views.length);
  $("color").value = names.includes(kept.color) ? names.indexOf(kept.color) : first;
  details.show(run(), base());
  if (!await showView()) return;
  if (kept.window) maps.forEach((map) => { if (!map.isSolid) map.window = { ...kept.window }; });
  if (kept.code?.length === run().units.length) await decode(kept.code);
}

// ---- Start

let rememberTimer = 0;

function addMap(each, which) {
  const place = element("div", { class: "map" });
  const name = element("p", { class: "name" }, each.title);
  $("maps").append(element("div", { class: "plane" }, place));
  const map = new PointMap(place, each.title, {
    hover: (point, px, py) => hover(which, point, px, py),
    follow: (...position) => {
      if (!$("live").checked || map.mode !== "decode") return;
      activate(which);
      decode(codeAt(position));
    },
    decode: (position, point) => {
      activate(which);
      if (map.isSolid && point >= 0) showRow(rowOf[which][point], which);
      else {
        decode(codeAt(position)).then(() => reveal($("decoded")));
        // The decoded place stays the clicked one.
        if (point >= 0) showSample(rowOf[which][point], which).catch(fail);
      }
    },
    select: (points) => choose(which, points),
    path: (way) => travel(which, way),
    move: () => {
      clearTimeout(rememberTimer);
      rememberTimer = setTimeout(remember, 200);
    },
  });
  place.append(name);
  maps.push(map);
  colors.push(new MapColors(map, place));
}

function options(place, names) {
  place.replaceChildren(...names.map((name, value) => element("option", { value }, name)));
}

function setMode(mode) {
  maps.forEach((map) => {
    map.mode = mode;
    map.way = [];
    map.outline = [];
    map.changed();
  });
}

// While a model is trained, show each of its states, and keep view and decoded code.
// A map that shows all its points does so again: in training they move far.
async function follow(version, wasTraining = false) {
  const state = await getJson("api/state");
  if (state.version !== version) {
    if (!runs.length) {
      location.reload();
      return;
    }
    runs = await getJson("api/runs");
    const [kept, windows] = [code, maps.map((map) => !map.isSolid && !isWhole(map) && map.window)];
    details.show(run(), base());
    if (await showView()) {
      maps.forEach((map, which) => { if (windows[which]) map.window = windows[which]; });
      await (kept ? decode(kept) : remember());
    }
  }
  const epoch = run()?.history.at(-1)?.epoch ?? 0; // of long trainings the page has not all
  if (state.is_training) {
    $("message").textContent = `In training: epoch ${epoch}.`;
    setTimeout(() => follow(state.version, true).catch(fail), REFRESH);
  } else {
    $("message").textContent = wasTraining ? `Trained: ${epoch} epochs.` : "";
  }
}

const details = startDetails({ decode, showRow, fail });

if (runs.length) {
  document.title = `${runs.map((each) => isolated(each.title)).join(" · ")} – autoencode`;
  $("title").textContent = runs.map((each) => isolated(each.title)).join(" · ");
  options($("view"), run().views.map((each) => each.name));
  options($("color"), run().colors);
  runs.forEach(addMap);
  $("view").addEventListener("change", () => showView().then(remember).catch(fail));
  $("color").addEventListener("change", () => showColor().then(remember).catch(fail));
  for (const input of document.querySelectorAll("input[name=mode]")) {
    input.addEventListener("change", () => setMode(input.value));
  }
  $("fit").addEventListener("click", () => maps.forEach((map) => map.showAll()));
  $("deselect").addEventListener("click", () => choose(active, []));
  $("export-csv").addEventListener("click", () => exportSelection("csv"));
  $("export-parquet").addEventListener("click", () => exportSelection("parquet"));
  await Promise.all([restore(), showSweep(fail)]).catch(fail);
  document.body.dataset.ready = "true";
}

if (version !== undefined) follow(version).catch(fail);

window.explorer = { maps, colors, rowOf, pointOf, codeAt, placeOf, selectedRows: () => selected && Array.from(selected) };
