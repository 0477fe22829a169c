// Bundles CodeMirror into one file that the pages load from their own server, with its licences and checksum.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const STATIC = new URL("../static/", import.meta.url);
const NOTICE = "codemirror.licenses.txt";

const { outputFiles: [bundle], metafile } = await build({
  entryPoints: ["codemirror.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
});

const names = [...new Set(
  Object.entries(metafile.outputs[Object.keys(metafile.outputs)[0]].inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput)
    .map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
    .filter(Boolean),
)].sort();
const packages = names.map((name) => ({
  ...JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")),
  terms: readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim(),
}));

const listed = packages.map(({ name, version }) => `${name} ${version}`);
const text = `/* Built from ${listed.join(", ")}; MIT, see ${NOTICE} */\n${bundle.text}`;
writeFileSync(new URL("codemirror.js", STATIC), text);
writeFileSync(new URL(NOTICE, STATIC), packages.map(({ name, version, license, terms }) =>
  `${name} ${version} (${license})\n\n${terms}\n`).join(`\n${"-".repeat(78)}\n\n`));
const sum = createHash("sha256").update(text).digest("hex");
writeFileSync("codemirror.sha256", `${sum}  ../static/codemirror.js\n`);
console.log(`${listed.length} packages, ${text.length} characters, ${sum}`);
