"use strict";
/** What pages of models know of the cells or blocks under the pointer. A choice is a cell: { map, row, col }. */
function tellModel(data) {
const { first, model } = data;
const { layers, maps } = model;
const top = layers.length - 1;
let shown = 0;

const cellText = ({ row, col }) => (model.dims === 1 ? `cell ${col}` : `row ${row}, column ${col}`);
const outputText = ([row, col]) => (model.dims === 1 ? `output ${col}` : `output (${row}, ${col})`);
/** "3", "0 to 6", or "0, 2, 4" where there are gaps. */
function listed(places) {
  const [least, most] = [places[0], places[places.length - 1]];
  if (places.length > 1 && most - least + 1 === places.length) return `${least} to ${most}`;
  return places.join(", ");
}

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
  textOfStep: (index) => {
    const output = fields.outputOf(index);
    const seen = fields.seenBy(output);
    const [rows, cols] = fields.existing(seen, 0);
    const all = layers[0].sizes[0] * layers[0].sizes[1];
    const count = rows.length * cols.length;
    const where = count === 0 ? "" : model.dims === 1 ? `: ${listed(cols)}` : `: rows ${listed(rows)}, columns ${listed(cols)}`;
    const padding = seen[0].some((places, axis) => places.length > [rows, cols][axis].length) ? ", and padding" : "";
    return `${outputText(output)} sees ${count} of ${counted(all, "input")}${where}${padding}`;
  },
  textOf: ({ map, row, col }) => {
    const output = fields.outputOf(first + shown);
    const [rows, cols] = fields.seenBy(output)[map.layer];
    const sees = rows.includes(row) && cols.includes(col);
    const text = `${layers[map.layer].name}, ${cellText({ row, col })}`;
    if (map.layer === top) return sees ? `${text}: the current output` : text;
    return `${text}: ${outputText(output)} ${sees ? "sees it" : "does not see it"}`;
  },
  labelOf: ({ layer }) => {
    const [rows, cols] = layers[layer].sizes;
    return `${layers[layer].name}, ${model.dims === 1 ? counted(cols, "cell") : `${rows} by ${cols} cells`}`;
  },
  cellsOfStep: (index) => {
    const [row, col] = fields.outputOf(index);
    const map = maps.find(({ layer }) => layer === top);
    return map ? [{ map, row, col }] : [];
  },
};
const blocks = {
  stepOf: ({ map }) => layers[map.layer].step,
  textOfStep: (index) => layers.find(({ step }) => step === index)?.text ?? "the whole model",
  textOf: ({ map }) => layers[map.layer].text,
  labelOf: ({ layer }) => layers[layer].text,
  cellsOfStep: (index) => maps.filter(({ layer }) => layers[layer].step === index).map((map) => ({ map, row: map.rows[0], col: map.cols[0] })),
};
const about = { fields, blocks }[model.shows];

return {
  maps,
  choose: (cell) => cell,
  textOf: (choice) => [about.textOf(choice)],
  textOfStep: (step) => [about.textOfStep(first + step)],
  cellsOfStep: (step) => about.cellsOfStep(first + step),
  stepOf: (choice) => {
    const step = about.stepOf(choice) - first;
    return step >= 0 && step < data.steps ? step : undefined;
  },
  outlinesOf: ({ map, row, col }) => ({ hidden: "", related: "", chosen: outline(map, row, col) }),
  concernsTerm: () => false,
  cellOfTerm: () => undefined,
  labelOf: about.labelOf,
  show: (step) => (shown = step),
  numberOf: () => undefined,
  isButton: ({ kind }) => kind === "block",
  pins: false,
};
}
