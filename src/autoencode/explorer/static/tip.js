// What is shown beside the pointer: a row and its reconstruction.

import { element, isolated, number, pairElements } from "./show.js";

const MAX_FACTS = 3;

export function showTip(map, answer, run, px, py) {
  const { tip, width, height } = map;
  const facts = answer.facts.slice(0, MAX_FACTS).map(([name, value]) => `${isolated(name)}: ${isolated(number(value))}`);
  tip.replaceChildren(
    element("p", {}, element("strong", {}, answer.title)),
    element("p", {}, facts.join(", ")),
    element("div", { class: "pair" }, ...pairElements(answer, run)),
  );
  tip.hidden = false;
  const { offsetWidth, offsetHeight } = tip;
  tip.style.left = `${Math.max(4, px + 16 + offsetWidth > width ? px - offsetWidth - 12 : px + 16)}px`;
  tip.style.top = `${Math.max(4, Math.min(py + 12, height - offsetHeight - 4))}px`;
}
