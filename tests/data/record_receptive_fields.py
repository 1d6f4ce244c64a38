#!/usr/bin/env python3
"""Records which cells of the input PyTorch's networks look at, for tests that must not need PyTorch.

Run it with

    python3 tests/data/record_receptive_fields.py

It writes receptive_fields.jsonl beside itself, the same bytes every time, and prints how many networks of each sort it
holds. The file was recorded with PyTorch 1.13.1 (Debian 12: apt-get install python3-torch; it calls itself 1.13.0a0) on
Python 3.11.

A cell of the input belongs to the receptive field of a cell where the gradient of one by the other isn't zero. So that
none is zero by accident, all weights are 1, nothing has a bias, and maximum pooling adds up its window instead.

Every line is one JSON object, a small network of one or two axes.

    input    [channels, spatial...] of the input, without a batch
    gaps     true where a cell of some node sees no cell of the input, as between strides of a transposed convolution
    nodes    in an order in which they can be computed
    outputs  cells of some nodes, and what they see

    op       of a node: the class of the layer, or "add" or "concat" (of channels)
    call     the constructor call, from which PyTorch built it; absent for a join
    inputs   numbers of earlier nodes, counted from zero; -1 is the input
    output   [channels, spatial...]

    node     the number of the node
    cell     its place along each axis; all channels are meant together
    first    the first place in the input, along each axis, whose gradient isn't zero; null where there is none
    last     the last such place
"""

import collections
import json
import pathlib
import random
import sys

import torch
from torch import nn
from torch.nn import functional

SEED = 20240303
NETWORKS = {1: 90, 2: 130}  # how many of each number of axes
LARGEST = 40  # cells along an axis
MOST_CHANNELS = 8
OUTPUT = pathlib.Path(__file__).with_name("receptive_fields.jsonl")


# --- Drawing layers ------------------------------------------------------------------------------------------------


def per_axis(rng, axes, choices):
    """A number for each axis, the same for all in most cases."""
    if rng.random() < 0.75:
        return (rng.choice(choices),) * axes
    return tuple(rng.choice(choices) for _ in range(axes))


def no_wider_than_windows(rng, wanted, kernel, dilation):
    """Paddings that leave something of the input in every window, at least where the input is large enough."""
    return tuple(min(padding, d * (k - 1)) for padding, k, d in zip(wanted, kernel, dilation))


def draw_convolution(rng, axes, channels):
    kernel = per_axis(rng, axes, [1, 2, 3, 3, 4, 5])
    dilation = per_axis(rng, axes, [1, 1, 1, 2, 3])
    filters = channels if rng.random() < 0.5 else rng.randint(1, 4)
    options = {
        "stride": per_axis(rng, axes, [1, 1, 1, 2, 3]),
        "padding": no_wider_than_windows(rng, per_axis(rng, axes, [0, 1, 1, 2, 3]), kernel, dilation),
        "dilation": dilation,
        "groups": channels if filters % channels == 0 and rng.random() < 0.3 else 1,
    }
    if rng.random() < 0.2:
        options.update(padding="same", stride=(1,) * axes)
    return f"Conv{axes}d", [channels, filters, kernel], options


def draw_transposed_convolution(rng, axes, channels):
    kernel = per_axis(rng, axes, [1, 2, 3, 3, 4])
    dilation = per_axis(rng, axes, [1, 1, 1, 2])
    stride = per_axis(rng, axes, [1, 2, 2, 3])
    if rng.random() < 0.8:
        stride = tuple(min(pair) for pair in zip(stride, kernel))
    wanted = per_axis(rng, axes, [0, 0, 1])
    options = {
        "stride": stride,
        "padding": per_axis(rng, axes, [0, 0, 1, 1, 2]),
        "output_padding": tuple(min(w, max(s, d) - 1) for w, s, d in zip(wanted, stride, dilation)),
        "dilation": dilation,
    }
    return f"ConvTranspose{axes}d", [channels, channels if rng.random() < 0.5 else rng.randint(1, 4), kernel], options


