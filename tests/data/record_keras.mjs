// Records what Keras's layers answer for random options, as TensorFlow.js computes them, for tests that must not need
// it.
//
// TensorFlow.js need not be installed in the repository. Run
//
//     mkdir -p /tmp/tfjs && npm install --prefix /tmp/tfjs @tensorflow/tfjs@4.22.0
//     node tests/data/record_keras.mjs /tmp/tfjs
//
// which writes keras.jsonl beside this file, the same bytes every time, and prints how many layers of each sort it
// holds. The file was recorded with TensorFlow.js 4.22.0 on Node 20, on its plain JavaScript ("cpu") backend.
//
// Every line is one JSON object; the line number, counted from zero, is called i below.
//
//     layer     the constructor call as somebody would type it in Python
//     n         the spatial sizes of the input
//     channels  the number of channels of the input
//     refused   true where building or calling the layer threw, or the output has an axis of size zero
//     shape     [channels, spatial...] of the output, without a batch; absent if refused
//     values    the output in row-major order of that shape; averages with 6 significant digits; absent if refused
//
// Inputs and parameters follow from i and the row-major index j of the element. All are laid out as in pytorch.jsonl
// (channels first) and transposed here to what Keras wants, so that the reader needs to know one layout only.
//
//     input   ((7 j + 13 i) mod 19) - 9       [channels, spatial...]
//     kernel  ((5 j + 11 i) mod 13) - 6       convolution [filters, channels, kernel...],
//                                             transposed [channels, filters, kernel...]
//     bias    ((3 j + i) mod 7) - 3           [filters]
//
// TensorFlow.js has no padding="causal". It is recorded by its definition in Keras: dilation * (kernel - 1) zeros in
// front, then a convolution with padding="valid".

import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

const OUTPUT = path.join(path.dirname(fileURLToPath(import.meta.url)), 'keras.jsonl');

// How many layers of each sort to record: accepted, refused. What is refused is a window larger than the input, with
// padding="valid"; transposed convolutions have no such thing.
const QUOTAS = {
  Conv1D: [120, 10],
  Conv2D: [150, 15],
  Conv3D: [60, 10],
  Conv2DTranspose: [120, 0],
  Conv3DTranspose: [40, 0],
  MaxPooling1D: [60, 10],
  MaxPooling2D: [80, 10],
  MaxPooling3D: [40, 5],
  AveragePooling1D: [60, 10],
  AveragePooling2D: [80, 10],
  AveragePooling3D: [40, 5],
};

const LONGEST_ANSWER = 200;  // characters; longer answers test little more

// --- Chance: a small generator of our own, because Math.random cannot be seeded (mulberry32) ---

let state = 20240229;

function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const chance = (probability) => random() < probability;
const between = (lowest, highest) => lowest + Math.floor(random() * (highest - lowest + 1));
const pick = (values) => values[between(0, values.length - 1)];

function perAxis(dims, draw) {
  return chance(0.5) ? new Array(dims).fill(draw()) : Array.from({length: dims}, draw);
}

// --- Drawing layers ---

const allOnes = (values) => values.every((value) => value === 1);

function drawConvolution(dims, transposed) {
  const layer = {
    filters: between(1, dims === 3 ? 2 : 3),
    window: perAxis(dims, () => between(1, dims === 3 ? 3 : 4)),
    strides: perAxis(dims, () => pick([1, 2, 3])),
    padding: pick(dims === 1 && !transposed ? ['valid', 'same', 'causal'] : ['valid', 'same']),
    dilation: new Array(dims).fill(1),
    bias: chance(0.6),
  };
  // TensorFlow.js ignores the dilation of transposed convolutions, and Keras allows none along with strides.
  if (!transposed && chance(0.4)) {
    layer.strides.fill(1);
    layer.dilation = perAxis(dims, () => between(1, 3));
  }
  return layer;
}

function drawPooling(dims) {
  const window = perAxis(dims, () => between(1, dims === 3 ? 3 : 4));
  const strides = chance(0.4) ? null : perAxis(dims, () => between(1, 4));
  return {window, strides, padding: pick(['valid', 'same'])};
}

// In three dimensions TensorFlow.js crops where a stride exceeds the window, because it forgets that padding="same"
// adds no less than nothing. TensorFlow does not, nor does TensorFlow.js in one and two dimensions: leave that out.
function avoidNegativePadding(layer) {
  if (layer.dims === 3 && layer.padding === 'same' && layer.strides) {
    layer.strides = layer.strides.map((stride, axis) => Math.min(stride, layer.window[axis]));
  }
  return layer;
}

function drawLayer(sort) {
  const dims = Number(sort.match(/\d/)[0]);
  const transposed = sort.endsWith('Transpose');
  const pooling = sort.includes('Pooling');
  const largest = transposed ? [0, 7, 4, 3][dims] : [0, 7, 7, 4][dims];
  return avoidNegativePadding({
    sort, dims, transposed, pooling,
    n: perAxis(dims, () => between(1, largest)),
    channels: between(1, pooling || dims === 3 ? 2 : 3),
    ...(pooling ? drawPooling(dims) : drawConvolution(dims, transposed)),
  });
}

// --- Spelling them in Python ---

function spellSizes(values) {
  if (values.every((value) => value === values[0]) && chance(0.7)) return String(values[0]);
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
}

