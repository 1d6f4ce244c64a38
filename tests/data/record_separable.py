#!/usr/bin/env python3
"""Records what PyTorch answers for convolutions that a 1×1 convolution follows, for tests that must not need PyTorch.

Run it with

    python3 tests/data/record_separable.py

It writes separable.jsonl beside itself, the same bytes every time, and prints how many layers of each sort it holds.
The file was recorded with PyTorch 1.13.1 (Debian 12: apt-get install python3-torch; it calls itself 1.13.0a0) on
Python 3.11.

Every line is one JSON object; the line number, counted from zero, is called i below.

    layer   the two layers, nn.Sequential(...), each argument said only where it is not the default; PyTorch built it
            from this text
    first   the first of them by itself
    n       the spatial sizes of the input
    shape   [channels, spatial...] of the output, without a batch
    values  the output in row-major order, with 12 significant digits

Inputs and parameters follow from i and the row-major index j of the element; where i is odd all of them are divided
by 10, so that half of the layers have decimals.

    input      ((7 j + 13 i) mod 19) - 9    [channels, spatial...]
    weights    ((5 j + 11 i) mod 13) - 6    [between, channels / groups, kernel...]
    pointwise  ((3 j + 17 i) mod 11) - 5    [out, between, 1...]
    bias       ((3 j + i) mod 7) - 3        [out], of the second layer; the first has none
"""

import collections
import json
import math
import pathlib
import random
import sys

import torch
from torch import nn

SEED = 20240301
LAYERS = 320
LONGEST = 60  # values of an answer; longer ones test little more
OUTPUT = pathlib.Path(__file__).with_name("separable.jsonl")


def draw_groups(rng):
    """Channels, channels between and groups: depthwise with and without a multiplier, grouped, and in one group."""
    sort = rng.choice(["depthwise", "depthwise", "multiplied", "multiplied", "grouped", "single"])
    groups = rng.randint(2, 3) if sort == "grouped" else 1 if sort == "single" else rng.randint(1, 4)
    channels = groups * (1 if sort in ("depthwise", "multiplied") else rng.randint(2, 3))
    multiplier = 1 if sort == "depthwise" else rng.randint(2, 3) if sort == "multiplied" else rng.randint(1, 3)
    return channels, groups * multiplier, groups


def per_axis(rng, dims, choices):
    """A number for each axis, the same for all in half of the cases."""
    if rng.random() < 0.5:
        return (rng.choice(choices),) * dims
    return tuple(rng.choice(choices) for _ in range(dims))


def draw(rng):
    dims = rng.choice([1, 1, 2, 2, 2, 2, 3])
    channels, between, groups = draw_groups(rng)
    options = {
        "stride": per_axis(rng, dims, [1, 1, 2, 3]),
        "padding": per_axis(rng, dims, [0, 0, 1, 2]),
        "dilation": per_axis(rng, dims, [1, 1, 1, 2]),
        "groups": groups,
        "padding_mode": rng.choice(["zeros"] * 4 + ["reflect", "replicate", "circular"]),
    }
    if rng.random() < 0.15:
        options.update(padding="same", stride=(1,) * dims)
    n = tuple(rng.randint(1, 4 if dims == 3 else 7) for _ in range(dims))
    kernel = per_axis(rng, dims, [1, 2, 3, 3])
    return dims, (channels, between, kernel), options, rng.randint(1, 5), rng.random() < 0.5, n


# --- Spelling them -------------------------------------------------------------------------------------------------


def spell(value):
    if isinstance(value, tuple):
        return str(value[0]) if len(set(value)) == 1 else str(value)
    return repr(value)


def is_default(name, value):
    default = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True, "padding_mode": "zeros"}[name]
    return value == default or (isinstance(value, tuple) and set(value) == {default})


def call(dims, required, options):
    arguments = [spell(value) for value in required]
    order = ("stride", "padding", "dilation", "groups", "bias", "padding_mode")
    arguments += [f"{name}={spell(options[name])}" for name in order
                  if name in options and not is_default(name, options[name])]
    return f"nn.Conv{dims}d({', '.join(arguments)})"


# --- Asking PyTorch ------------------------------------------------------------------------------------------------


def filled(shape, per_element, per_record, modulus, shift, record):
    """A tensor by the formula of the docstring."""
    index = torch.arange(math.prod(shape), dtype=torch.int64)
    values = ((index * per_element + record * per_record) % modulus - shift).reshape(shape).double()
    return values / 10 if record % 2 else values


def ask(text, channels, n, record):
    """The output without a batch, or None if PyTorch refuses."""
    try:
        layers = eval(text, {"nn": nn}).double()
        layers[0].weight.copy_(filled(layers[0].weight.shape, 5, 11, 13, 6, record))
        layers[1].weight.copy_(filled(layers[1].weight.shape, 3, 17, 11, 5, record))
        if layers[1].bias is not None:
            layers[1].bias.copy_(filled(layers[1].bias.shape, 3, 1, 7, 3, record))
        output = layers(filled((1, channels, *n), 7, 13, 19, 9, record)).squeeze(0)
    except (RuntimeError, ValueError, AssertionError):
        return None
    return output if output.numel() else None


def as_json_number(value):
    rounded = float("%.12g" % value)
    return int(rounded) if rounded.is_integer() else rounded


# --- The file ------------------------------------------------------------------------------------------------------


def features(dims, required, options, has_bias):
    channels, between, _ = required
    groups = options["groups"]
    found = [f"{dims}-D", "bias" if has_bias else "no bias", "padding_mode " + options["padding_mode"]]
    if groups == channels:
        found.append("depthwise, multiplied" if between > channels else "depthwise")
    else:
        found.append("grouped" if groups > 1 else "one group")
    return found + [name for name in ("stride", "padding", "dilation") if not is_default(name, options[name])]


def record_all():
    rng = random.Random(SEED)
    lines, counts = [], collections.Counter()
    while len(lines) < LAYERS:
        dims, required, options, out, has_bias, n = draw(rng)
        first = call(dims, required, {**options, "bias": False})
        text = f"nn.Sequential({first}, {call(dims, (required[1], out, (1,) * dims), {'bias': has_bias})})"
        output = ask(text, required[0], n, len(lines))
        if output is None or output.numel() > LONGEST:
            continue
        values = [as_json_number(value) for value in output.flatten().tolist()]
        record = {"layer": text, "first": first, "n": n, "shape": list(output.shape), "values": values}
        lines.append(json.dumps(record, separators=(",", ":")) + "\n")
        counts.update(features(dims, required, options, has_bias))
    return lines, counts


def main():
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    lines, counts = record_all()
    OUTPUT.write_text("".join(lines))
    print(f"{len(lines)} layers, {OUTPUT.stat().st_size} bytes", file=sys.stderr)
    for name in sorted(counts):
        print(f"{counts[name]:6}  {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
