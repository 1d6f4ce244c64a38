// Records what Keras's depthwise and separable layers answer for random options, as TensorFlow.js computes them, for
// tests that must not need it.
//
// TensorFlow.js need not be installed in the repository. Run
//
//     mkdir -p /tmp/tfjs && npm install --prefix /tmp/tfjs @tensorflow/tfjs@4.22.0
//     node tests/data/record_keras_separable.mjs /tmp/tfjs
//
// which writes keras_separable.jsonl beside this file, the same bytes every time, and prints how many layers of each
// sort it holds. The file was recorded with TensorFlow.js 4.22.0 on Node 20, on its plain JavaScript ("cpu") backend.
//
// Every line is one JSON object, whose tensors are nested lists of whole numbers. They are laid out as PyTorch would,
// channels first, and transposed here to what Keras wants.
//
//     layer      the constructor call as somebody would type it in Python
//     input      [channels, spatial...]
//     weight     [channels * depth_multiplier, 1, kernel...]: the filters of the first channel, those of the second...
//     pointwise  [filters, channels * depth_multiplier, 1...]; absent if the layer is not separable
//     bias       one for each channel of the output; absent if the layer has none
//     output     [channels, spatial...]
//
// TensorFlow.js has no such layers of one dimension. They are recorded by their definition in Keras: one row of the
// layer of two dimensions.

import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

const OUTPUT = path.join(path.dirname(fileURLToPath(import.meta.url)), 'keras_separable.jsonl');

// How many layers of each sort to record.
const QUOTAS = {SeparableConv1D: 40, SeparableConv2D: 80, DepthwiseConv1D: 20, DepthwiseConv2D: 40};

const LONGEST = 1500;  // characters of a record; longer ones test little more

// --- Chance: a small generator of our own, because Math.random cannot be seeded (mulberry32) ---

let state = 20240303;

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

function drawLayer(sort) {
  const dims = Number(sort.match(/\d/)[0]);
  const separable = sort.startsWith('Separable');
  const layer = {
    sort, dims, separable,
    n: perAxis(dims, () => between(1, 7)),
    channels: between(1, 4),
    multiplier: pick([1, 1, 2, 3]),
    filters: between(1, 4),
    window: perAxis(dims, () => between(1, 4)),
    // TensorFlow takes the same stride along all axes only.
    strides: new Array(dims).fill(pick([1, 2, 3])),
    padding: pick(['valid', 'same']),
    dilation: new Array(dims).fill(1),
    bias: chance(0.6),
  };
  // TensorFlow.js ignores the dilation of DepthwiseConv2D, and Keras allows none along with strides.
  if (separable && chance(0.4)) {
    layer.strides.fill(1);
    layer.dilation = perAxis(dims, () => between(1, 3));
  }
  return layer;
}

// --- Spelling them in Python ---

function spellSizes(values) {
  if (values.every((value) => value === values[0]) && chance(0.7)) return String(values[0]);
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
}

// [name, text, may be left out], in the order of the constructor's arguments.
function spellArguments(layer) {
  const window = ['kernel_size', spellSizes(layer.window), false];
  const strides = ['strides', spellSizes(layer.strides), allOnes(layer.strides)];
  const padding = ['padding', `"${layer.padding}"`, layer.padding === 'valid'];
  const format = ['data_format', 'None', true];
  const dilation = ['dilation_rate', spellSizes(layer.dilation), allOnes(layer.dilation)];
  const multiplier = ['depth_multiplier', String(layer.multiplier), layer.multiplier === 1];
  const last = [['activation', 'None', true], ['use_bias', layer.bias ? 'True' : 'False', layer.bias]];
  if (!layer.separable) return [window, strides, padding, multiplier, format, dilation, ...last];
  const filters = ['filters', String(layer.filters), false];
  return [filters, window, strides, padding, format, dilation, multiplier, ...last];
}

function spellLayer(layer) {
  const required = layer.separable ? 2 : 1;
  const positional = chance(0.12) ? 0 : required + pick([0, 0, 0, 1, 2, 3, 5, 7]);
  const spelled = [];
  spellArguments(layer).forEach(([name, text, optional], place) => {
    if (place < positional) spelled.push(text);
    else if (!optional || chance(0.1)) spelled.push(`${name}=${text}`);
  });
  return `${layer.sort}(${spelled.join(', ')})`;
}

// --- Asking TensorFlow.js ---