// [name, text, may be left out], in the order of the constructor's arguments.
function spellArguments(layer) {
  const padding = ['padding', `"${layer.padding}"`, layer.padding === 'valid'];
  if (layer.pooling) {
    const strides = layer.strides ? spellSizes(layer.strides) : 'None';
    return [['pool_size', spellSizes(layer.window), false], ['strides', strides, !layer.strides], padding];
  }
  const shared = [
    ['filters', String(layer.filters), false],
    ['kernel_size', spellSizes(layer.window), false],
    ['strides', spellSizes(layer.strides), allOnes(layer.strides)],
    padding,
  ];
  const dilation = ['dilation_rate', spellSizes(layer.dilation), allOnes(layer.dilation)];
  const bias = ['use_bias', layer.bias ? 'True' : 'False', layer.bias];
  return layer.transposed ? [...shared, bias] : [...shared, dilation, bias];
}

function spellLayer(layer) {
  const required = layer.pooling ? 1 : 2;
  const positional = chance(0.12) ? 0 : required + pick([0, 0, 0, 1, 2]);
  const spelled = [];
  spellArguments(layer).forEach(([name, text, optional], place) => {
    if (place < positional) spelled.push(text);
    else if (!optional || chance(0.1)) spelled.push(`${name}=${text}`);
  });
  return `${layer.sort}(${spelled.join(', ')})`;
}

// --- Asking TensorFlow.js ---

function filled(tf, shape, perElement, perRecord, modulus, lowest, record) {
  const count = shape.reduce((product, size) => product * size, 1);
  const value = (_, j) => ((j * perElement + record * perRecord) % modulus) + lowest;
  return tf.tensor(Array.from({length: count}, value), shape, 'float32');
}

const axesFrom = (first, count) => Array.from({length: count}, (_, axis) => first + axis);

// From [filters, channels, kernel...] to [kernel..., channels, filters]; a transposed convolution, whose weight starts
// with the channels, ends up as [kernel..., filters, channels]. Both are what Keras wants.
function toKerasKernel(tf, weight, dims) {
  return tf.transpose(weight, [...axesFrom(2, dims), 1, 0]);
}

function buildLayer(tf, layer) {
  const name = layer.sort[0].toLowerCase() + layer.sort.slice(1).replace('D', 'd');
  const padding = layer.padding === 'causal' ? 'valid' : layer.padding;
  if (layer.pooling) return tf.layers[name]({poolSize: layer.window, strides: layer.strides, padding});
  return tf.layers[name]({
    filters: layer.filters, kernelSize: layer.window, strides: layer.strides, padding,
    dilationRate: layer.dilation, useBias: layer.bias,
  });
}

function setWeights(tf, built, layer, record) {
  const ends = layer.transposed ? [layer.channels, layer.filters] : [layer.filters, layer.channels];
  const kernel = toKerasKernel(tf, filled(tf, [...ends, ...layer.window], 5, 11, 13, -6, record), layer.dims);
  const bias = layer.bias ? [filled(tf, [layer.filters], 3, 1, 7, -3, record)] : [];
  built.setWeights([kernel, ...bias]);
}

function makeInput(tf, layer, record) {
  const signal = filled(tf, [layer.channels, ...layer.n], 7, 13, 19, -9, record);
  const channelsLast = tf.transpose(signal, [...axesFrom(1, layer.dims), 0]).expandDims(0);
  if (layer.padding !== 'causal') return channelsLast;
  return tf.pad(channelsLast, [[0, 0], [layer.dilation[0] * (layer.window[0] - 1), 0], [0, 0]]);
}

// The output as [channels, spatial...], or null if there is none.
function ask(tf, layer, record) {
  return tf.tidy(() => {
    try {
      const input = makeInput(tf, layer, record);
      const built = buildLayer(tf, layer);
      built.build(input.shape);
      if (!layer.pooling) setWeights(tf, built, layer, record);
      const output = built.apply(input).squeeze([0]);
      if (output.shape.some((size) => size < 1)) return null;
      const channelsFirst = tf.transpose(output, [layer.dims, ...axesFrom(0, layer.dims)]);
      return {shape: channelsFirst.shape, values: Array.from(channelsFirst.dataSync(), rounded)};
    } catch (error) {
      return null;
    }
  });
}

// Six digits hold every integer that occurs; adding zero turns a negative zero into a plain one.
const rounded = (value) => Number(value.toPrecision(6)) + 0;

// --- The file ---

function recordLayer(tf, layer, number) {
  const {n, channels} = layer;
  const record = {layer: spellLayer(layer), n, channels};
  const answer = ask(tf, layer, number);
  return answer ? {...record, ...answer} : {...record, refused: true};
}

function recordAll(tf) {
  const missing = Object.fromEntries(Object.entries(QUOTAS).map(([sort, counts]) => [sort, [...counts]]));
  const lines = [];
  for (;;) {
    const sorts = Object.keys(missing).filter((sort) => missing[sort].some((count) => count > 0));
    if (sorts.length === 0) return lines;
    const layer = drawLayer(pick(sorts));
    const record = recordLayer(tf, layer, lines.length);
    const left = missing[layer.sort];
    const slot = record.refused ? 1 : 0;
    if (left[slot] === 0 || JSON.stringify(record.values ?? []).length > LONGEST_ANSWER) continue;
    left[slot] -= 1;
    lines.push(JSON.stringify(record) + '\n');
  }
}

async function main() {
  if (process.argv.length !== 3) {
    console.error('usage: node record_keras.mjs FOLDER-WITH-TENSORFLOW.JS');
    process.exit(2);
  }
  const require = createRequire(path.resolve(process.argv[2], 'node_modules') + path.sep);
  const tf = require('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  const lines = recordAll(tf);
  fs.writeFileSync(OUTPUT, lines.join(''));
  console.error(`${lines.length} layers, ${fs.statSync(OUTPUT).size} bytes`);
  for (const [sort, [accepted, refused]] of Object.entries(QUOTAS)) {
    console.error(`${String(accepted).padStart(6)} ${String(refused).padStart(6)}  ${sort}`);
  }
}

await main();
