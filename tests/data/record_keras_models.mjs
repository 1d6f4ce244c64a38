// Records whole models of Keras: their configuration as JSON, and what their layers give, as TensorFlow.js answers, for
// tests that must not need it.
//
// TensorFlow.js need not be installed in the repository. Run
//
//     mkdir -p /tmp/tfjs && npm install --prefix /tmp/tfjs @tensorflow/tfjs@4.22.0
//     node tests/data/record_keras_models.mjs /tmp/tfjs
//
// which writes keras_models.jsonl beside this file, the same bytes every time, and prints which models it holds. The
// file was recorded with TensorFlow.js 4.22.0 on Node 20, on its plain JavaScript ("cpu") backend.
//
// Every line is one JSON object.
//
//     name    of the model, the same in all of its forms
//     form    who wrote the JSON, and how, see below
//     json    the configuration
//     layers  all layers in the order in which the model lists them
//
//     name     of the layer
//     class    of the layer
//     output   its output without the batch, as the layer has it: mostly [spatial..., channels]; null is any size
//     weights  how many weights it has, those that aren't trained among them
//     layers   those of a model that is a layer
//
// The forms are
//
//     tfjs         model.toJSON(null, false): spelled as Python's Keras spells it
//     camel        model.getConfig(): the same configuration, spelled as JavaScript is
//     saved        what model.save() writes into model.json, with the names and sizes of all weights
//     keras2       what Keras 2.11 in Python would write
//     keras3       what Keras 3 in Python would write
//     keras3-bare  the same by later versions, which put no list around the only input and the only output of a model
//
// Keras in Python has written none of them. The last three are converted here, after what its documentation and its
// sources say.

import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

const OUTPUT = path.join(path.dirname(fileURLToPath(import.meta.url)), 'keras_models.jsonl');

// --- Models ---

function lenet(tf) {
  return tf.sequential({layers: [
    tf.layers.conv2d({inputShape: [28, 28, 1], filters: 6, kernelSize: 5, padding: 'same', activation: 'tanh'}),
    tf.layers.averagePooling2d({poolSize: 2}),
    tf.layers.conv2d({filters: 16, kernelSize: [5, 5], activation: 'tanh'}),
    tf.layers.averagePooling2d({poolSize: [2, 2], strides: [2, 2]}),
    tf.layers.flatten(),
    tf.layers.dense({units: 120, activation: 'tanh'}),
    tf.layers.dense({units: 84, activation: 'tanh'}),
    tf.layers.dense({units: 10, activation: 'softmax'}),
  ]});
}

function mobile(tf) {
  return tf.sequential({layers: [
    tf.layers.zeroPadding2d({inputShape: [33, 48, 3], padding: [[0, 1], [0, 1]]}),
    tf.layers.conv2d({filters: 8, kernelSize: 3, strides: 2, useBias: false}),
    tf.layers.batchNormalization(),
    tf.layers.reLU({maxValue: 6}),
    tf.layers.depthwiseConv2d({kernelSize: [3, 5], padding: 'same', depthMultiplier: 2}),
    tf.layers.separableConv2d({filters: 12, kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2}),
    tf.layers.separableConv2d({filters: 16, kernelSize: 3, useBias: false, activation: 'relu'}),
    tf.layers.cropping2D({cropping: [[1, 0], [2, 1]]}),
    tf.layers.dropout({rate: 0.25}),
    tf.layers.globalMaxPooling2d({}),
    tf.layers.dense({units: 4, useBias: false}),
  ]});
}

function dilated(tf) {
  return tf.sequential({layers: [
    tf.layers.conv2d({inputShape: [31, 40, 2], filters: 4, kernelSize: [3, 2], dilationRate: [2, 3]}),
    tf.layers.activation({activation: 'elu'}),
    tf.layers.maxPooling2d({poolSize: [3, 2], strides: [2, 1], padding: 'same'}),
    tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same', dilationRate: 4}),
    tf.layers.maxPooling2d({poolSize: 3, strides: 2}),
    tf.layers.permute({dims: [2, 1, 3]}),
    tf.layers.globalAveragePooling2d({}),
    tf.layers.softmax(),
  ]});
}

