#!/usr/bin/env bash
# Makes src/stemma/web/static/plot/plot.js anew from npm: the parts of Observable Plot that the Figure screen draws with, and what they need,
# as one module; the licences of all packages in it stand beside it. Needs node and npm; the version is pinned here.
set -euo pipefail
plot=${1:-0.6.17}
esbuild=0.25.12
out=$(cd "$(dirname "$0")/.." && pwd)/src/stemma/web/static/plot
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "@observablehq/plot@$plot" "esbuild@$esbuild"
src=./node_modules/@observablehq/plot/src
cat >entry.js <<END
export {plot} from "$src/plot.js";
export {dot} from "$src/marks/dot.js";
export {line} from "$src/marks/line.js";
export {rect} from "$src/marks/rect.js";
export {ruleX, ruleY} from "$src/marks/rule.js";
export {text} from "$src/marks/text.js";
export {tip} from "$src/marks/tip.js";
export {axisX, axisY, gridX, gridY} from "$src/marks/axis.js";
export {pointer} from "$src/interactions/pointer.js";
END
npx esbuild entry.js --bundle --format=esm --minify --charset=utf8 --legal-comments=none --metafile=meta.json --log-level=warning \
  --banner:js="/* Observable Plot $plot and what it needs; see LICENSE beside this file. Made by scripts/vendor_plot.sh. */" --outfile=plot.js
cp plot.js "$out/plot.js"
node - >"$out/LICENSE" <<'END'
const fs = require("fs");
const used = Object.keys(JSON.parse(fs.readFileSync("meta.json")).inputs).map((f) => f.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
for (const name of [...new Set(used)].filter(Boolean).sort()) {
  const folder = `node_modules/${name}`, told = JSON.parse(fs.readFileSync(`${folder}/package.json`));
  const file = fs.readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
  console.log(`==== ${name} ${told.version}, ${told.license}\n`);
  console.log(file ? fs.readFileSync(`${folder}/${file}`, "utf8").trim() + "\n" : "(the package holds no licence file; the licence is the one named above)\n");
}
END
ls -l "$out"
