"use strict";
/** What pages of layers know: what belongs to a cell, and the words for it. A choice is a cell that is pointed at (see choose). */
function tellLayers(data, find) {
const { layers, maps } = data;
const hasStages = layers.length > 1 && !data.beside;
let shown = 0;

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

/** Rows and columns of all that a choice has to do with. */
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

// Words. A text is a list of strings and of terms: { input, weight, parts }, whose parts are strings or { of, text }.
const rounded = (value) => Number(value.toPrecision(6));
const written = (value) => (value === null ? "−∞" : String(rounded(value)).replace("-", "−"));
// What sums of numbers with decimals are off by does not count.
const isWhole = (value) => value === null || Math.abs(rounded(value) - value) <= 1e-9 * Math.abs(value);
const result = (value) => [` ${isWhole(value) ? "=" : "≈"} `, { parts: [{ of: "output", text: written(value) }] }];
const factor = (value) => (value < 0 ? `(${written(value)})` : written(value));
const joined = (terms, sign) => terms.flatMap((term, i) => (i ? [sign, term] : [term]));
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
function weightIndex(layer, filter, channel, [row, col]) {
  const [channels, filters] = [layer.channels / layer.groups, layer.filters / layer.groups];
  const kernel = layer.transposed ? channel * filters + (filter % filters) : filter * channels + (channel % channels);
  return (kernel * layer.rows.k + row) * layer.cols.k + col;
}
const weightOf = (layer, ...where) => layer.w[weightIndex(layer, ...where)];
function channelsOf(layer, filter) {
  const size = layer.channels / layer.groups;
  const first = Math.floor((filter * layer.groups) / layer.filters) * size;
  return [...Array(size).keys()].map((i) => first + i);
}

/** How many of an output's taps lie on inputs or padding; windows of poolings may reach beyond. */
const countedTaps = (layer, at) => axesOf(layer).reduce((product, axis, i) => product * (axis.counted?.[at[i]] ?? axis.taps[at[i]].length), 1);

function meanText(layer, at, terms, value) {
  const divisor = layer.divisor ?? (layer.counts_padding ? countedTaps(layer, at) : terms.length);
  if (divisor === terms.length) return [" = mean of ", ...joined(terms, ", "), ...result(value)];
  return [" = (", ...(terms.length ? joined(terms, " + ") : ["0"]), `) / ${factor(divisor)}`, ...result(value)];
}

function termOf(layer, filter, channel, { input, weight }) {
  const value = valueOf(layer, channel, input);
  const known = { channel, input, weight };
  if (!layer.w) return { ...known, parts: [{ of: "input", text: written(value) }] };
  const by = weightOf(layer, filter, channel, weight);
  return { ...known, parts: [{ of: "input", text: factor(value) }, "·", { of: "weight", text: factor(by) }] };
}

function sumText(layer, filter, at) {
  const most = 40;
  const fed = tapsOf(layer, at).filter((tap) => tap.isFed);
  const terms = channelsOf(layer, filter).flatMap((channel) => fed.map((tap) => termOf(layer, filter, channel, tap)));
  const value = layer.y[(filter * layer.rows.m + at[0]) * layer.cols.m + at[1]];
  if (layer.op === "mean" && terms.length <= most) return meanText(layer, at, terms, value);
  if (terms.length > most) terms.splice(most, Infinity, "…");
  if (layer.b) terms.push(`${factor(layer.b[filter])} (bias)`);
  if (layer.op === "conv") return [...(terms.length ? [" = ", ...joined(terms, " + ")] : []), ...result(value)];
  return [` = ${layer.op} of `, ...joined(terms, ", "), ...result(value)];
}

const about = {
  output({ number, sheet, at }) {
    const layer = layers[number];
    const taps = tapsOf(layer, at);
    const fed = taps.filter((tap) => tap.isFed).length;
    const channels = channelsOf(layer, 0).length;
    const isSpread = layer.rows.spread * layer.cols.spread > 1;
    const empty = isSpread ? "padding and inserted zeros" : "padding";
    const isKnown = layer.y && (layer.filters === 1 || sheet !== undefined);
    const text = [nameOf("Output", number) + ` ${cellText(layer, at)}` + sheetText(layer.op === "conv" ? "filter" : "channel", sheet, layer.filters)];
    if (isKnown) text.push(...sumText(layer, sheet ?? 0, at));
    else text.push(` is fed by ${counted(fed, "input")}${channels > 1 ? ` in each of ${channels} channels` : ""}`);
    const covered = countedTaps(layer, at);
    const each = isKnown && channels > 1 ? " in each channel" : "";
    if (fed < covered && layer.draws_padding) text.push(`${isKnown ? ", with" : " and"} ${covered - fed} of ${empty}${each}`);
    if (covered < taps.length) text.push(`, ${taps.length - covered} beyond the edge`);
    if (hasStages && !number) text.push(`. It feeds output ${cellText(layer, at)}`);
    return text;
  },
  input({ number, sheet, at, outputs }) {
    const layer = layers[number];
    const value = layer.x && (layer.channels === 1 || sheet !== undefined) ? ` = ${written(valueOf(layer, sheet ?? 0, at))}` : "";
    const list = outputs.length ? `${counted(outputs.length, "output")}: ${listed(layer, outputs)}` : "no output";
    return [`${nameOf("Input", number)} ${cellText(layer, at)}${sheetText("channel", sheet, layer.channels)}${value} feeds ${list}`];
  },
  padding({ number, at, outputs }) {
    const axes = axesOf(layers[number]);
    const copied = axes.map((axis, i) => copyAt(axis, at[i]));
    const isBetween = axes.every((axis, i) => at[i] >= axis.first && at[i] <= placeOf(axis, axis.n - 1));
    const what = nameOf("Padding", number);
    const which = Math.min(...copied) >= 0 ? `${what} that copies input ${cellText(layers[number], copied)}` : isBetween ? "An inserted zero" : what;
    return [`${which} is taken in by ${counted(outputs.length, "output")}${outputs.length ? `: ${listed(layers[number], outputs)}` : ""}`];
  },
  weight({ number, at, map, sheet, inputs, outputs }) {
    const layer = layers[number];
    const isKnown = layer.w && (layer.channels === 1 || sheet !== undefined);
    const value = isKnown ? ` = ${written(weightOf(layer, map.filter ?? 0, sheet ?? 0, at))}` : "";
    const of = sheetText("filter", map.filter, layer.filters) + sheetText("channel", sheet, layer.channels);
    const from = `${counted(inputs.length, "input")}${inputs.length ? `: ${listed(layer, inputs)}` : ""}`;
    return [`${nameOf("Weight", number)} ${cellText(layer, at)}${of}${value} goes to ${counted(outputs.length, "output")}, from ${from}`];
  },
};
function textOf(choice) {
  const related = relatives(choice);
  return about[choice.kind]({ ...choice, inputs: cross(related.inputs), outputs: cross(related.outputs) });
}

/** The output, or where inputs are stamped the input, that a step is about. */
function subjectOf(step) {
  if (data.walk === "other") return undefined;
  const stamps = data.walk === "inputs";
  const { rows, cols } = layers[0];
  const [height, width] = stamps ? [rows.n, cols.n] : [rows.m, cols.m];
  const index = step + data.first + (data.walk === "moves");
  const at = [Math.floor(index / width) % height, index % width];
  const number = Math.floor(index / (height * width));
  return { kind: stamps ? "input" : "output", number, at, sheet: !stamps && layers[number].filters > 1 ? 0 : undefined };
}

/** The step that is about what is chosen, if there is one. */
function stepOf({ kind, number, at }) {
  if (kind !== { outputs: "output", inputs: "input" }[data.walk]) return undefined;
  const { rows, cols } = layers[0];
  const [height, width] = kind === "input" ? [rows.n, cols.n] : [rows.m, cols.m];
  const step = (number * height + at[0]) * width + at[1] - data.first;
  return step >= 0 && step < data.steps ? step : undefined;
}

/** What a cell stands for: an input, output, weight or padding (`kind`, `at`) of a layer (`number`). */
function choose({ map, row, col }) {
  const axes = axesOf(layers[map.layer]);
  let at = [map.channels ? 0 : row, col];
  let kind = map.kind;
  if (kind === "window") {
    const now = subjectOf(shown).at;
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
const agree = (a, b) => a === undefined || b === undefined || a === b;
function concerns(choice, map) {
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

/** Kernels, products and windows are of one filter each; two kernels have nothing to do with each other. */
const isOfSameFilter = (a, b) => ["layer", "group", "sheet", "filter"].every((key) => a[key] === b[key]) && (a.kind !== "kernel" || b.kind !== "kernel");

/** Outlines of what is chosen, of what has to do with it, and of what of that lies behind other maps. */
function outlinesOf(choice) {
  const outlines = { hidden: "", related: "", chosen: outline(choice.map, choice.row, choice.col) };
  const add = (map, row, col) => {
    if (map === choice.map && row === choice.row && col === choice.col) return;
    const seen = find(pointAt(map, row + 0.5, col + 0.5));
    // On slanted planes what is behind others shines through; sheets of a stack are never whole.
    if (seen?.map === map) outlines.related += outline(map, row, col);
    else if (seen && map.right[1]) outlines.hidden += outline(map, row, col);
  };
  const related = relatives(choice);
  for (const map of maps) {
    const isTap = (kind) => ["kernel", "product", "window"].includes(kind);
    const isSameTap = isTap(choice.map.kind) && isTap(map.kind) && map !== choice.map && isOfSameFilter(map, choice.map);
    if (isSameTap) add(map, choice.row, choice.col);
    else if (concerns(choice, map)) for (const [row, col] of cellsIn(map, choice, related)) add(map, row, col);
    // What one stage makes, the next one takes.
    if (hasStages && choice.kind === "output" && map.kind === "output" && map.layer !== choice.number) add(map, ...choice.at);
  }
  return outlines;
}

const same = (a, b) => String(a) === String(b);
/** Whether a term of a sum is about what is chosen. */
function concernsTerm({ kind, at, sheet, map, number }, term) {
  if (!term.input || number !== (subjectOf(shown)?.number ?? 0) || !agree(sheet, term.channel)) return false;
  return kind === "input" ? same(at, term.input) : kind === "weight" && agree(map.filter, 0) && same(at, term.weight);
}

/** The cell of the input that a term takes, where the figure shows it. */
function cellOfTerm(term) {
  const number = subjectOf(shown).number;
  const map = maps.find((each) => each.layer === number && ["plane", "input"].includes(each.kind) && (each.channels || agree(each.sheet, term.channel)));
  if (!map) return undefined;
  const [row, col] = map.kind === "plane" ? axesOf(layers[number]).map((axis, i) => placeOf(axis, term.input[i])) : term.input;
  return { map, row: map.channels ? term.channel : row, col };
}

const titles = { plane: "Input", input: "Input", output: "Output", kernel: "Kernel", product: "Products", window: "Region" };
function labelOf(map) {
  const layer = layers[map.layer];
  const [rows, cols] = [map.rows, map.cols].map(([first, last]) => last - first);
  const sheet = map.kind === "output" ? sheetText("filter", map.sheet, layer.filters) : sheetText("filter", map.filter, layer.filters) + sheetText("channel", map.sheet, layer.channels);
  return `${nameOf(titles[map.kind], map.layer)}${sheet}, ${layer.dims === 1 && !map.channels ? counted(cols, "cell") : `${rows} by ${cols} cells`}`;
}

return {
  maps, choose, textOf, stepOf, outlinesOf, concernsTerm, cellOfTerm, labelOf,
  show: (step) => (shown = step),
  textOfStep: (step) => (subjectOf(step) ? textOf(subjectOf(step)) : []),
  /** The cells that a step is about, for who can see only a part of the figure. */
  cellsOfStep: (step) => {
    const now = subjectOf(step);
    if (!now) return [];
    const map = maps.find(({ kind, layer }) => layer === now.number && (kind === now.kind || (now.kind === "input" && kind === "plane")));
    if (!map) return [];
    const [row, col] = map.kind === "plane" ? axesOf(layers[now.number]).map((axis, i) => placeOf(axis, now.at[i])) : now.at;
    const choice = choose({ map, row: map.channels ? 0 : row, col });
    const related = relatives(choice);
    const others = maps.filter((each) => each !== map && each.kind !== "kernel" && concerns(choice, each));
    return [{ map, row, col }, ...others.flatMap((each) => cellsIn(each, choice, related).map(([down, across]) => ({ map: each, row: down, col: across })))];
  },
  /** The number of a cell that a person may change: { of: "input" or "weight", index, value }, or undefined. */
  numberOf: ({ kind, number, at, sheet, map }) => {
    const layer = layers[number];
    if (number !== 0 || !layer.x) return undefined;
    if (kind === "input") {
      const index = ((sheet ?? 0) * layer.rows.n + at[0]) * layer.cols.n + at[1];
      return { of: "values", index, value: layer.x[index] };
    }
    if (kind !== "weight" || !layer.w) return undefined;
    const index = weightIndex(layer, map.filter ?? 0, sheet ?? 0, at);
    return { of: "weights", index, value: layer.w[index] };
  },
  isButton: () => false,
  pins: true,
};
}
