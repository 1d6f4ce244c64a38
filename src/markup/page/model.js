"use strict";
// What pages of models tell of the cells or blocks under the pointer. page.js plays the steps; its slider says which one
// is shown, and takes us to another.
(() => {
const { first, steps, model } = JSON.parse(document.getElementById("data").textContent);
const { layers, maps } = model;
const figure = document.querySelector(".figure");
const slider = document.getElementById("step");
const told = document.createElement("p");
let pointed;

const shown = () => first + Number(slider.value);
function goTo(index) {
  if (index === undefined || index < first || index >= first + steps) return;
  slider.value = index - first;
  slider.dispatchEvent(new Event("input"));
}

// Words.
const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
const cellText = ({ row, col }) => (model.dims === 1 ? `cell ${col}` : `row ${row}, column ${col}`);
const outputText = ([row, col]) => (model.dims === 1 ? `output ${col}` : `output (${row}, ${col})`);
/** "3", "0 to 6", or "0, 2, 4" where there are gaps. */
function listed(places) {
  const [least, most] = [places[0], places[places.length - 1]];
  if (places.length > 1 && most - least + 1 === places.length) return `${least} to ${most}`;
  return places.join(", ");
}

const top = layers.length - 1;
const fields = {
  outputOf: (index) => {
    const [, cols] = layers[top].sizes;
    return [Math.floor((model.first_output + index) / cols), (model.first_output + index) % cols];
  },
  stepOf: ({ map, row, col }) => (map.layer === top ? row * layers[top].sizes[1] + col - model.first_output : undefined),
  /** For each map, from the input up, the places along both axes that an output sees. Places of padding see nothing. */
  seenBy: (output) => {
    const seen = [];
    seen[top] = output.map((place) => [place]);
    for (let i = top; i > 0; --i) {
      seen[i - 1] = seen[i].map((places, axis) =>
        [...new Set(places.flatMap((place) => layers[i].sees[axis][place] ?? []))].sort((a, b) => a - b));
    }
    return seen;
  },
  /** The places that a map has, without padding. */
  existing: (seen, number) => seen[number].map((places, axis) => places.filter((place) => place >= 0 && place < layers[number].sizes[axis])),
  stepText: (index) => {
    const output = fields.outputOf(index);
    const seen = fields.seenBy(output);
    const [rows, cols] = fields.existing(seen, 0);
    const all = layers[0].sizes[0] * layers[0].sizes[1];
    const count = rows.length * cols.length;
    const where = count === 0 ? "" : model.dims === 1 ? `: ${listed(cols)}` : `: rows ${listed(rows)}, columns ${listed(cols)}`;
    const padding = seen[0].some((places, axis) => places.length > [rows, cols][axis].length) ? ", and padding" : "";
    return `${outputText(output)} sees ${count} of ${counted(all, "input")}${where}${padding}`;
  },
  text: ({ map, row, col }) => {
    const output = fields.outputOf(shown());
    const [rows, cols] = fields.seenBy(output)[map.layer];
    const sees = rows.includes(row) && cols.includes(col);
    const text = `${layers[map.layer].name}, ${cellText({ row, col })}`;
    if (map.layer === top) return sees ? `${text}: the current output` : text;
    return `${text}: ${outputText(output)} ${sees ? "sees it" : "does not see it"}`;
  },
  label: ({ layer }) => {
    const [rows, cols] = layers[layer].sizes;
    return `${layers[layer].name}, ${model.dims === 1 ? counted(cols, "cell") : `${rows} by ${cols} cells`}`;
  },
};
const blocks = {
  stepOf: ({ map }) => layers[map.layer].step,
  stepText: (index) => layers.find(({ step }) => step === index)?.text ?? "the whole model",
  text: ({ map }) => layers[map.layer].text,
  label: ({ layer }) => layers[layer].text,
};
const about = { fields, blocks }[model.shows];

function say() {
  const text = pointed ? `${about.text(pointed)}.` : `Step ${shown() + 1}: ${about.stepText(shown())}.`;
  told.setAttribute("aria-live", document.documentElement.classList.contains("playing") ? "off" : "polite");
  if (told.textContent !== text) told.textContent = text;
  const marked = pointed ? outline(pointed.map, pointed.row, pointed.col) : "";
  for (const mark of marks) mark.setAttribute("d", marked);
}

const newPath = (parent, attributes) => {
  const path = document.createElementNS(figure.namespaceURI, "path");
  for (const name in attributes) path.setAttribute(name, attributes[name]);
  figure.querySelector(parent).append(path);
  return path;
};
const marks = [["halo", 5], ["line", 3]].map(([kind, width]) => newPath(".marks", { class: `${kind} chosen`, "stroke-width": width }));

function point(found) {
  pointed = found || undefined;
  say();
}
function under(event) {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(figure.getScreenCTM().inverse());
  return maps.reduce((found, map) => cellAt(map, [x, y]) || found, undefined);
}
const choose = (cell) => cell && goTo(about.stepOf(cell));
figure.addEventListener("pointermove", (event) => point(under(event)));
figure.addEventListener("pointerleave", () => point(undefined));
figure.addEventListener("click", (event) => choose(under(event)));

// The tabulator key leads from map to map; in each the arrow keys go from cell to cell.
const ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
for (const map of maps) {
  const [rows, cols] = [map.rows, map.cols].map(([least, end]) => end - least);
  const isBlock = map.kind === "block";
  const role = isBlock ? { role: "button" } : { role: "application", "aria-roledescription": "map of cells" };
  const path = newPath(".maps", { d: outline(map, map.rows[0], map.cols[0], rows, cols), tabindex: 0, "data-map": map.kind, "aria-label": about.label(map), ...role });
  const within = (index, [least, end]) => Math.max(least, Math.min(end - 1, index));
  let at = { map, row: map.rows[0], col: map.cols[0] };
  path.onfocus = () => path.matches(":focus-visible") && point(at);
  path.onblur = () => point(undefined);
  path.onkeydown = (event) => {
    const way = !isBlock && ways[event.key];
    if (way) {
      at = { map, row: within(at.row + way[0], map.rows), col: within(at.col + way[1], map.cols) };
      point(at);
    } else if (event.key === "Enter" || event.key === " ") {
      choose(at);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

told.id = "told";
told.setAttribute("role", "status");
const readout = document.getElementById("readout");
readout.hidden = true;
readout.after(told);
new MutationObserver(say).observe(slider, { attributeFilter: ["aria-valuetext"] });
new MutationObserver(say).observe(document.documentElement, { attributeFilter: ["class"] });
say();
})();
