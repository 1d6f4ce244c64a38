// Fills in the page of the playground: node tools/playground.mjs CORE.js CORE.wasm.gz OUTPUT
import { readFileSync, writeFileSync } from "node:fs";

const [glue, packed, output] = process.argv.slice(2);
const read = (path) => readFileSync(new URL(`../src/${path}`, import.meta.url), "utf8");

/** Four bytes as five characters, none of which means anything to HTML: a quarter more bytes, where base64 has a third more. */
function inBase85(bytes) {
  const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?_`~()[]{}@%$#";
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  const texts = [];
  for (let at = 0; at < padded.length; at += 4) {
    let number = padded.readUInt32BE(at);
    let text = "";
    for (let i = 0; i < 5; ++i) {
      text = digits[number % 85] + text;
      number = Math.floor(number / 85);
    }
    texts.push(text);
  }
  return `${bytes.length} ${digits} ${texts.join("")}`;
}

const parts = {
  "core": () => inBase85(readFileSync(packed)),
  "core.js": () => `${readFileSync(glue, "utf8")}\n${read("playground/page/core.js")}`,
  "player.html": () => read("markup/page/player.html"),
  "page.css": () => read("markup/page/page.css"),
  ...Object.fromEntries(["cells", "layers", "model", "player"].map((name) => [`${name}.js`, () => read(`markup/page/${name}.js`)])),
  ...Object.fromEntries(["playground.css", "settings.js", "controls.js", "lessons.js", "playground.js"].map((name) => [name, () => read(`playground/page/${name}`)])),
};
const page = read("playground/page/playground.html").replace(/\{\{([\w.]+)\}\}/g, (_, name) => parts[name]());
writeFileSync(output, page);
