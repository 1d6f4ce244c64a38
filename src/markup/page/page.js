"use strict";
(() => {
const data = JSON.parse(document.getElementById("data").textContent);
const { layers, maps } = data;
const hasStages = layers.length > 1 && !data.beside;
const id = (name) => document.getElementById(name);
const root = document.documentElement;
const figure = document.querySelector(".figure");

// What belongs together, axis by axis. A tap is [place, weight, input or -1, input that padding copies].
const held = (tap) => (tap[2] < 0 ? (tap[3] ?? -1) : tap[2]);
const distinct = (list) => [...new Set(list)].sort((a, b) => a - b);
const cross = ([rows, cols]) => rows.flatMap((row) => cols.map((col) => [row, col]));
const axesOf = (layer) => [layer.rows, layer.cols];
const inputAt = (axis, place) => {
  const input = (place - axis.first) / axis.spread;
  return Number.isInteger(input) && input >= 0 && input < axis.n ? input : -1;
};
const placeOf = (axis, input) => axis.first + axis.spread * input;
const copyAt = (axis, place) => Math.max(inputAt(axis, place), ...axis.taps.flat().filter((tap) => tap[0] === place).map(held));
const turned = (axis, tap) => (axis.flipped ? axis.k - 1 - tap : tap);
const tapsOf = (layer, at) => cross(axesOf(layer).map((axis, i) => axis.taps[at[i]])).map(([down, across]) => ({
  input: [held(down), held(across)],
  weight: [down[1], across[1]],
  isFed: held(down) >= 0 && held(across) >= 0,
}));

/** Rows and columns of all that a choice (see choiceOf) has to do with. */
function relatives({ kind, number, at }) {
  const axes = axesOf(layers[number]);
  const isPart = {
    output: (tap, index, output) => output === index,
    input: (tap, index) => held(tap) === index,
    padding: (tap, index) => tap[0] === index,
    weight: (tap, index) => tap[1] === index && held(tap) >= 0,
  }[kind];
  const entries = axes.map((axis, i) => axis.taps.flatMap((taps, output) =>
    taps.filter((tap) => isPart(tap, at[i], output)).map((tap) => ({ tap, output }))));
  const pick = (part) => entries.map((list) => distinct(list.map(part)));
  return {
    inputs: pick(({ tap }) => held(tap)).map((list) => list.filter((input) => input >= 0)),
    places: pick(({ tap }) => tap[0]),
    weights: pick(({ tap }) => tap[1]),
    outputs: pick(({ output }) => output),
  };
}

// Words.
const rounded = (value) => Number(value.toPrecision(6));
const written = (value) => (value === null ? "−∞" : String(rounded(value)).replace("-", "−"));
// What sums of numbers with decimals are off by does not count.
const isWhole = (value) => value === null || Math.abs(rounded(value) - value) <= 1e-9 * Math.abs(value);
const result = (value) => ` ${isWhole(value) ? "=" : "≈"} ${written(value)}`;
const factor = (value) => (value < 0 ? `(${written(value)})` : written(value));
const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
const cellText = (layer, [row, col]) => (layer.dims === 1 ? `${col}` : `(${row}, ${col})`);
function listed(layer, cells, most = 12) {
  const texts = cells.slice(0, most).map((at) => cellText(layer, at));
  if (cells.length > most) texts.push(`and ${cells.length - most} more`);
  return texts.join(layer.dims === 1 ? ", " : " ");
}
function nameOf(what, number) {
  if (data.beside) return `${layers[number].name}: ${what.toLowerCase()}`;
  if (!hasStages || (number === 0) === (what !== "Output")) return what;
  return number ? `1×1 ${what.toLowerCase()}` : "Result";
}
const sheetText = (what, number, of) => (of > 1 && number !== undefined ? `, ${what} ${number + 1}` : "");

const valueOf = (layer, channel, [row, col]) => layer.x[(channel * layer.rows.n + row) * layer.cols.n + col];
function weightOf(layer, filter, channel, [row, col]) {
  const [channels, filters] = [layer.channels / layer.groups, layer.filters / layer.groups];
  const kernel = layer.transposed ? channel * filters + (filter % filters) : filter * channels + (channel % channels);
  return layer.w[(kernel * layer.rows.k + row) * layer.cols.k + col];
}
function channelsOf(layer, filter) {
  const size = layer.channels / layer.groups;
  const first = Math.floor((filter * layer.groups) / layer.filters) * size;
  return [...Array(size).keys()].map((i) => first + i);
}

/** How many of an output's taps lie on inputs or padding; windows of poolings may reach beyond. */
const countedTaps = (layer, at) => axesOf(layer).reduce((product, axis, i) => product * (axis.counted?.[at[i]] ?? axis.taps[at[i]].length), 1);

function meanText(layer, at, terms, value) {
  const divisor = layer.divisor ?? (layer.counts_padding ? countedTaps(layer, at) : terms.length);
  if (divisor === terms.length) return ` = mean of ${terms.join(", ")}${result(value)}`;
  return ` = (${terms.join(" + ") || 0}) / ${factor(divisor)}${result(value)}`;
}

function sumText(layer, filter, at) {
  const most = 40;
  const terms = channelsOf(layer, filter).flatMap((channel) => tapsOf(layer, at).filter((tap) => tap.isFed).map(({ input, weight }) => {
    const value = valueOf(layer, channel, input);
    return layer.w ? `${factor(value)}·${factor(weightOf(layer, filter, channel, weight))}` : written(value);
  }));
  const value = layer.y[(filter * layer.rows.m + at[0]) * layer.cols.m + at[1]];
  if (layer.op === "mean" && terms.length <= most) return meanText(layer, at, terms, value);
  if (terms.length > most) terms.splice(most, Infinity, "…");
  if (layer.b) terms.push(`${factor(layer.b[filter])} (bias)`);
  if (layer.op === "conv") return (terms.length ? ` = ${terms.join(" + ")}` : "") + result(value);
  return ` = ${layer.op} of ${terms.join(", ")}${result(value)}`;
}

const about = {
  output({ number, sheet, at }) {
    const layer = layers[number];
    const taps = tapsOf(layer, at);
    const fed = taps.filter((tap) => tap.isFed).length;
    const channels = channelsOf(layer, 0).length;
    const empty = layer.rows.spread * layer.cols.spread > 1 ? "padding and inserted zeros" : "padding";
    const isKnown = layer.y && (layer.filters === 1 || sheet !== undefined);
    let text = nameOf("Output", number) + ` ${cellText(layer, at)}` + sheetText(layer.op === "conv" ? "filter" : "channel", sheet, layer.filters);
    text += isKnown ? sumText(layer, sheet ?? 0, at) : ` is fed by ${counted(fed, "input")}${channels > 1 ? ` in each of ${channels} channels` : ""}`;
    const covered = countedTaps(layer, at);
    const each = isKnown && channels > 1 ? " in each channel" : "";
    if (fed < covered) text += `${isKnown ? ", with" : " and"} ${covered - fed} of ${empty}${each}`;
    if (covered < taps.length) text += `, ${taps.length - covered} beyond the edge`;
    return hasStages && !number ? `${text}. It feeds output ${cellText(layer, at)}` : text;
  },
  input({ number, sheet, at, outputs }) {
    const layer = layers[number];
    const value = layer.x && (layer.channels === 1 || sheet !== undefined) ? ` = ${written(valueOf(layer, sheet ?? 0, at))}` : "";
    const list = outputs.length ? `${counted(outputs.length, "output")}: ${listed(layer, outputs)}` : "no output";
    return `${nameOf("Input", number)} ${cellText(layer, at)}${sheetText("channel", sheet, layer.channels)}${value} feeds ${list}`;
  },
  padding({ number, at, outputs }) {
    const axes = axesOf(layers[number]);
    const copied = axes.map((axis, i) => copyAt(axis, at[i]));
    const isBetween = axes.every((axis, i) => at[i] >= axis.first && at[i] <= placeOf(axis, axis.n - 1));
    const what = nameOf("Padding", number);
    const which = Math.min(...copied) >= 0 ? `${what} that copies input ${cellText(layers[number], copied)}` : isBetween ? "An inserted zero" : what;
    return `${which} is taken in by ${counted(outputs.length, "output")}${outputs.length ? `: ${listed(layers[number], outputs)}` : ""}`;
  },
  weight({ number, at, map, sheet, inputs, outputs }) {
    const layer = layers[number];
    const isKnown = layer.w && (layer.channels === 1 || sheet !== undefined);
    const value = isKnown ? ` = ${written(weightOf(layer, map.filter ?? 0, sheet ?? 0, at))}` : "";
    const of = sheetText("filter", map.filter, layer.filters) + sheetText("channel", sheet, layer.channels);
    return `${nameOf("Weight", number)} ${cellText(layer, at)}${of}${value} goes to ${counted(outputs.length, "output")}, from ${counted(inputs.length, "input")}${inputs.length ? `: ${listed(layer, inputs)}` : ""}`;
  },
};
function textOf(choice) {
  const related = relatives(choice);
  return about[choice.kind]({ ...choice, inputs: cross(related.inputs), outputs: cross(related.outputs) });
}

const find = (point) => maps.reduce((found, map) => cellAt(map, point) || found, undefined);

/** What a cell stands for: an input, output, weight or padding (`kind`, `at`) of a layer (`number`). */
function choiceOf({ map, row, col }) {
  const axes = axesOf(layers[map.layer]);
  let at = [map.channels ? 0 : row, col];
  let kind = map.kind;
  if (kind === "window") {
    const now = current().at;
    at = axes.map((axis, i) => axis.taps[now[i]][at[i]][0]);
    kind = "plane";
  }
  if (kind === "plane") {
    const input = axes.map((axis, i) => inputAt(axis, at[i]));
    kind = Math.min(...input) < 0 ? "padding" : "input";
    if (kind === "input") at = input;
  } else if (kind === "kernel" || kind === "product") {
    kind = "weight";
    at = axes.map((axis, i) => turned(axis, at[i]));
  }
  return { map, row, col, kind, at, number: map.layer, sheet: map.channels ? row : map.sheet };
}

/** Whether a choice has to do with cells of a map, as far as groups, channels and filters go. */
function concerns(choice, map) {
  const agree = (a, b) => a === undefined || b === undefined || a === b;
  if (map.layer !== choice.number || !agree(map.group, choice.map.group)) return false;
  const isOutput = choice.kind === "output";
  if (map.kind === "kernel") return isOutput ? agree(map.filter, choice.sheet) : agree(map.sheet, choice.sheet);
  if (choice.kind !== "weight") return true;
  return map.kind === "output" ? agree(map.sheet, choice.map.filter) : agree(map.sheet, choice.sheet);
}

/** The places that hold the same input as a choice does. */
function copiesOf(map, { kind, at }) {
  return axesOf(layers[map.layer]).map((axis, i) => {
    const input = kind === "input" ? at[i] : copyAt(axis, at[i]);
    const [first, last] = [map.rows, map.cols][i];
    const places = [...Array(last - first).keys()].map((place) => place + first);
    return input < 0 ? [] : places.filter((place) => copyAt(axis, place) === input);
  });
}

/** The cells of a map that a choice feeds or is fed by, or under which its weight comes to lie. */
function cellsIn(map, choice, related) {
  const { kind, sheet } = choice;
  const isOutput = kind === "output";
  const along = (use, list) => axesOf(layers[map.layer]).map((axis, i) => list[i].map((index) => use(axis, index)));
  const sets = {
    output: !isOutput && related.outputs,
    input: (isOutput || kind === "weight") && related.inputs,
    plane: isOutput ? related.places : kind === "weight" ? along(placeOf, related.inputs) : map === choice.map && copiesOf(map, choice),
    kernel: kind !== "weight" && along(turned, related.weights),
  }[map.kind];
  if (!sets) return [];
  if (!map.channels) return cross(sets);
  return cross([sheet === undefined || isOutput ? [...Array(map.rows[1]).keys()] : [sheet], sets[1]]);
}

const newPath = (parent, attributes) => {
  const path = document.createElementNS(figure.namespaceURI, "path");
  for (const name in attributes) path.setAttribute(name, attributes[name]);
  figure.querySelector(parent).append(path);
  return path;
};
const marks = {};
for (const [name, width] of [["hidden", 1.25], ["related", 1.75], ["chosen", 3]]) {
  marks[name] = ["halo", "line"].map((kind) => newPath(".marks", { class: `${kind} ${name}`, "data-marks": name, "stroke-width": kind === "halo" ? width + 2 : width }));
}
/** Kernels, products and windows are of one filter each; two kernels have nothing to do with each other. */
const isOfSameFilter = (a, b) => ["layer", "group", "sheet", "filter"].every((key) => a[key] === b[key]) && (a.kind !== "kernel" || b.kind !== "kernel");
function mark(choice) {
  const outlines = { hidden: "", related: "", chosen: choice ? outline(choice.map, choice.row, choice.col) : "" };
  const add = (map, row, col) => {
    if (map === choice.map && row === choice.row && col === choice.col) return;
    const seen = find(pointAt(map, row + 0.5, col + 0.5));
    // On slanted planes what is behind others shines through; sheets of a stack are never whole.
    if (seen?.map === map) outlines.related += outline(map, row, col);
    else if (seen && map.right[1]) outlines.hidden += outline(map, row, col);
  };
  const related = choice && relatives(choice);
  for (const map of choice ? maps : []) {
    const isTap = (kind) => ["kernel", "product", "window"].includes(kind);
    const isSameTap = isTap(choice.map.kind) && isTap(map.kind) && map !== choice.map && isOfSameFilter(map, choice.map);
    if (isSameTap) add(map, choice.row, choice.col);
    else if (concerns(choice, map)) for (const [row, col] of cellsIn(map, choice, related)) add(map, row, col);
    // What one stage makes, the next one takes.
    if (hasStages && choice.kind === "output" && map.kind === "output" && map.layer !== choice.number) add(map, ...choice.at);
  }
  for (const name in marks) for (const path of marks[name]) path.setAttribute("d", outlines[name]);
}

// Steps.
const isAt = (runs, index) => runs.some(([from, to = from]) => index >= from && index <= to);
const groups = [...figure.querySelectorAll("[data-steps]")].map((group) => ({ group, runs: group.dataset.steps.split(" ").map((run) => run.split("-").map(Number)) }));
let step = 0;
let timer = 0;
let rounds = 0;
let pinned;
let pointed;

/** The output, or where inputs are stamped the input, that the current step is about. */
function current() {
  if (data.walk === "other") return undefined;
  const stamps = data.walk === "inputs";
  const { rows, cols } = layers[0];
  const [height, width] = stamps ? [rows.n, cols.n] : [rows.m, cols.m];
  const index = step + data.first + (data.walk === "moves");
  const at = [Math.floor(index / width) % height, index % width];
  const number = Math.floor(index / (height * width));
  return { kind: stamps ? "input" : "output", number, at, sheet: !stamps && layers[number].filters > 1 ? 0 : undefined };
}

function say() {
  const choice = pinned ?? pointed;
  const now = current();
  mark(choice);
  root.classList.toggle("pinned", Boolean(pinned));
  id("readout").setAttribute("aria-live", timer ? "off" : "polite");
  const text = choice ? `${pinned ? "Pinned: " : ""}${textOf(choice)}.` : `Step ${data.first + step + 1}${now ? `: ${textOf(now)}` : ""}.`;
  if (id("readout").textContent !== text) id("readout").textContent = text;
}

function show(next) {
  step = Math.max(0, Math.min(data.steps - 1, next));
  for (const entry of groups) {
    const isShown = isAt(entry.runs, step);
    if (isShown !== entry.isShown) entry.group.setAttribute("display", isShown ? "inline" : "none");
    entry.isShown = isShown;
  }
  id("step").value = step;
  id("step").setAttribute("aria-valuetext", `step ${step + 1} of ${data.steps}`);
  id("count").textContent = `${step + 1} / ${data.steps}`;
  if (pinned) pinned = choiceOf(pinned);
  say();
}

function wait() {
  const isLast = step === data.steps - 1;
  timer = setTimeout(() => {
    if (isLast && ++rounds === data.loop) return play(false);
    show(isLast ? 0 : step + 1);
    wait();
  }, (1000 * (data.delay + (isLast ? data.hold : 0))) / id("speed").value);
}

function play(on) {
  clearTimeout(timer);
  timer = rounds = 0;
  if (on) wait();
  id("play").setAttribute("aria-label", on ? "Pause" : "Play");
  root.classList.toggle("playing", on);
  say();
}
const toggle = () => play(!timer);
const go = (next) => {
  play(false);
  show(next);
};

function point(found) {
  pointed = found && choiceOf(found);
  say();
}
function pin(found) {
  const isSame = pinned && found && ["map", "row", "col"].every((key) => pinned[key] === found[key]);
  pinned = isSame ? undefined : found && choiceOf(found);
  if (pinned) play(false);
  else say();
}
const under = (event) => {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(figure.getScreenCTM().inverse());
  return find([x, y]);
};
figure.onpointermove = (event) => point(under(event));
figure.onpointerleave = () => point(undefined);
figure.onclick = (event) => pin(under(event));

const actions = { play: toggle, start: () => go(0), back: () => go(step - 1), forth: () => go(step + 1), end: () => go(data.steps - 1) };
for (const name in actions) id(name).onclick = actions[name];
id("step").max = data.steps - 1;
id("step").oninput = () => go(Number(id("step").value));
id("speed").onchange = () => timer && play(true);
const keys = { " ": "play", ArrowLeft: "back", ArrowRight: "forth", Home: "start", End: "end" };
document.onkeydown = (event) => {
  if (event.key === "Escape") {
    pinned = pointed = undefined;
    say();
  } else if (keys[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey && !event.target.closest("select, input, button, summary")) {
    actions[keys[event.key]]();
    event.preventDefault();
  }
};

// The tabulator key leads from map to map; in each the arrow keys go from cell to cell.
const titles = { plane: "Input", input: "Input", output: "Output", kernel: "Kernel", product: "Products", window: "Region" };
const ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
for (const map of maps) {
  const layer = layers[map.layer];
  const [rows, cols] = [map.rows, map.cols].map(([first, last]) => last - first);
  const sheet = map.kind === "output" ? sheetText("filter", map.sheet, layer.filters) : sheetText("filter", map.filter, layer.filters) + sheetText("channel", map.sheet, layer.channels);
  const path = newPath(".maps", {
    d: outline(map, map.rows[0], map.cols[0], rows, cols), tabindex: 0, "data-map": map.kind, role: "application", "aria-roledescription": "map of cells",
    "aria-label": `${nameOf(titles[map.kind], map.layer)}${sheet}, ${layer.dims === 1 && !map.channels ? counted(cols, "cell") : `${rows} by ${cols} cells`}`,
  });
  const within = (index, [first, last]) => Math.max(first, Math.min(last - 1, index));
  let at = { map, row: within(0, map.rows), col: within(0, map.cols) };
  path.onfocus = () => path.matches(":focus-visible") && point(at);
  path.onblur = () => point(undefined);
  path.onkeydown = (event) => {
    const way = ways[event.key];
    if (way) {
      at = { map, row: within(at.row + way[0], map.rows), col: within(at.col + way[1], map.cols) };
      pinned = undefined;
      point(at);
    } else if (event.key === "Enter" || event.key === " ") {
      pin(at);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

// Cells stay large enough to be touched: on narrow screens wide figures are scrolled.
const page = figure.viewBox.baseVal;
figure.style.minWidth = `${Math.min(0.9 * page.width, 700)}px`;

// On paper, up to a dozen steps instead of the controls.
function makeStrip() {
  const number = Math.min(12, data.steps);
  id("strip").classList.toggle("wide", page.width > 1.6 * page.height || page.width > 400);
  id("strip").replaceChildren(...[...Array(number).keys()].map((i) => {
    const index = Math.round((i * (data.steps - 1)) / Math.max(1, number - 1));
    const frame = document.createElement("figure");
    const copy = figure.cloneNode(true);
    copy.style.minWidth = "";
    [...copy.querySelectorAll("[data-steps]")].forEach((group, place) => isAt(groups[place].runs, index) ? group.removeAttribute("display") : group.remove());
    copy.querySelectorAll(".maps, .marks, defs").forEach((part) => part.remove());
    frame.append(copy, `Step ${data.first + index + 1}`);
    return frame;
  }));
}
addEventListener("beforeprint", makeStrip);
matchMedia("print").onchange = ({ matches }) => matches && makeStrip();

document.querySelectorAll("main [hidden]").forEach((part) => (part.hidden = false));
root.classList.add("scripted");
show(0);
if (data.steps > 1 && !matchMedia("(prefers-reduced-motion: reduce)").matches) play(true);
})();