function generator(tf) {
  return tf.sequential({layers: [
    tf.layers.dense({inputShape: [20], units: 4 * 5 * 8}),
    tf.layers.reshape({targetShape: [4, 5, 8]}),
    tf.layers.conv2dTranspose({filters: 8, kernelSize: 4, strides: 2, padding: 'same', useBias: false}),
    tf.layers.leakyReLU({alpha: 0.2}),
    tf.layers.conv2dTranspose({filters: 4, kernelSize: 3, strides: [3, 2], padding: 'valid'}),
    tf.layers.upSampling2d({size: [1, 2]}),
    tf.layers.conv2dTranspose({filters: 2, kernelSize: 2, strides: 3, padding: 'same'}),
    tf.layers.conv2d({filters: 1, kernelSize: 7, padding: 'same', activation: 'sigmoid'}),
    tf.layers.reshape({targetShape: [36, 126, 2, 2]}),
  ]});
}

function signal(tf) {
  return tf.sequential({layers: [
    tf.layers.conv1d({inputShape: [120, 3], filters: 8, kernelSize: 5, strides: 2, padding: 'same'}),
    tf.layers.activation({activation: 'relu'}),
    tf.layers.maxPooling1d({poolSize: 2}),
    tf.layers.conv1d({filters: 8, kernelSize: 3, dilationRate: 4}),
    tf.layers.averagePooling1d({poolSize: 3, strides: 2, padding: 'same'}),
    tf.layers.conv1d({filters: 16, kernelSize: 1}),
    tf.layers.globalAveragePooling1d(),
    tf.layers.dense({units: 5}),
  ]});
}

function volume(tf) {
  return tf.sequential({layers: [
    tf.layers.conv3d({inputShape: [8, 9, 10, 1], filters: 4, kernelSize: 3}),
    tf.layers.maxPooling3d({poolSize: [1, 2, 2]}),
    tf.layers.conv3dTranspose({filters: 2, kernelSize: 2, strides: 2}),
    tf.layers.averagePooling3d({poolSize: 3, strides: 3}),
    tf.layers.flatten(),
  ]});
}

function channelsFirst(tf) {
  const dataFormat = 'channelsFirst';
  return tf.sequential({layers: [
    tf.layers.conv2d({inputShape: [3, 20, 30], filters: 5, kernelSize: 3, strides: 2, dataFormat}),
    tf.layers.maxPooling2d({poolSize: 2, dataFormat}),
    tf.layers.conv2d({filters: 6, kernelSize: [1, 3], padding: 'same', dataFormat}),
    tf.layers.globalAveragePooling2d({dataFormat}),
  ]});
}

function residual(tf) {
  const input = tf.input({shape: [32, 32, 3]});
  const conv = (filters, kernelSize, strides, x) => tf.layers.batchNormalization().apply(
      tf.layers.conv2d({filters, kernelSize, strides, padding: 'same', useBias: false}).apply(x));
  const relu = (x) => tf.layers.activation({activation: 'relu'}).apply(x);
  let x = relu(conv(8, 3, 1, input));
  x = relu(tf.layers.add().apply([x, conv(8, 3, 1, relu(conv(8, 3, 1, x)))]));
  x = relu(tf.layers.add().apply([conv(16, 1, 2, x), conv(16, 3, 1, relu(conv(16, 3, 2, x)))]));
  x = tf.layers.globalAveragePooling2d({}).apply(x);
  return tf.model({inputs: input, outputs: tf.layers.dense({units: 10, activation: 'softmax'}).apply(x)});
}

function inception(tf) {
  const input = tf.input({shape: [28, 28, 16]});
  const conv = (filters, kernelSize, x) =>
      tf.layers.conv2d({filters, kernelSize, padding: 'same', activation: 'relu'}).apply(x);
  const pooled = tf.layers.maxPooling2d({poolSize: 3, strides: 1, padding: 'same'}).apply(input);
  const branches = [
    conv(8, 1, input), conv(12, 3, conv(6, 1, input)), conv(4, 5, conv(2, 1, input)), conv(4, 1, pooled),
  ];
  const x = tf.layers.concatenate({axis: -1}).apply(branches);
  const halves = [
    tf.layers.maxPooling2d({poolSize: 3, strides: 2}).apply(x),
    tf.layers.averagePooling2d({poolSize: 3, strides: 2}).apply(x),
    tf.layers.conv2d({filters: 4, kernelSize: 3, strides: 2}).apply(x),
  ];
  return tf.model({inputs: input, outputs: tf.layers.concatenate().apply(halves)});
}

