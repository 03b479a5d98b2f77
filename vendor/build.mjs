// Bundle the libraries of the explorer: `make vendor` calls this after `npm ci`.
//
// The versions are those of package-lock.json, and the output has no time or path, so
// that the same bytes are made on every machine. Written beside the bundle: the licences
// of all bundled packages and the SHA-256 of each file.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/autoencode/explorer/static/vendor");
mkdirSync(out, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: ["libraries.js"],
  outfile: join(out, "libraries.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
});

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) packages.add(found[1]);
}
let licences = "Packages in libraries.js, with their licences.\n";
for (const name of [...packages].sort()) {
  const folder = join(here, "node_modules", name);
  const facts = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  licences += `\n---- ${name} ${facts.version}, ${facts.license}\n\n${text}\n`;
}
writeFileSync(join(out, "LICENSES.txt"), licences);

const sums = ["LICENSES.txt", "libraries.js"].map((name) => {
  const sum = createHash("sha256").update(readFileSync(join(out, name))).digest("hex");
  return `${sum}  ${name}\n`;
});
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
console.log(sums.join("").trim());