const product = (sizes) => sizes.reduce((all, size) => all * size, 1);

function drawTensor(tf, shape, largest) {
  return tf.tensor(Array.from({length: product(shape)}, () => between(-largest, largest)), shape, 'float32');
}

function drawTensors(tf, layer) {
  const made = layer.channels * layer.multiplier;
  const tensors = {
    input: drawTensor(tf, [layer.channels, ...layer.n], 9),
    weight: drawTensor(tf, [made, 1, ...layer.window], 7),
  };
  const ones = new Array(layer.dims).fill(1);
  if (layer.separable) tensors.pointwise = drawTensor(tf, [layer.filters, made, ...ones], 5);
  if (layer.bias) tensors.bias = drawTensor(tf, [layer.separable ? layer.filters : made], 9);
  return tensors;
}

// Two sizes, of which a layer of one dimension has the last.
const asPair = (values, first) => values.length === 1 ? [first, ...values] : values;

function buildLayer(tf, layer) {
  const options = {
    kernelSize: asPair(layer.window, 1), strides: asPair(layer.strides, layer.strides[0]), padding: layer.padding,
    dilationRate: asPair(layer.dilation, 1), depthMultiplier: layer.multiplier, useBias: layer.bias,
  };
  return layer.separable ? tf.layers.separableConv2d({...options, filters: layer.filters}) :
                           tf.layers.depthwiseConv2d(options);
}

// Keras has its depthwise weights as [rows, cols, channels, multiplier], others as [rows, cols, channels, filters].
function toKerasWeights(tf, layer, tensors) {
  const depthwise = tensors.weight.reshape([layer.channels, layer.multiplier, ...asPair(layer.window, 1)]);
  const weights = [tf.transpose(depthwise, [2, 3, 0, 1])];
  if (tensors.pointwise) {
    const plain = tensors.pointwise.reshape([...tensors.pointwise.shape.slice(0, 2), 1, 1]);
    weights.push(tf.transpose(plain, [2, 3, 1, 0]));
  }
  return tensors.bias ? [...weights, tensors.bias] : weights;
}

// The output as [channels, spatial...], or null if there is none.
function ask(tf, layer, tensors) {
  const plane = tensors.input.reshape([layer.channels, ...asPair(layer.n, 1)]);
  const input = tf.transpose(plane, [1, 2, 0]).expandDims(0);
  const reaches = layer.window.map((size, axis) => layer.dilation[axis] * (size - 1) + 1);
  if (layer.padding === 'valid' && reaches.some((reach, axis) => reach > layer.n[axis])) return null;
  const built = buildLayer(tf, layer);
  built.build(input.shape);
  built.setWeights(toKerasWeights(tf, layer, tensors));
  const output = tf.transpose(built.apply(input).squeeze([0]), [2, 0, 1]);
  return layer.dims === 1 ? output.squeeze([1]) : output;
}

// --- The file ---

// Adding zero turns a negative zero into a plain one.
const asLists = (value) => Array.isArray(value) ? value.map(asLists) : value + 0;

function recordLayer(tf, layer) {
  return tf.tidy(() => {
    const tensors = drawTensors(tf, layer);
    const output = ask(tf, layer, tensors);
    if (!output) return null;
    const lists = Object.entries({...tensors, output}).map(([name, tensor]) => [name, asLists(tensor.arraySync())]);
    return JSON.stringify({layer: spellLayer(layer), ...Object.fromEntries(lists)}) + '\n';
  });
}

function recordAll(tf) {
  const lines = [];
  for (const [sort, quota] of Object.entries(QUOTAS)) {
    for (let missing = quota; missing > 0;) {
      const line = recordLayer(tf, drawLayer(sort));
      if (!line || line.length > LONGEST) continue;
      lines.push(line);
      --missing;
    }
  }
  return lines;
}

async function main() {
  if (process.argv.length !== 3) {
    console.error('usage: node record_keras_separable.mjs FOLDER-WITH-TENSORFLOW.JS');
    process.exit(2);
  }
  const require = createRequire(path.resolve(process.argv[2], 'node_modules') + path.sep);
  const tf = require('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  const lines = recordAll(tf);
  fs.writeFileSync(OUTPUT, lines.join(''));
  console.error(`${lines.length} layers, ${fs.statSync(OUTPUT).size} bytes`);
  for (const [sort, quota] of Object.entries(QUOTAS)) console.error(`${String(quota).padStart(6)}  ${sort}`);
}

await main();