function squeezeAndExcite(tf) {
  const input = tf.input({shape: [16, 20, 12]});
  const x = tf.layers.depthwiseConv2d({kernelSize: 3, padding: 'same'}).apply(input);
  let scale = tf.layers.globalAveragePooling2d({}).apply(x);
  scale = tf.layers.dense({units: 3, activation: 'relu'}).apply(scale);
  scale = tf.layers.dense({units: 12, activation: 'sigmoid'}).apply(scale);
  scale = tf.layers.reshape({targetShape: [1, 1, 12]}).apply(scale);
  const scaled = tf.layers.multiply().apply([x, scale]);
  return tf.model({inputs: input, outputs: tf.layers.average().apply([scaled, input])});
}

function unet(tf) {
  const input = tf.input({shape: [44, 52, 1]});
  const twice = (filters, x) => [1, 2].reduce(
      (y) => tf.layers.conv2d({filters, kernelSize: 3, activation: 'relu'}).apply(y), x);
  const half = (x) => tf.layers.maxPooling2d({poolSize: 2}).apply(x);
  const first = twice(4, input);
  const second = twice(8, half(first));
  let x = twice(16, half(second));
  x = tf.layers.conv2dTranspose({filters: 8, kernelSize: 2, strides: 2}).apply(x);
  x = twice(8, tf.layers.concatenate().apply([tf.layers.cropping2D({cropping: 4}).apply(second), x]));
  x = tf.layers.conv2d({filters: 4, kernelSize: 2, padding: 'same'}).apply(
      tf.layers.upSampling2d({size: [2, 2], interpolation: 'bilinear'}).apply(x));
  x = twice(4, tf.layers.concatenate().apply([tf.layers.cropping2D({cropping: [[16, 16], [16, 16]]}).apply(first), x]));
  return tf.model({inputs: input, outputs: tf.layers.conv2d({filters: 2, kernelSize: 1}).apply(x)});
}

// Two inputs, which share a convolution and a model, and two outputs.
function twins(tf) {
  const inputs = [tf.input({shape: [24, 24, 3], name: 'left'}), tf.input({shape: [24, 24, 3], name: 'right'})];
  const shared = tf.layers.conv2d({filters: 4, kernelSize: 3, name: 'shared'});
  const tower = tf.sequential({name: 'tower', layers: [
    tf.layers.maxPooling2d({inputShape: [22, 22, 4], poolSize: 2, name: 'tower_pool'}),
    tf.layers.conv2d({filters: 6, kernelSize: 3, padding: 'same', name: 'tower_conv'}),
  ]});
  const [left, right] = inputs.map((input) => tower.apply(shared.apply(input)));
  const larger = tf.layers.maximum({name: 'larger'}).apply([left, right]);
  const beside = tf.layers.concatenate({name: 'beside', axis: 1}).apply([left, right]);
  const flat = tf.layers.flatten({name: 'flat'}).apply(beside);
  return tf.model({name: 'twins', inputs, outputs: [larger, tf.layers.dense({units: 2, name: 'same'}).apply(flat)]});
}

function anySize(tf) {
  const input = tf.input({shape: [null, null, 3]});
  let x = tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same'}).apply(input);
  x = tf.layers.maxPooling2d({poolSize: 2}).apply(x);
  x = tf.layers.conv2d({filters: 2, kernelSize: 1}).apply(x);
  return tf.model({inputs: input, outputs: x});
}

const MODELS = {
  lenet, mobile, dilated, generator, signal, volume, channelsFirst, residual, inception, squeezeAndExcite, unet, twins,
  anySize,
};

// Forms besides tfjs.
const FORMS = {
  lenet: ['camel', 'saved', 'keras3'],
  mobile: ['keras2'],
  generator: ['keras3'],
  residual: ['camel', 'keras3'],
  inception: ['keras2', 'keras3-bare'],
  unet: ['keras2'],
};

// --- What Keras 2 and 3 would write ---

const INITIALIZERS = {VarianceScaling: 'GlorotUniform', RandomNormal: 'RandomNormal', Zeros: 'Zeros', Ones: 'Ones'};
const OF_KERNELS = ['kernel_initializer', 'kernel_regularizer', 'kernel_constraint'];

// How Keras names layers that nobody named: conv2d, conv2d_1, max_pooling2d.
function nameOfClass(name) {
  return name.replace(/(.)([A-Z][a-z]+)/g, '$1_$2').replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}

