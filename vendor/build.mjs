// Bundle the JavaScript of explorer and report: `make vendor` calls this after `npm ci`.
//
// The versions are those of package-lock.json, and the output has no time or path, so
// that the same bytes are made on every machine. Written beside each bundle: the licences
// of all bundled packages and the SHA-256 of each file; for the report also that of each
// source, so that a test finds a bundle that is older than its sources.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");

// The explorer's modules import the bundle of libraries; a bundle of both takes the
// libraries themselves, and leaves out what it does not use.
const unbundled = {
  name: "unbundled",
  setup(builder) {
    builder.onResolve({ filter: /\/vendor\/libraries\.js$/ }, () => ({ path: join(here, "libraries.js") }));
  },
};

async function bundle(entry, folder) {
  const out = join(root, folder);
  mkdirSync(out, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outfile: join(out, entry),
    plugins: [unbundled],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs);
  writeFileSync(join(out, "LICENSES.txt"), licencesOf(inputs, entry));
  writeSums(join(out, "SHA256SUMS"), out, ["LICENSES.txt", entry]);
  return inputs.filter((input) => !input.includes("node_modules"));
}

function licencesOf(inputs, entry) {
  const found = inputs.map((input) => input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  let licences = `Packages in ${entry}, with their licences.\n`;
  for (const name of [...new Set(found.filter(Boolean))].sort()) {
    const folder = join(here, "node_modules", name);
    const facts = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
    licences += `\n---- ${name} ${facts.version}, ${facts.license}\n\n${text}\n`;
  }
  return licences;
}

function writeSums(path, folder, names) {
  const sums = names.map((name) => {
    const sum = createHash("sha256").update(readFileSync(join(folder, name))).digest("hex");
    return `${sum}  ${name}\n`;
  });
  writeFileSync(path, sums.join(""));
  console.log(sums.join("").trim());
}

await bundle("libraries.js", "src/autoencode/explorer/static/vendor");
for (const [entry, folder] of [
  ["report.js", "src/autoencode/report/static"],
  ["widget.js", "src/autoencode/explorer/static/widget"],
]) {
  const sources = await bundle(entry, folder);
  const paths = sources.map((input) => relative(root, join(here, input)));
  const others = ["vendor/build.mjs", "vendor/package-lock.json"];
  writeSums(join(root, folder, "SOURCES.SHA256SUMS"), root, [...paths, ...others].sort());
}
