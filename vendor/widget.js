// The explorer's map in a notebook: an anywidget module. The kernel answers by messages.
// build.mjs bundles it with all that it imports.

import { latest, newest } from "../src/autoencode/explorer/static/api.js";
import { PointMap } from "../src/autoencode/explorer/static/map.js";
import { MapColors } from "../src/autoencode/explorer/static/mapcolors.js";
import { moved } from "../src/autoencode/explorer/static/planes.js";
import { element, factElements, pairElements, placeText, shownElement } from "../src/autoencode/explorer/static/show.js";
import { showTip } from "../src/autoencode/explorer/static/tip.js";

// Return a function that sends a question to the kernel and waits for its answer, and one
// that ends this. A widget may be displayed several times, and each of these views hears
// the answers to all: questions of each have a prefix of their own.
function asking(model) {
  const prefix = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const waiting = new Map();
  let last = 0;
  const hear = (message, buffers) => {
    const found = waiting.get(message.id);
    if (!found) return;
    waiting.delete(message.id);
    if (message.error) found.fail(new Error(message.error));
    else found.done({ ...message.answer, columns: (buffers ?? []).map((each) => floats(each, found.Numbers)) });
  };
  model.on("msg:custom", hear);
  const ask = (question) => new Promise((done, fail) => {
    last += 1;
    const id = `${prefix}-${last}`;
    // Dates in seconds need 64 bits.
    waiting.set(id, { done, fail, Numbers: question.ask === "colors" ? Float64Array : Float32Array });
    model.send({ id, ...question });
  });
  return [ask, () => model.off("msg:custom", hear)];
}

// A buffer of a message as numbers of so many bits.
function floats(view, Numbers) {
  const bytes = new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);
  return new Numbers(bytes.slice().buffer);
}

function choice(label, names, first, changed) {
  const options = names.map((name, value) => element("option", { value }, name));
  const select = element("select", { "aria-label": label }, ...options);
  select.value = first;
  select.dataset.shown = first;
  select.addEventListener("change", changed);
  return [element("label", {}, `${label} `, select), select];
}

function render({ model, el }) {
  const run = model.get("facts");
  const [ask, end] = asking(model);
  let view = 0;
  let rows = [];
  const message = element("p", { class: "message", role: "status" });
  const fail = (error) => { message.textContent = error.message; };
  const place = element("div", { class: "map" });
  const decoded = element("div", {}, element("p", {}, "Click anywhere on the map, also where no point is."));
  const sample = element("div");
  const panel = element("div", { class: "panel" }, decoded, sample);

  const codeAt = (position) => {
    const { origin, axes } = run.views[view];
    return moved(origin, axes, position);
  };
  // Show a decoded code, if any, and the row that was clicked with it, if any.
  const show = latest(async (code, row) => {
    const asked = [code && ask({ ask: "decode", code }), row === null ? null : ask({ ask: "sample", row })];
    const answers = await Promise.all(asked).catch(fail);
    if (!answers) return;
    message.textContent = "";
    const [place, found] = answers;
    decoded.replaceChildren(...(place ? [
      element("p", {}, `${placeText(place)}.`),
      element("div", { class: "large" }, shownElement(place.decoded, run)),
    ] : []));
    sample.replaceChildren(...(found ? [
      element("p", {}, element("strong", {}, found.title)),
      element("div", { class: "pair" }, ...pairElements(found, run)),
      element("dl", {}, ...factElements(found.facts)),
    ] : []));
  });
  const hover = latest(async (point, px, py) => {
    if (point < 0) {
      map.tip.hidden = true;
      return;
    }
    const answer = await ask({ ask: "sample", row: rows[point] }).catch(fail);
    if (answer && map.hovered === point) showTip(map, answer, run, px, py);
  });

  // Ask for what a menu has chosen; null if another was chosen meanwhile. If it fails, the
  // menu shows again what the map shows.
  const [askView, askColor] = [newest(), newest()];
  const chosen = async (menu, isNewest, question) => {
    const wanted = menu.value;
    const answer = await ask(question).catch((error) => {
      fail(error);
      if (isNewest()) menu.value = menu.dataset.shown;
    });
    if (!answer || !isNewest()) return null;
    message.textContent = "";
    menu.dataset.shown = wanted;
    return answer;
  };
  const showColor = async () => {
    const wanted = Number(colorSelect.value);
    const answer = await chosen(colorSelect, askColor(), { ask: "colors", color: wanted });
    if (answer) colors.show(run.colors[wanted], answer.columns[0], answer);
  };
  const showView = async () => {
    const wanted = Number(viewSelect.value);
    const answer = await chosen(viewSelect, askView(), { ask: "points", view: wanted });
    if (!answer) return;
    view = wanted;
    rows = answer.rows;
    colors.clear(rows.length);
    map.setPoints(answer.columns);
    await showColor();
  };
  const [viewLabel, viewSelect] = choice("View", run.views.map((each) => each.name), 0, showView);
  const [colorLabel, colorSelect] = choice("Colour", run.colors, run.first_color, showColor);

  el.classList.add("autoencode");
  el.append(element("div", { class: "choices" }, viewLabel, colorLabel), message, element("div", { class: "both" }, element("div", { class: "plane" }, place), panel));
  const map = new PointMap(place, run.title, {
    hover,
    decode: (position, point) => {
      map.mark = position;
      map.drawOver();
      show(map.isSolid ? null : codeAt(position), point < 0 ? null : rows[point]);
    },
  });
  const colors = new MapColors(map, place);
  showView().then(() => { el.dataset.ready = "true"; });
  return () => {
    end();
    map.dispose();
  };
}

export default { render };