// From the names in TensorFlow.js to those in Keras.
function namesInKeras(layers, inputName) {
  const counts = {};
  return new Map(layers.map(({class_name: sort, config}) => {
    const base = sort === 'InputLayer' ? inputName : nameOfClass(sort);
    const count = counts[base] ?? 0;
    counts[base] = count + 1;
    return [config.name, count === 0 ? base : `${base}_${count}`];
  }));
}

function initializerInKeras(initializer, wrap) {
  const config = initializer.class_name === 'VarianceScaling' ? {seed: null} : initializer.config;
  return wrap('keras.initializers', INITIALIZERS[initializer.class_name], config);
}

// The options of a layer, without those that every layer has.
function optionsInKeras(sort, config, grouped, wrap) {
  const options = {...config};
  for (const key of ['name', 'trainable', 'dtype', 'batch_input_shape']) delete options[key];
  if (grouped.test(sort)) options.groups = 1;
  if (sort.endsWith('Transpose')) options.dilation_rate = [1, 1];
  if (sort === 'DepthwiseConv2D') for (const key of ['filters', ...OF_KERNELS]) delete options[key];
  if (sort.startsWith('UpSampling')) options.interpolation = config.interpolation ?? 'nearest';
  if (sort === 'Flatten') options.data_format = 'channels_last';
  for (const [key, value] of Object.entries(options)) {
    if (key.endsWith('_initializer') && value) options[key] = initializerInKeras(value, wrap);
  }
  return options;
}

// The layers of the JSON, each with the layer that it describes. Keras gives a Sequential its input as a layer.
function layersWithInput(model, json) {
  const pairs = json.config.layers.map((entry, place) => ({entry, layer: model.layers[place]}));
  if (json.class_name !== 'Sequential') return pairs;
  const input = {class_name: 'InputLayer', config: {name: 'input', batch_input_shape: model.layers[0].batchInputShape}};
  return [{entry: input, layer: null}, ...pairs];
}

function toKeras2(model, json) {
  const wrap = (_, name, config) => ({class_name: name, config});
  const sequential = json.class_name === 'Sequential';
  const pairs = layersWithInput(model, json);
  const names = namesInKeras(pairs.map(({entry}) => entry), 'input_1');
  if (sequential) names.set('input', `${names.get(model.layers[0].name)}_input`);
  const renamed = ([name, ...rest]) => [names.get(name), ...rest];
  const layers = pairs.map(({entry: {class_name: sort, config, inbound_nodes: nodes}}) => {
    const name = names.get(config.name);
    const size = config.batch_input_shape ? {batch_input_shape: config.batch_input_shape} : {};
    const own = sort === 'InputLayer' ?
        {...size, dtype: 'float32', sparse: false, ragged: false, name} :
        {name, trainable: true, dtype: 'float32', ...size, ...optionsInKeras(sort, config, /Conv/, wrap)};
    if (sort.endsWith('Transpose')) own.output_padding = null;
    const inbound = sequential ? {} : {name, inbound_nodes: nodes.map((node) => node.map(renamed))};
    return {class_name: sort, config: own, ...inbound};
  });
  const config = sequential ? {name: 'sequential', layers} : {
    name: 'model', trainable: true, layers, input_layers: json.config.input_layers.map(renamed),
    output_layers: json.config.output_layers.map(renamed),
  };
  const result = {
    class_name: sequential ? 'Sequential' : 'Functional', config, keras_version: '2.11.0', backend: 'tensorflow',
  };
  return {json: result, names};
}

const withModule = (module, name, config) => ({module, class_name: name, config, registered_name: null});

// A call of a layer. A join has all of its inputs in one list.
function callInKeras3(tensors, entry) {
  const refer = ([name, node, tensor, shape]) => ({
    class_name: '__keras_tensor__', config: {shape, dtype: 'float32', keras_history: [name, node, tensor]},
  });
  const kwargs = entry.class_name === 'BatchNormalization' ? {mask: null} : {};
  return {args: tensors.length > 1 ? [tensors.map(refer)] : tensors.map(refer), kwargs};
}

// Layers that prepare something for the size of their input.
const BUILT = /Conv|Dense|BatchNormalization|^Add$|^Concatenate$/;

const shapesInto = ({input}) => Array.isArray(input) ? input.map((tensor) => tensor.shape) : input.shape;

