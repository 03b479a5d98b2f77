// The panels beside the map that show one run: units, path, selection, anomalies,
// learning, facts; and the search.

import { getJson, postBytes } from "./api.js";
import { lineChart } from "./charts.js";
import { reveal } from "./reveal.js";
import { element, factElements, isolated, number, pairElements, shownElement } from "./show.js";

const $ = (id) => document.getElementById(id);
const MAX_SLIDERS = 64;
const SLIDER_STEPS = 400;
const PLAY_STEP = 110; // milliseconds

export function startDetails({ decode, showRow, fail }) {
  let run = null;
  let base = "";
  let code = null;
  const path = playerOf("path");
  const film = playerOf("film");

  function makeSliders() {
    const shown = run.sliders.slice(0, MAX_SLIDERS);
    const rows = shown.map(([low, middle, high], unit) => {
      const input = element("input", {
        type: "range", min: low, max: high, step: (high - low) / SLIDER_STEPS,
        value: middle, "aria-label": `Unit ${run.units[unit]}`, "data-unit": unit,
      });
      const value = element("output", {}, number(middle));
      input.addEventListener("input", () => {
        const at = (code ?? run.sliders.map((each) => each[1])).slice();
        while (at.length < run.units.length) at.push(0);
        at[unit] = Number(input.value);
        decode(at);
      });
      return element("div", { class: "slider" }, element("span", { title: run.units[unit] }, run.units[unit]), input, value);
    });
    if (run.units.length > shown.length) {
      rows.push(element("p", { class: "small" }, `The first ${shown.length} of ${run.units.length} units.`));
    }
    $("sliders").replaceChildren(...rows);
  }

  function setSliders(at) {
    code = at;
    for (const input of $("sliders").querySelectorAll("input")) {
      const value = at[Number(input.dataset.unit)];
      input.value = value;
      input.nextElementSibling.textContent = number(value);
    }
  }

  function showPath(frames, codes, moved) {
    $("path").hidden = false;
    const step = $("path-step");
    step.max = codes.length - 1;
    const strip = frames.map((frame, at) => element("button", {
      type: "button", "aria-label": `Step ${at + 1}`,
      onclick: () => { step.value = at; step.dispatchEvent(new Event("input")); },
    }, frame.type === "image" ? shownElement(frame, run, `step ${at + 1}`) : String(at + 1)));
    $("path-strip").replaceChildren(...strip);
    step.oninput = () => {
      const at = Math.max(0, Number(step.value));
      $("path-shown").className = "large";
      $("path-shown").replaceChildren(shownElement(frames[at], run, `step ${at + 1} of the path`));
      strip.forEach((each, k) => each.setAttribute("aria-current", String(k === at)));
      moved(codes[at]);
    };
    step.value = 0;
    step.oninput();
    path.start();
    reveal($("path"));
  }

  function showSelection(answer, open) {
    const parts = [element("p", {}, `${answer.n.toLocaleString("en")} rows, ${number(100 * answer.share)} % of all. `,
      element("button", { type: "button", class: "link", onclick: () => open(answer.row) }, "Show the most central"))];
    if (answer.values) {
      parts.push(element("p", {}, "Median ", element("bdi", {}, answer.color), `: ${number(answer.values.selected)}; of all rows ${number(answer.values.all)}.`));
    }
    if (answer.shares.length) {
      parts.push(tableOf([answer.color, "rows", "share of its rows"],
        answer.shares.map(([name, n, share]) => [name, n, `${number(100 * share)} %`])));
    }
    if (answer.columns.length) {
      parts.push(element("p", { class: "small" }, "Columns whose means differ most from those of the other rows:"));
      parts.push(tableOf(["column", "mean", "others", "difference in standard deviations"],
        answer.columns.map((each) => [each.name, number(each.mean), number(each.others), number(each.difference)])));
    }
    $("selection-shown").replaceChildren(...parts);
    reveal($("selection"));
  }

  async function showExtremes() {
    const { by, rows } = await getJson(`${base}/extremes`);
    $("extremes-by").textContent = by ? `Rows with the largest ${by}:` : "This model does not score rows.";
    $("extremes-rows").replaceChildren(...rows.map((each) => {
      const why = each.reasons.map((texts) => {
        const [name, value, expected] = texts.map(isolated);
        return `${name} is ${value}, expected ${expected}`;
      }).join("; ");
      const open = element("button", { type: "button", class: "link", onclick: () => showRow(each.row) }, each.title);
      return element("li", {}, open, ` ${number(each.value)}`, why ? element("div", { class: "small" }, why) : "");
    }));
  }

  async function showLearning() {
    const { history } = run;
    const line = (name, key, dashed) => ({
      name, dashed, points: history.filter((each) => key in each).map((each, at) => [each.epoch ?? at + 1, each[key]]),
    });
    const lines = [line("training loss", "loss", false), line("validation loss", "validation_loss", true)];
    $("history").replaceChildren(lineChart(lines.filter((each) => each.points.length), "epoch", "Loss by epoch"));
    const { epochs, originals, frames } = await getJson(`${base}/film`);
    film.stop();
    $("film").hidden = !frames.length;
    if ($("film").hidden) return;
    const [step, shown] = [$("film-step"), $("film-shown")];
    const isImage = originals[0].type === "image";
    shown.className = isImage ? "strip" : "";
    step.max = frames.length - 1;
    step.oninput = () => {
      const at = Math.max(0, Number(step.value));
      $("film-epoch").textContent = `epoch ${epochs[at]}`;
      const scrolled = Array.from(shown.children, (each) => each.scrollTop);
      shown.replaceChildren(...originals.flatMap((original, k) => (isImage
        ? element("div", { class: "column" }, shownElement(original, run, "original"), shownElement(frames[at][k], run, `epoch ${epochs[at]}`))
        : pairElements({ sample: original, reconstruction: frames[at][k] }, run))));
      if (!isImage) Array.from(shown.children).forEach((each, k) => { each.scrollTop = scrolled[k] ?? 0; });
    };
    step.value = frames.length - 1;
    step.oninput();
  }

  // Panels that are computed when they are first opened.
  const once = new Set();
  const LOADED = [["extremes", showExtremes], ["learning", showLearning]];
  function open(name, load) {
    if (once.has(name)) return;
    once.add(name);
    load().catch(fail);
  }
  for (const [name, load] of LOADED) {
    $(name).addEventListener("toggle", () => { if ($(name).open) open(name, load); });
  }

  async function showFound(answer) {
    $("found").hidden = false;
    const rows = answer.rows.map((each) => element("li", {}, element("button", { type: "button", class: "link", onclick: () => showRow(each.row) }, each.title)));
    $("found-rows").replaceChildren(...(rows.length ? rows : [element("li", {}, "No row.")]));
    if (answer.code) await decode(answer.code);
    else if (answer.rows.length) await showRow(answer.rows[0].row);
    // A single row that was found is open already.
    if (answer.rows.length !== 1) reveal($("found"));
  }

  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("query").value.trim();
    if (!text) return;
    getJson(`${base}/search?text=${encodeURIComponent(text)}`).then(showFound).catch(fail);
  });

  $("upload").addEventListener("change", async () => {
    const [file] = $("upload").files;
    if (!file) return;
    try {
      const suffix = file.name.split(".").pop().toLowerCase();
      const answer = await (await postBytes(`${base}/encode?suffix=${encodeURIComponent(suffix)}`, await file.arrayBuffer())).json();
      await decode(answer.codes[0]);
      reveal($("decoded"));
    } catch (error) {
      fail(error);
    }
    $("upload").value = "";
  });

  return {
    setSliders, showPath, showSelection,
    show(next, nextBase) {
      run = next;
      base = nextBase;
      code = null;
      makeSliders();
      once.clear();
      for (const [name, load] of LOADED) if ($(name).open) open(name, load);
      $("facts").replaceChildren(...factElements(run.facts));
    },
  };
}

// Return what plays a range input from its start to its end, as its button does.
function playerOf(name) {
  const [input, button] = [$(`${name}-step`), $(`${name}-play`)];
  let timer = 0;

  function stop() {
    clearInterval(timer);
    timer = 0;
    button.textContent = "Play";
  }

  function start() {
    stop();
    button.textContent = "Stop";
    if (input.value === input.max) input.value = input.min;
    timer = setInterval(() => {
      input.value = String(Number(input.value) + 1);
      input.dispatchEvent(new Event("input"));
      if (input.value === input.max) stop();
    }, PLAY_STEP);
  }

  button.addEventListener("click", () => (timer ? stop() : start()));
  return { start, stop };
}

function tableOf(heads, rows) {
  const head = element("tr", {}, ...heads.map((word) => element("th", { scope: "col" }, word)));
  const body = rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, String(cell)))));
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}
