// The errors of all fits of a sweep; a click on one of them shows it.

import { reload } from "./address.js";
import { getJson, postJson } from "./api.js";
import { lineChart } from "./charts.js";
import { element, number } from "./show.js";

const $ = (id) => document.getElementById(id);
const PARTS = { test: "test", validation: "held-out", train: "training" };

export async function showSweep(fail) {
  const sweep = await getJson("api/sweep");
  if (!sweep) return;
  const what = `${PARTS[sweep.part]} error`;
  const at = (row, place) => (typeof row.value === "number" ? row.value : place + 1);
  const line = (name, key, dashed) => {
    const points = sweep.rows.map((row, place) => [at(row, place), row[key]]);
    return { name, dashed, points: points.filter(([, error]) => Number.isFinite(error)) };
  };
  const lines = [line("autoencoder", "error", false), line("PCA", "pca_error", true)];
  $("sweep").hidden = false;
  $("sweep-curve").replaceChildren(lineChart(lines, sweep.name, `${what} by ${sweep.name}`));
  $("sweep-fits").replaceChildren(...sweep.rows.map((row, place) => {
    const fit = element("button", {
      type: "button",
      title: row.failed || `${what} ${number(row.error)}, PCA's ${number(row.pca_error)}`,
      "aria-label": `${sweep.name} ${row.label}`,
      "aria-current": String(place === sweep.current),
      onclick: () => choose(place, fail),
    }, row.label);
    fit.disabled = row.failed !== "";
    return element("li", {}, fit);
  }));
  $("sweep-suggestions").replaceChildren(...sweep.suggestions.map((text) => element("li", {}, text)));
}

async function choose(place, fail) {
  $("message").textContent = "Encoding the samples with this fit …";
  try {
    await postJson(`api/sweep/${place}`, {});
    reload();
  } catch (error) {
    fail(error);
  }
}