function toKeras3(model, json, bare) {
  const wrap = withModule;
  const policy = wrap('keras', 'DTypePolicy', {name: 'float32'});
  const sequential = json.class_name === 'Sequential';
  const pairs = layersWithInput(model, json);
  const names = namesInKeras(pairs.map(({entry}) => entry), 'input_layer');
  const shapeOf = (name) => model.getLayer(name).outputShape;
  const layers = pairs.map(({entry, layer}) => {
    const {class_name: sort, config} = entry;
    const name = names.get(config.name);
    const own = sort === 'InputLayer' ?
        {batch_shape: config.batch_input_shape, dtype: 'float32', sparse: false, ragged: false, name} :
        {name, trainable: true, dtype: policy, ...optionsInKeras(sort, config, /^Conv.D$/, wrap)};
    const build = BUILT.test(sort) ? {build_config: {input_shape: shapesInto(layer)}} : {};
    const inbound = sequential ? {} : {name, inbound_nodes: entry.inbound_nodes.map((tensors) => callInKeras3(
        tensors.map(([from, node, tensor]) => [names.get(from), node, tensor, shapeOf(from)]), entry))};
    return {...wrap('keras.layers', sort, own), ...build, ...inbound};
  });
  const size = model.inputs[0].shape;
  if (sequential) {
    const config = {name: 'sequential', trainable: true, dtype: policy, layers, build_input_shape: size};
    return {json: {...wrap('keras', 'Sequential', config), build_config: {input_shape: size}}, names};
  }
  const ends = (tensors) => {
    const found = tensors.map(([name, node, tensor]) => [names.get(name), node, tensor]);
    return bare && found.length === 1 ? found[0] : found;
  };
  const config = {
    name: 'functional', trainable: true, layers, input_layers: ends(json.config.input_layers),
    output_layers: ends(json.config.output_layers),
  };
  const result = {...wrap('keras.src.models.functional', 'Functional', config), registered_name: 'Functional'};
  return {json: {...result, build_config: {input_shape: null}}, names};
}

// --- The file ---

function describe(layer, name = layer.name) {
  const inside = layer.layers ? {layers: layer.layers.map((each) => describe(each))} : {};
  const output = layer.outputShape.slice(1);
  return {name, class: layer.getClassName(), output, weights: layer.countParams(), ...inside};
}

// What model.save() writes, as text, without the weights themselves.
async function saved(tf, model) {
  let found;
  await model.save(tf.io.withSaveHandler(async (artifacts) => {
    found = artifacts;
    return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
  }));
  const weights = found.weightSpecs;
  return {
    modelTopology: found.modelTopology, format: found.format, generatedBy: found.generatedBy,
    convertedBy: found.convertedBy, weightsManifest: [{paths: ['./model.weights.bin'], weights}],
  };
}

async function formOf(tf, model, form) {
  const json = model.toJSON(null, false);
  if (form === 'tfjs') return {json, names: new Map()};
  if (form === 'camel') return {json: {className: model.getClassName(), config: model.getConfig()}, names: new Map()};
  if (form === 'saved') return {json: await saved(tf, model), names: new Map()};
  return form === 'keras2' ? toKeras2(model, json) : toKeras3(model, json, form === 'keras3-bare');
}

async function recordModel(tf, name) {
  const model = MODELS[name](tf);
  const lines = [];
  for (const form of ['tfjs', ...(FORMS[name] ?? [])]) {
    const {json, names} = await formOf(tf, model, form);
    const layers = model.layers.map((layer) => describe(layer, names.get(layer.name)));
    lines.push(JSON.stringify({name, form, json, layers}) + '\n');
    console.error(`${String(lines.at(-1).length).padStart(6)}  ${name}, ${form}: ${layers.length} layers`);
  }
  return lines;
}

async function main() {
  if (process.argv.length !== 3) {
    console.error('usage: node record_keras_models.mjs FOLDER-WITH-TENSORFLOW.JS');
    process.exit(2);
  }
  const require = createRequire(path.resolve(process.argv[2], 'node_modules') + path.sep);
  const tf = require('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  const lines = [];
  for (const name of Object.keys(MODELS)) lines.push(...await recordModel(tf, name));
  fs.writeFileSync(OUTPUT, lines.join(''));
  console.error(`${lines.length} lines, ${fs.statSync(OUTPUT).size} bytes`);
}

await main();
