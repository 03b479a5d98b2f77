// The explorer's map in a notebook: an anywidget module. The kernel answers by messages.
// build.mjs bundles it with all that it imports.

import { latest, newest } from "../src/autoencode/explorer/static/api.js";
import { PointMap } from "../src/autoencode/explorer/static/map.js";
import { MapColors } from "../src/autoencode/explorer/static/mapcolors.js";
import { moved } from "../src/autoencode/explorer/static/planes.js";
import { element, factElements, pairElements, placeText, shownElement } from "../src/autoencode/explorer/static/show.js";

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

function choice(label, names, changed) {
  const options = names.map((name, value) => element("option", { value }, name));
  const select = element("select", { "aria-label": label }, ...options);
  select.addEventListener("change", () => changed(Number(select.value)));
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
  const panel = element("div", { class: "panel" }, element("p", {}, "Click anywhere on the map, also where no point is."));

  const codeAt = (position) => {
    const { origin, axes } = run.views[view];
    return moved(origin, axes, position);
  };
  const decode = latest(async (code) => {
    const answer = await ask({ ask: "decode", code }).catch(fail);
    if (!answer) return;
    message.textContent = "";
    panel.replaceChildren(
      element("p", {}, `${placeText(answer)}.`),
      element("div", { class: "large" }, shownElement(answer.decoded, run)),
    );
  });
  const showSample = async (point) => {
    const answer = await ask({ ask: "sample", row: rows[point] }).catch(fail);
    if (!answer) return;
    panel.append(
      element("p", {}, element("strong", {}, answer.title)),
      element("div", { class: "pair" }, ...pairElements(answer, run)),
      element("dl", {}, ...factElements(answer.facts)),
    );
  };
  const hover = latest(async (point, px, py) => {
    if (point < 0) {
      map.tip.hidden = true;
      return;
    }
    const answer = await ask({ ask: "sample", row: rows[point] }).catch(fail);
    if (!answer || map.hovered !== point) return;
    map.tip.replaceChildren(element("p", {}, element("strong", {}, answer.title)), element("div", { class: "pair" }, ...pairElements(answer, run)));
    map.tip.hidden = false;
    map.tip.style.left = `${Math.min(px + 14, Math.max(4, map.width - map.tip.offsetWidth - 4))}px`;
    map.tip.style.top = `${Math.min(py + 12, Math.max(4, map.height - map.tip.offsetHeight - 4))}px`;
  });

  const [askView, askColor] = [newest(), newest()];
  const showColor = async (wanted) => {
    const isNewest = askColor();
    const answer = await ask({ ask: "colors", color: wanted }).catch(fail);
    if (answer && isNewest()) colors.show(run.colors[wanted], answer.columns[0], answer);
  };
  const showView = async (wanted) => {
    const isNewest = askView();
    const answer = await ask({ ask: "points", view: wanted }).catch(fail);
    if (!answer || !isNewest()) return;
    view = wanted;
    rows = answer.rows;
    colors.clear(rows.length);
    map.setPoints(answer.columns);
    await showColor(Number(colorSelect.value));
  };
  const [viewLabel] = choice("View", run.views.map((each) => each.name), showView);
  const [colorLabel, colorSelect] = choice("Colour", run.colors, showColor);
  colorSelect.value = run.first_color;

  el.classList.add("autoencode");
  el.append(element("div", { class: "choices" }, viewLabel, colorLabel), message, element("div", { class: "both" }, element("div", { class: "plane" }, place), panel));
  const map = new PointMap(place, run.title, {
    hover,
    decode: async (position, point) => {
      map.mark = position;
      map.drawOver();
      if (!map.isSolid) await decode(codeAt(position));
      if (point >= 0) await showSample(point);
    },
  });
  const colors = new MapColors(map, place);
  showView(0).then(() => { el.dataset.ready = "true"; });
  return () => {
    end();
    map.dispose();
  };
}

export default { render };
