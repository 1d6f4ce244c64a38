"use strict";
(() => {
const data = JSON.parse(document.getElementById("data").textContent);
const { layers, maps } = data;
const id = (name) => document.getElementById(name);
const root = document.documentElement;
const figure = document.querySelector(".figure");
const steps = [...figure.querySelectorAll("[data-steps]")].map((group) => ({
  group,
  runs: group.dataset.steps.split(" ").map((run) => run.split("-").map(Number)),
}));
const isAt = (runs, step) => runs.some(([from, to]) => step >= from && step <= (to ?? from));

// Which cells belong together, along one axis. A tap is [place, weight, input or -1, input that padding copies].
const held = (tap) => (tap[2] >= 0 ? tap[2] : (tap[3] ?? -1));
const distinct = (list) => [...new Set(list)].filter((entry) => entry >= 0).sort((a, b) => a - b);
const outputsOf = (axis, isFed) => axis.taps.flatMap((taps, output) => (taps.some(isFed) ? [output] : []));
const inputAt = (axis, place) => {
  const input = (place - axis.first) / axis.spread;
  return Number.isInteger(input) && input >= 0 && input < axis.n ? input : -1;
};
const copyAt = (axis, place) => {
  const tap = axis.taps.flat().find((entry) => entry[0] === place);
  return tap ? held(tap) : inputAt(axis, place);
};
const isBetween = (axis, place) => place > axis.first && place < axis.first + axis.spread * (axis.n - 1);
const weightAt = (axis, place) => (axis.flipped ? axis.k - 1 - place : place);
const cross = (rows, cols) => rows.flatMap((row) => cols.map((col) => [row, col]));

// Words.
const signed = (value) => (value === null ? "−∞" : String(+value.toFixed(3)).replace("-", "−"));
const factor = (value) => (value < 0 ? `(${signed(value)})` : signed(value));
const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
const cell = (layer, [row, col]) => (layer.dims === 1 ? `${col}` : `(${row}, ${col})`);
const list = (layer, cells) => {
  const most = 12;
  const shown = cells.slice(0, most).map((entry) => cell(layer, entry)).join(layer.dims === 1 ? ", " : " ");
  return cells.length > most ? `${shown} and ${cells.length - most} more` : shown;
};
const nameOf = (number, what) => {
  if (!hasStages()) return data.beside ? `${what} of the ${layers[number].kind}` : what;
  return number ? (what === "Output" ? what : `1×1 ${what.toLowerCase()}`) : what === "Output" ? "Result" : what;
};
const hasStages = () => layers.length > 1 && !data.beside;
const channelsOf = (layer, filter) => {
  const size = layer.channels / layer.groups;
  const first = Math.floor(filter / (layer.filters / layer.groups)) * size;
  return [...Array(size).keys()].map((i) => first + i);
};
const groupOf = (layer, sheet, sheets) => (sheet === undefined ? undefined : Math.floor(sheet / (sheets / layer.groups)));

const inputValue = (layer, channel, row, col) => layer.x[(channel * layer.rows.n + row) * layer.cols.n + col];
const weightValue = (layer, filter, channel, row, col) => {
  const [major, minor, size] = layer.transposed
    ? [channel, filter % (layer.filters / layer.groups), layer.filters / layer.groups]
    : [filter, channel % (layer.channels / layer.groups), layer.channels / layer.groups];
  return layer.w[((major * size + minor) * layer.rows.k + row) * layer.cols.k + col];
};

// The sum of an output, written out.
function sumOf(layer, filter, [row, col]) {
  const values = [];
  for (const channel of channelsOf(layer, filter)) {
    for (const [down, across] of cross(layer.rows.taps[row], layer.cols.taps[col])) {
      const [i, j] = [held(down), held(across)];
      if (i < 0 || j < 0) continue;
      const value = inputValue(layer, channel, i, j);
      values.push(layer.w ? `${factor(value)}·${factor(weightValue(layer, filter, channel, down[1], across[1]))}` : signed(value));
    }
  }
  const most = 40;
  if (values.length > most) values.splice(most, Infinity, "…");
  const result = signed(layer.y[(filter * layer.rows.m + row) * layer.cols.m + col]);
  if (layer.op !== "conv") {
    const what = layer.divisor ? `sum divided by ${layer.divisor}` : layer.op === "max" ? "maximum" : "mean";
    return `${what} of ${values.join(", ")}: ${result}`;
  }
  if (layer.b) values.push(`${factor(layer.b[filter])} (bias)`);
  return `${values.join(" + ") || 0} = ${result}`;
}

function aboutOutput(number, sheet, at) {
  const layer = layers[number];
  const taps = cross(layer.rows.taps[at[0]], layer.cols.taps[at[1]]);
  const inputs = taps.filter(([down, across]) => held(down) >= 0 && held(across) >= 0).length;
  const other = taps.length - inputs;
  const filter = sheet ?? 0;
  const channels = channelsOf(layer, filter).length;
  let text = `${nameOf(number, "Output")} ${cell(layer, at)}`;
  if (layer.filters > 1 && sheet !== undefined) text += ` of ${layer.op === "conv" ? "filter" : "channel"} ${sheet + 1}`;
  if (layer.y) {
    text += layer.op === "conv" ? ` = ${sumOf(layer, filter, at)}` : `: ${sumOf(layer, filter, at)}`;
    return other ? `${text}; ${count(other, "tap")} on padding${layer.rows.spread + layer.cols.spread > 2 ? " or inserted zeros" : ""}` : text;
  }
  text += ` is fed by ${count(inputs, "input")}${channels > 1 ? ` in each of ${channels} channels` : ""}`;
  if (other) text += ` and ${other} of ${layer.rows.spread + layer.cols.spread > 2 ? "padding and inserted zeros" : "padding"}`;
  return text;
}

function aboutInput(number, sheet, at) {
  const layer = layers[number];
  const [rows, cols] = [outputsOf(layer.rows, (tap) => held(tap) === at[0]), outputsOf(layer.cols, (tap) => held(tap) === at[1])];
  const outputs = cross(rows, cols);
  const value = layer.x && (sheet !== undefined || layer.channels === 1) ? ` = ${signed(inputValue(layer, sheet ?? 0, ...at))}` : "";
  const channel = layer.channels > 1 && sheet !== undefined ? ` of channel ${sheet + 1}` : "";
  const name = `${nameOf(number, "Input")} ${cell(layer, at)}${channel}${value}`;
  if (!outputs.length) return `${name} feeds no output`;
  return `${name} feeds ${count(outputs.length, "output")}: ${list(layer, outputs)}`;
}

function aboutPadding(number, place) {
  const layer = layers[number];
  const copy = [copyAt(layer.rows, place[0]), copyAt(layer.cols, place[1])];
  if (copy[0] >= 0 && copy[1] >= 0) return `Padding, a copy of input ${cell(layer, copy)}. ${aboutInput(number, undefined, copy)}`;
  const isInserted = [layer.rows, layer.cols].every((axis, i) => axis.n === 1 || isBetween(axis, place[i]) || inputAt(axis, place[i]) >= 0);
  const outputs = cross(...[layer.rows, layer.cols].map((axis, i) => outputsOf(axis, (tap) => tap[0] === place[i])));
  return `${isInserted ? "A zero between inputs" : "Padding"}: under the kernel for ${count(outputs.length, "output")}`;
}

function aboutWeight(number, map, weight) {
  const layer = layers[number];
  const met = (axis, index) => distinct(axis.taps.flat().filter((tap) => tap[1] === index).map(held));
  const inputs = cross(met(layer.rows, weight[0]), met(layer.cols, weight[1]));
  const meets = (axis, index) => outputsOf(axis, (tap) => tap[1] === index && held(tap) >= 0).length;
  const outputs = meets(layer.rows, weight[0]) * meets(layer.cols, weight[1]);
  const [filter, channel] = [map.filter ?? 0, map.sheet ?? 0];
  const value = layer.w && (map.sheet !== undefined || layer.channels === 1) ? ` = ${signed(weightValue(layer, filter, channel, ...weight))}` : "";
  return `${nameOf(number, "Weight")} ${cell(layer, weight)}${value} goes to ${count(outputs, "output")}, from ${count(inputs.length, "input")}: ${list(layer, inputs)}`;
}

// Pointing. A map knows where its cells are, so that none needs an element of its own.
const corner = (map, row, col) => [0, 1].map((i) => map.at[i] + row * map.down[i] + col * map.right[i]);
function cellAt(map, [x, y]) {
  const [a, c] = [x - map.at[0], y - map.at[1]];
  const area = map.right[0] * map.down[1] - map.right[1] * map.down[0];
  const col = Math.floor((a * map.down[1] - c * map.down[0]) / area);
  const row = Math.floor((c * map.right[0] - a * map.right[1]) / area);
  const isIn = row >= map.rows[0] && row < map.rows[1] && col >= map.cols[0] && col < map.cols[1];
  return isIn ? { map, row, col } : undefined;
}
function find(point) {
  for (let i = maps.length - 1; i >= 0; --i) {
    const found = cellAt(maps[i], point);
    if (found) return found;
  }
  return undefined;
}
const isSeen = (map, row, col) => find(corner(map, row + 0.5, col + 0.5))?.map === map;
const outline = (map, row, col, rows = 1, cols = 1) => {
  const points = [[0, 0], [0, cols], [rows, cols], [rows, 0]].map(([down, right]) => corner(map, row + down, col + right));
  return `M${points.map((point) => point.map((length) => +length.toFixed(2)).join(" ")).join("L")}z`;
};

// A choice is what is pointed at: an input, output, weight, or place of the padding of a layer.
function choiceOf({ map, row, col }) {
  const layer = layers[map.layer];
  const sheet = map.channels ? row : map.sheet;
  const line = map.channels ? 0 : row;
  const choice = { map, row, col, number: map.layer, sheet, at: [line, col], kind: map.kind };
  if (map.kind === "plane") {
    const input = [map.channels ? 0 : inputAt(layer.rows, line), inputAt(layer.cols, col)];
    const isInput = input[0] >= 0 && input[1] >= 0;
    return { ...choice, kind: isInput ? "input" : "padding", at: isInput ? input : [line, col] };
  }
  if (map.kind === "kernel" || map.kind === "product") {
    return { ...choice, kind: "weight", at: [weightAt(layer.rows, line), weightAt(layer.cols, col)] };
  }
  if (map.kind === "window") {
    const now = current();
    if (!now) return choice;
    const [down, across] = [layer.rows.taps[now.at[0]][line], layer.cols.taps[now.at[1]][col]];
    const input = [held(down), held(across)];
    const isInput = input[0] >= 0 && input[1] >= 0;
    return { ...choice, kind: isInput ? "input" : "padding", at: isInput ? input : [down[0], across[0]] };
  }
  return choice;
}

function wordsFor({ kind, number, sheet, at, map }) {
  if (kind === "output") {
    const next = hasStages() && number === 0 ? `. It feeds output ${cell(layers[1], at)} of each 1×1 filter` : "";
    return aboutOutput(number, sheet, at) + next;
  }
  if (kind === "input") return aboutInput(number, sheet, at);
  return kind === "padding" ? aboutPadding(number, at) : aboutWeight(number, map, at);
}

// What belongs to a choice: sets of rows and columns of inputs, places, outputs and weights.
function relatives({ kind, number, at }) {
  const axes = [layers[number].rows, layers[number].cols];
  const each = (use) => axes.map((axis, i) => use(axis, at[i]));
  const along = (isPart) => ({
    inputs: each((axis, index) => distinct(axis.taps.flat().filter((tap) => isPart(tap, index)).map(held))),
    places: each((axis, index) => distinct(axis.taps.flat().filter((tap) => isPart(tap, index)).map((tap) => tap[0]))),
    outputs: each((axis, index) => outputsOf(axis, (tap) => isPart(tap, index))),
    weights: each((axis, index) => distinct(axis.taps.flat().filter((tap) => isPart(tap, index)).map((tap) => tap[1]))),
  });
  if (kind === "input") return { ...along((tap, index) => held(tap) === index), inputs: undefined, places: undefined };
  if (kind === "padding") return { ...along((tap, index) => tap[0] === index), inputs: undefined, places: undefined };
  if (kind === "weight") return { ...along((tap, index) => tap[1] === index && held(tap) >= 0), weights: undefined };
  const taps = each((axis, index) => axis.taps[index]);
  const pick = (part) => taps.map((list) => distinct(list.map(part)));
  return { inputs: pick(held), places: taps.map((list) => list.map((tap) => tap[0])), weights: pick((tap) => tap[1]) };
}

const cells = (map, [rows, cols]) => cross(map.channels ? [...Array(map.rows[1]).keys()] : rows, cols);
function cellsIn(map, related, layer, kind) {
  if (map.kind === "output") return related.outputs && cells(map, related.outputs);
  if (map.kind === "input") return related.inputs && cells(map, related.inputs);
  if (map.kind === "plane") {
    // Padding is fed by nothing, but lies under the kernel.
    const sets = kind === "weight" ? related.inputs?.map((list, i) => list.map((n) => [layer.rows, layer.cols][i].first + n * [layer.rows, layer.cols][i].spread)) : related.places;
    return sets && cells(map, sets);
  }
  if (map.kind === "kernel") {
    return related.weights && cells(map, related.weights.map((list, i) => list.map((n) => weightAt([layer.rows, layer.cols][i], n))));
  }
  return undefined;
}

function belongs(map, choice) {
  const layer = layers[choice.number];
  if (map.layer !== choice.number) return false;
  const sheetsOf = (entry) => (entry.kind === "output" ? layer.filters : layer.channels);
  if (map.kind === "kernel") {
    if (choice.map.kind === "output") return map.filter === undefined || choice.sheet === undefined || map.filter === choice.sheet;
    return map.sheet === undefined || choice.sheet === undefined || map.sheet === choice.sheet;
  }
  if (choice.kind === "weight") {
    const wanted = map.kind === "output" ? choice.map.filter : choice.map.sheet;
    return map.sheet === undefined || wanted === undefined || map.sheet === wanted;
  }
  const [own, other] = [groupOf(layer, map.sheet, sheetsOf(map)), groupOf(layer, choice.sheet, sheetsOf(choice.map))];
  return own === undefined || other === undefined || own === other;
}

const paths = { related: ["", ""], chosen: ["", ""] };
const marks = figure.querySelector(".marks");
const drawn = {};
for (const [name, width] of [["related", 1.1], ["hidden", 0.8], ["chosen", 2]]) {
  for (const kind of ["halo", "line"]) {
    const path = document.createElementNS(figure.namespaceURI, "path");
    path.setAttribute("class", `${kind}${name === "hidden" ? " faint" : ""}${name === "chosen" && kind === "line" ? " tint" : ""}`);
    path.setAttribute("stroke-width", kind === "halo" ? width + 1.4 : width);
    path.dataset.marks = name;
    marks.append(path);
    (drawn[name] ??= []).push(path);
  }
}

function mark(choice) {
  const text = { related: "", hidden: "", chosen: "" };
  if (choice) {
    text.chosen = outline(choice.map, choice.row, choice.col);
    const add = (other, map) => {
      if (!belongs(map, other)) return;
      for (const [row, col] of cellsIn(map, relatives(other), layers[other.number], other.kind) ?? []) {
        if (map === choice.map && row === choice.row && col === choice.col) continue;
        if (isSeen(map, row, col)) text.related += outline(map, row, col);
        else if (map.right[1]) text.hidden += outline(map, row, col);
      }
    };
    for (const map of maps) add(choice, map);
    // What one stage makes, the next one takes.
    if (hasStages() && choice.kind === "output") {
      const { number, at } = choice;
      const between = maps.filter((map) => map.kind === "output" && map.layer === 1 - number);
      for (const map of between) if (isSeen(map, ...at)) text.related += outline(map, ...at);
    }
  }
  for (const name in text) for (const path of drawn[name]) path.setAttribute("d", text[name]);
}

// Steps.
let step = 0;
let timer = 0;
let rounds = 0;
let pinned;
let pointed;
const isPlaying = () => timer !== 0;

/** The output, or of stamps the input, that the current step is about. */
function current() {
  const index = step + data.first + (data.walk === "moves" ? 1 : 0);
  const size = layers[0].rows.m * layers[0].cols.m;
  if (data.walk === "other") return undefined;
  if (data.walk === "inputs") return { kind: "input", number: 0, at: [Math.floor(index / layers[0].cols.n), index % layers[0].cols.n] };
  const number = Math.floor(index / size);
  return { kind: "output", number, at: [Math.floor((index % size) / layers[number].cols.m), (index % size) % layers[number].cols.m] };
}

function aboutStep() {
  const now = current();
  const about = now ? (now.kind === "input" ? aboutInput : aboutOutput)(now.number, layers[now.number].filters > 1 && now.kind === "output" ? 0 : undefined, now.at) : "";
  return `Step ${data.first + step + 1}${about && `: ${about}`}.`;
}

function say() {
  const choice = pinned ?? pointed;
  mark(choice);
  root.classList.toggle("pinned", Boolean(pinned));
  id("readout").setAttribute("aria-live", isPlaying() ? "off" : "polite");
  const text = choice ? `${pinned ? "Pinned: " : ""}${wordsFor(choice)}.` : aboutStep();
  if (id("readout").textContent !== text) id("readout").textContent = text;
}

function show(next) {
  step = Math.max(0, Math.min(data.steps - 1, next));
  for (const { group, runs } of steps) {
    if (isAt(runs, step)) group.removeAttribute("display");
    else group.setAttribute("display", "none");
  }
  id("step").value = step;
  id("step").setAttribute("aria-valuetext", `step ${step + 1} of ${data.steps}`);
  id("count").textContent = `${step + 1} / ${data.steps}`;
  if (pinned?.map.kind === "window") pinned = choiceOf(pinned);
  say();
}

function wait() {
  const isLast = step === data.steps - 1;
  const seconds = data.delay + (isLast ? data.hold : 0);
  timer = setTimeout(() => {
    if (isLast && data.loop && ++rounds >= data.loop) return play(false);
    show(isLast ? 0 : step + 1);
    wait();
  }, (1000 * seconds) / id("speed").value);
}

function play(on) {
  clearTimeout(timer);
  timer = 0;
  if (on) {
    rounds = 0;
    wait();
  }
  id("play").setAttribute("aria-label", on ? "Pause" : "Play");
  root.classList.toggle("playing", on);
  say();
}

function go(next) {
  play(false);
  show(next);
}

function pin(choice) {
  const isSame = pinned && choice && pinned.map === choice.map && pinned.row === choice.row && pinned.col === choice.col;
  pinned = isSame ? undefined : choice;
  if (pinned) play(false);
  say();
}

const toggle = () => play(!isPlaying());
id("play").onclick = toggle;
id("start").onclick = () => go(0);
id("end").onclick = () => go(data.steps - 1);
id("back").onclick = () => go(step - 1);
id("forth").onclick = () => go(step + 1);
id("step").max = data.steps - 1;
id("step").oninput = () => go(Number(id("step").value));
id("speed").onchange = () => isPlaying() && play(true);

const placeOf = (event) => {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(figure.getScreenCTM().inverse());
  return find([x, y]);
};
const point = (found) => {
  pointed = found && choiceOf(found);
  say();
};
figure.onpointermove = (event) => point(placeOf(event));
figure.onpointerleave = () => point(undefined);
figure.onclick = (event) => {
  const found = placeOf(event);
  pin(found && choiceOf(found));
};

// Maps are reached with the tabulator key; in each the arrow keys go from cell to cell.
const titles = { plane: "Input", input: "Input", output: "Output", kernel: "Kernel", product: "Products", window: "Window" };
const arrows = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
for (const map of maps) {
  const [rows, cols] = [map.rows[1] - map.rows[0], map.cols[1] - map.cols[0]];
  const layer = layers[map.layer];
  const number = { output: layer.filters, kernel: layer.channels * layer.filters }[map.kind] ?? layer.channels;
  const sheet = [map.filter !== undefined && layer.filters > 1 ? `, filter ${map.filter + 1}` : "", map.sheet !== undefined && number > 1 ? `, ${map.kind === "output" ? "filter" : "channel"} ${map.sheet + 1}` : ""].join("");
  const path = document.createElementNS(figure.namespaceURI, "path");
  const attributes = { d: outline(map, map.rows[0], map.cols[0], rows, cols), tabindex: 0, role: "application", "aria-roledescription": "map of cells", "aria-label": `${nameOf(map.layer, titles[map.kind])}${sheet}, ${rows} by ${cols}`, "data-map": map.kind };
  for (const name in attributes) path.setAttribute(name, attributes[name]);
  let at = { map, row: Math.max(0, map.rows[0]), col: Math.max(0, map.cols[0]) };
  path.onfocus = () => path.matches(":focus-visible") && point(at);
  path.onblur = () => point(undefined);
  path.onkeydown = (event) => {
    const way = arrows[event.key];
    if (way) {
      const move = (index, by, [first, last]) => Math.max(first, Math.min(last - 1, index + by));
      at = { map, row: move(at.row, way[0], map.rows), col: move(at.col, way[1], map.cols) };
      if (pinned) pin(undefined);
      point(at);
    } else if (event.key === "Enter" || event.key === " ") {
      pin(choiceOf(at));
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  figure.querySelector(".maps").append(path);
}

const keys = { " ": toggle, ArrowLeft: () => go(step - 1), ArrowRight: () => go(step + 1), Home: () => go(0), End: () => go(data.steps - 1) };
document.onkeydown = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    pinned = pointed = undefined;
    say();
  } else if (keys[event.key] && !event.target.closest("select, input, button, summary")) {
    keys[event.key]();
    event.preventDefault();
  }
};

// On paper, up to a dozen steps instead of the controls.
function makeStrip() {
  const number = Math.min(12, data.steps);
  const shown = [...Array(number).keys()].map((i) => Math.round((i * (data.steps - 1)) / Math.max(1, number - 1)));
  id("strip").replaceChildren(...shown.map((index) => {
    const copy = figure.cloneNode(false);
    for (const child of figure.children) {
      const entry = steps.find(({ group }) => group === child);
      if (child.matches(".maps, .marks, title, desc, defs") || (entry && !isAt(entry.runs, index))) continue;
      copy.append(child.cloneNode(true));
      copy.lastChild.removeAttribute("display");
    }
    const frame = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = `Step ${data.first + index + 1}`;
    frame.append(copy, caption);
    return frame;
  }));
  root.classList.add("stripped");
}
addEventListener("beforeprint", makeStrip);
matchMedia("print").addEventListener("change", ({ matches }) => matches && makeStrip());

document.querySelector(".controls").hidden = document.querySelector(".keys").hidden = false;
show(0);
if (data.steps > 1 && !matchMedia("(prefers-reduced-motion: reduce)").matches) play(true);
})();
