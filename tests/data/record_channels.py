#!/usr/bin/env python3
"""Records what PyTorch answers for convolutions with several channels, filters and groups, for tests that must not
need PyTorch.

Run it with

    python3 tests/data/record_channels.py

It writes channels.jsonl beside itself, the same bytes every time, and prints how many layers of each sort it holds.
The file was recorded with PyTorch 1.13.1 (Debian 12: apt-get install python3-torch; it calls itself 1.13.0a0) on
Python 3.11.

Every line is one JSON object, whose tensors are nested lists:

    layer   the convolution, each argument said only where it is not the default; PyTorch built it from this text
    input   [channels, spatial...]
    weight  in PyTorch's layout: convolution [out, in / groups, kernel...], transposed [in, out / groups, kernel...]
    bias    [out]; absent if the layer has none
    output  [channels, spatial...], with 12 significant digits

The numbers of half of the layers are whole, those of the others have one decimal. Everything is computed in float64.
"""

import collections
import json
import pathlib
import random
import sys
import warnings

import torch
from torch import nn

SEED = 20240302
LONGEST = 6000  # characters of a record; longer ones test little more
OUTPUT = pathlib.Path(__file__).with_name("channels.jsonl")

# For each sort how many layers of each number of axes are recorded, convolutions and as many transposed ones; its
# groups, channels of each group, and filters of each group.
MORE = (2, 3, 4)
SORTS = {
    "several of both": (36, MORE, MORE, MORE),
    "several channels": (10, MORE, MORE, (1,)),
    "depthwise": (12, MORE, (1,), (1,)),
    "multiplied": (14, MORE, (1,), MORE),
    "one group": (14, (1,), (1, 2, 3, 4), (1, 2, 3, 4)),
}

DEFAULTS = {"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1, "groups": 1, "bias": True,
            "padding_mode": "zeros"}
# As they stand in the constructors.
ORDERS = {
    False: ("stride", "padding", "dilation", "groups", "bias", "padding_mode"),
    True: ("stride", "padding", "output_padding", "groups", "bias", "dilation"),
}


# --- Drawing layers ------------------------------------------------------------------------------------------------


def per_axis(rng, dims, choices):
    """A number for each axis, the same for all in half of the cases."""
    if rng.random() < 0.5:
        return (rng.choice(choices),) * dims
    return tuple(rng.choice(choices) for _ in range(dims))


def draw_options(rng, dims, transposed):
    options = {
        "stride": per_axis(rng, dims, [1, 1, 2, 3]),
        "padding": per_axis(rng, dims, [0, 0, 1, 2]),
        "dilation": per_axis(rng, dims, [1, 1, 1, 2, 3]),
        "bias": rng.random() < 0.6,
    }
    if transposed:
        # PyTorch allows what is less than the stride or the dilation.
        most = [max(pair) - 1 for pair in zip(options["stride"], options["dilation"])]
        options["output_padding"] = tuple(rng.randint(0, number) for number in most)
        return options
    options["padding_mode"] = rng.choice(["zeros"] * 4 + ["reflect", "replicate", "circular"])
    if rng.random() < 0.15:
        options.update(padding="same", stride=(1,) * dims)
    return options


def draw(rng, sort, dims, transposed):
    """The layer as text, and the shape of its input."""
    _, *choices = SORTS[sort]
    groups, channels, filters = (rng.choice(numbers) for numbers in choices)
    options = {**draw_options(rng, dims, transposed), "groups": groups}
    kernel = per_axis(rng, dims, [1, 2, 2, 3] if dims == 3 else [1, 2, 3, 3])
    n = per_axis(rng, dims, range(1, {1: 8, 2: 5, 3: 3}[dims] + 1))
    required = (groups * channels, groups * filters, kernel)
    return spell_layer(dims, transposed, required, options), (groups * channels, *n)


# --- Spelling them -------------------------------------------------------------------------------------------------


def spell(value):
    if isinstance(value, tuple):
        return str(value[0]) if len(set(value)) == 1 else str(value)
    return repr(value)


def is_default(name, value):
    return value == DEFAULTS[name] or (isinstance(value, tuple) and set(value) == {DEFAULTS[name]})


def spell_layer(dims, transposed, required, options):
    arguments = [spell(value) for value in required]
    arguments += [f"{name}={spell(options[name])}" for name in ORDERS[transposed]
                  if not is_default(name, options[name])]
    return f"nn.Conv{'Transpose' if transposed else ''}{dims}d({', '.join(arguments)})"


# --- Asking PyTorch ------------------------------------------------------------------------------------------------


def drawn(rng, shape, largest, divisor):
    count = torch.Size(shape).numel()
    numbers = [rng.randint(-largest, largest) for _ in range(count)]
    return (torch.tensor(numbers, dtype=torch.float64) / divisor).reshape(shape)


def as_json(tensor):
    if tensor.dim() > 0:
        return [as_json(part) for part in tensor]
    rounded = float("%.12g" % tensor.item())
    return int(rounded) if rounded.is_integer() else rounded


def record_of(rng, text, shape, divisor):
    """None if PyTorch refuses, or where the output has no cells."""
    layer = eval(text, {"nn": nn}).double()
    signal = drawn(rng, shape, 9, divisor)
    for parameter in layer.parameters():
        parameter.copy_(drawn(rng, parameter.shape, 7, divisor))
    try:
        output = layer(signal.unsqueeze(0)).squeeze(0)
    except RuntimeError:
        return None
    if output.numel() == 0:
        return None
    tensors = {"input": signal, **dict(layer.named_parameters()), "output": output}
    return {"layer": text, **{name: as_json(tensor) for name, tensor in tensors.items()}}


# --- The file ------------------------------------------------------------------------------------------------------


def record_one(rng, sort, dims, transposed, divisor):
    """The line of the first layer that PyTorch accepts and that is short enough."""
    while True:
        text, shape = draw(rng, sort, dims, transposed)
        record = record_of(rng, text, shape, divisor)
        line = json.dumps(record, separators=(",", ":")) + "\n"
        if record is not None and len(line) <= LONGEST:
            return text, line


def features(sort, dims, transposed, text):
    found = [("transposed, " if transposed else "direct, ") + sort, f"{dims}-D"]
    found += [name for name in DEFAULTS if f"{name}=" in text and name not in ("bias", "padding_mode")]
    found.append("no bias" if "bias=False" in text else "bias")
    return found + [f"padding_mode {mode}" for mode in ("reflect", "replicate", "circular") if mode in text]


def record_all():
    rng = random.Random(SEED)
    lines, counts = [], collections.Counter()
    kinds = [(sort, dims, transposed) for sort in SORTS for dims in (1, 2, 3) for transposed in (False, True)]
    for sort, dims, transposed in kinds:
        for number in range(SORTS[sort][0]):
            text, line = record_one(rng, sort, dims, transposed, 10 if number % 2 else 1)
            lines.append(line)
            counts.update(features(sort, dims, transposed, text))
    return lines, counts


def main():
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    lines, counts = record_all()
    OUTPUT.write_text("".join(lines))
    print(f"{len(lines)} layers, {OUTPUT.stat().st_size} bytes", file=sys.stderr)
    for name in sorted(counts):
        print(f"{counts[name]:6}  {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