def draw_pooling(rng, axes, name):
    kernel = per_axis(rng, axes, [2, 2, 3, 3, 4])
    padding = per_axis(rng, axes, [0, 0, 1, 1])
    options = {
        "stride": per_axis(rng, axes, [1, 2, 2, 3]) if rng.random() < 0.6 else kernel,
        "padding": tuple(min(p, k // 2) for p, k in zip(padding, kernel)),
        "ceil_mode": rng.random() < 0.25,
    }
    if name == "MaxPool" and rng.random() < 0.25:
        options["dilation"] = per_axis(rng, axes, [1, 2])
    return f"{name}{axes}d", [kernel], options


def draw_layer(rng, axes, channels):
    """The class, the required arguments, and the options of a layer."""
    sort = rng.choice(["Conv"] * 8 + ["ConvTranspose"] * 3 + ["MaxPool"] * 3 + ["AvgPool"] * 3
                      + ["AdaptiveAvgPool", "Upsample", "Upsample", "Pad"])
    if sort == "Conv":
        return draw_convolution(rng, axes, channels)
    if sort == "ConvTranspose":
        return draw_transposed_convolution(rng, axes, channels)
    if sort == "AdaptiveAvgPool":
        return f"AdaptiveAvgPool{axes}d", [per_axis(rng, axes, [1, 2, 3, 4, 5, 7])], {}
    if sort == "Upsample":
        return "Upsample", [], {"scale_factor": per_axis(rng, axes, [2, 2, 3]), "mode": "nearest"}
    if sort == "Pad":
        sides = tuple(rng.choice([0, 1, 1, 2, 3]) for _ in range(2 * axes))
        return ("ConstantPad1d", [sides, 0], {}) if axes == 1 else ("ZeroPad2d", [sides], {})
    return draw_pooling(rng, axes, sort)


# --- Spelling them -------------------------------------------------------------------------------------------------


def spell(value):
    if isinstance(value, tuple):
        return str(value[0]) if len(set(value)) == 1 else str(value)
    return f'"{value}"' if isinstance(value, str) else repr(value)


def is_default(layer, name, value):
    if name == "stride" and "Pool" in layer[0]:
        return value == layer[1][0]
    default = {"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1, "groups": 1, "ceil_mode": False}.get(name)
    return value == default or (isinstance(value, tuple) and set(value) == {default})


def call(layer):
    name, required, options = layer
    arguments = [spell(value) for value in required]
    arguments += [f"{option}={spell(value)}" for option, value in options.items()
                  if not is_default(layer, option, value)]
    return f"nn.{name}({', '.join(arguments)})"


# --- Networks ------------------------------------------------------------------------------------------------------


class Misfit(Exception):
    """What was drawn can't be computed, or gets too large."""


class Network:
    """The nodes, and a value for each. The number of the input is -1, and its value stands at the end."""

    def __init__(self, size):
        self.nodes = []
        self.values = [torch.ones(1, *size, dtype=torch.float64, requires_grad=True)]

    def size(self, node):
        return tuple(self.values[node].shape[1:])

    def last(self):
        return len(self.nodes) - 1

    def add(self, op, inputs, value, **more):
        if max(value.shape[2:]) > LARGEST or min(value.shape[2:]) < 1 or value.shape[1] > MOST_CHANNELS:
            raise Misfit
        self.nodes.append({"op": op, **more, "inputs": inputs, "output": list(value.shape[1:])})
        self.values.insert(len(self.values) - 1, value)
        return self.last()

    def add_layer(self, layer, source):
        text = call(layer)
        try:
            value = with_gradients(eval(text, {"nn": nn}), self.values[source])
        except (RuntimeError, ValueError):
            raise Misfit from None
        return self.add(layer[0], [source], value, call=text)

    def add_join(self, op, sources):
        values = [self.values[source] for source in sources]
        return self.add(op, sources, torch.cat(values, dim=1) if op == "concat" else sum(values))

    def cut(self, count):
        del self.values[count:-1], self.nodes[count:]


def summed_windows(pooling, value):
    """A maximum pooling that adds up its windows."""
    size = pooling(value).shape
    axes = len(size) - 2
    kernel, stride, padding, dilation = (each if isinstance(each, tuple) else (each,) * axes for each in (
        pooling.kernel_size, pooling.stride, pooling.padding, pooling.dilation))
    sides = []
    for axis in reversed(range(axes)):
        end = (size[2 + axis] - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1
        sides += [padding[axis], max(0, end - padding[axis] - value.shape[2 + axis])]
    convolution = (functional.conv1d, functional.conv2d)[axes - 1]
    weight = torch.ones(size[1], 1, *kernel, dtype=torch.float64)
    summed = convolution(functional.pad(value, sides), weight, stride=stride, dilation=dilation, groups=size[1])
    return summed[tuple(slice(count) for count in size)]


def with_gradients(layer, value):
    if isinstance(layer, (nn.MaxPool1d, nn.MaxPool2d)):
        return summed_windows(layer, value)
    layer.double()
    for name, parameter in layer.named_parameters():
        nn.init.constant_(parameter, 0 if name == "bias" else 1)
    return layer(value)


def grow_branch(rng, network, source, layers):
    """The number of the last node of a chain of layers."""
    for _ in range(layers):
        size = network.size(source)
        source = network.add_layer(draw_layer(rng, len(size) - 1, size[0]), source)
    return source


def fitting_join(rng, network, sources):
    """The join of the nodes, as a word, or None if they have different sizes."""
    sizes = [network.size(source) for source in sources]
    if len(set(size[1:] for size in sizes)) > 1:
        return None
    return rng.choice(["add", "concat"]) if len(set(sizes)) == 1 else "concat"


def grow_branches(rng, network):
    """Two or three branches from the last node, and their join. What doesn't fit is drawn anew."""
    start, count = network.last(), len(network.nodes)
    for _ in range(400):
        network.cut(count)
        lengths = rng.choice([(0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2), (0, 1, 1), (1, 1, 1)])
        try:
            ends = [grow_branch(rng, network, start, length) for length in lengths]
            op = fitting_join(rng, network, ends)
            if op:
                return network.add_join(op, ends)
        except Misfit:
            pass
    raise Misfit


def grow_skip(rng, network):
    """A join of the last node with an older one of its size."""
    older = [node for node in range(-1, network.last()) if fitting_join(rng, network, [node, network.last()])]
    if not older:
        raise Misfit
    sources = [rng.choice(older), network.last()]
    return network.add_join(fitting_join(rng, network, sources), sources)


def draw_network(rng, axes):
    network = Network((rng.randint(1, 3), *(rng.randint(6, 24) for _ in range(axes))))
    length = rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 9])
    while len(network.nodes) < length:
        move = rng.random()
        if move < 0.25:
            grow_branches(rng, network)
        elif move < 0.45:
            grow_skip(rng, network)
        else:
            grow_branch(rng, network, network.last(), 1)
    return network


# --- Looking at them -----------------------------------------------------------------------------------------------


def field(network, node, cell):
    """The first and the last place of the input whose gradient isn't zero."""
    signal = network.values[-1]
    seen = network.values[node][(0, slice(None), *cell)].sum()
    gradient, = torch.autograd.grad(seen, signal, retain_graph=True)
    places = gradient[0].sum(dim=0).nonzero()
    if not len(places):
        return None, None
    return places.min(dim=0).values.tolist(), places.max(dim=0).values.tolist()


def draw_cells(rng, size):
    corners = [tuple(0 for _ in size), tuple(n - 1 for n in size)]
    if len(size) == 2:
        corners.append(rng.choice([(0, size[1] - 1), (size[0] - 1, 0)]))
    middle = tuple(n // 2 for n in size)
    anywhere = [tuple(rng.randrange(n) for n in size) for _ in range(2)]
    return list(dict.fromkeys([*corners, middle, *anywhere]))


def draw_nodes(rng, network):
    """The last node and two others, joins rather than layers."""
    others = list(range(network.last()))
    rng.shuffle(others)
    others.sort(key=lambda node: "call" in network.nodes[node])
    return sorted([network.last(), *others[:2]])


def look(rng, network):
    outputs = []
    for node in draw_nodes(rng, network):
        for cell in draw_cells(rng, network.size(node)[1:]):
            first, last = field(network, node, cell)
            outputs.append({"node": node, "cell": list(cell), "first": first, "last": last})
    return outputs


def has_gaps(network):
    """Whether a cell of some node sees no cell of the input. All weights and the input are 1, so the cell is 0."""
    return any(bool((value == 0).any()) for value in network.values)


# --- The file ------------------------------------------------------------------------------------------------------


def record(rng, axes):
    while True:
        try:
            network = draw_network(rng, axes)
        except Misfit:
            continue
        # Networks that people build have no gaps. A few are enough.
        if has_gaps(network) and rng.random() < 0.6:
            continue
        return {"input": list(network.size(-1)), "gaps": has_gaps(network), "nodes": network.nodes,
                "outputs": look(rng, network)}


def features(line):
    found = {f"{len(line['input']) - 1}-D"} | {node["op"] for node in line["nodes"]}
    found |= {"gaps"} if line["gaps"] else set()
    found |= {option for option in ("dilation", "groups", "ceil_mode", "output_padding", '"same"')
              for node in line["nodes"] if option in node.get("call", "")}
    return found | ({"an empty field"} if any(output["first"] is None for output in line["outputs"]) else set())


def main():
    torch.set_num_threads(1)
    rng = random.Random(SEED)
    lines = [record(rng, axes) for axes, count in NETWORKS.items() for _ in range(count)]
    OUTPUT.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines))
    print(f"{len(lines)} networks, {sum(len(line['outputs']) for line in lines)} fields, {OUTPUT.stat().st_size} bytes",
          file=sys.stderr)
    counts = collections.Counter(feature for line in lines for feature in features(line))
    for name in sorted(counts):
        print(f"{counts[name]:6}  {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
