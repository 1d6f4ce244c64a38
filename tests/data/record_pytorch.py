#!/usr/bin/env python3
"""Records what PyTorch answers for random layers, for tests that must not need PyTorch.

Run it with

    python3 tests/data/record_pytorch.py

It writes pytorch.jsonl beside itself, the same bytes every time, and prints how many layers of each sort it holds.
The file was recorded with PyTorch 1.13.1 (Debian 12: apt-get install python3-torch; it calls itself 1.13.0a0) on
Python 3.11.

Every line is one JSON object; the line number, counted from zero, is called i below.

    layer        the constructor call as somebody would type it, or the repr that PyTorch prints for the module
    n            the spatial sizes of the input
    output_size  the output_size passed to forward, only where there is one
    refused      true where building or calling the module raised an exception, or the output has an axis of size zero
    shape        [channels, spatial...] of the output, without a batch; absent if refused
    values       the output in row-major order; integers, except for averages; "-inf" for a maximum over padding alone;
                 absent if refused

Inputs and parameters follow from i and the row-major index j of the element, in PyTorch's own layouts:

    input   ((7 j + 13 i) mod 19) - 9       [channels, spatial...]
    weight  ((5 j + 11 i) mod 13) - 6       convolution [out, in / groups, kernel...],
                                            transposed [in, out / groups, kernel...]
    bias    ((3 j + i) mod 7) - 3           [out]

Everything is computed in float64, so convolutions and maxima are exact. Averages are written with 12 significant
digits, to keep the file small. A pooling layer does not say how many channels its input has: as many as its output.
"""

import collections
import json
import math
import pathlib
import random
import sys
import warnings

import torch
from torch import nn

SEED = 20240229
OUTPUT = pathlib.Path(__file__).with_name("pytorch.jsonl")

# Constructor arguments in their order, with the defaults. REQUIRED ones have none.
REQUIRED = object()
SIGNATURES = {
    "Conv": {
        "in_channels": REQUIRED, "out_channels": REQUIRED, "kernel_size": REQUIRED, "stride": 1, "padding": 0,
        "dilation": 1, "groups": 1, "bias": True, "padding_mode": "zeros",
    },
    "ConvTranspose": {
        "in_channels": REQUIRED, "out_channels": REQUIRED, "kernel_size": REQUIRED, "stride": 1, "padding": 0,
        "output_padding": 0, "groups": 1, "bias": True, "dilation": 1, "padding_mode": "zeros",
    },
    "MaxPool": {"kernel_size": REQUIRED, "stride": None, "padding": 0, "dilation": 1, "ceil_mode": False},
    "AvgPool": {
        "kernel_size": REQUIRED, "stride": None, "padding": 0, "ceil_mode": False, "count_include_pad": True,
        "divisor_override": None,
    },
    "AdaptiveMaxPool": {"output_size": REQUIRED},
    "AdaptiveAvgPool": {"output_size": REQUIRED},
}
# return_indices, which is not recorded, stands before ceil_mode and so bars it from being positional.
KEYWORD_ONLY = {("MaxPool", "ceil_mode")}

# How many layers of each sort to record: accepted, refused.
QUOTAS = {
    "Conv": (700, 120),
    "Conv reflect": (515, 60),
    "Conv replicate": (515, 60),
    "Conv circular": (515, 60),
    "ConvTranspose": (530, 90),
    "ConvTranspose output_size": (515, 70),
    "MaxPool": (700, 100),
    "AvgPool": (700, 100),
    "AdaptiveMaxPool": (510, 25),
    "AdaptiveAvgPool": (510, 25),
}

Layer = collections.namedtuple("Layer", "kind dims options channels n output_size")


def chance(rng, probability):
    return rng.random() < probability


def per_axis(rng, dims, draw):
    """One value for each axis; half of the time the same for all."""
    if chance(rng, 0.5):
        return (draw(),) * dims
    return tuple(draw() for _ in range(dims))


# --- Drawing layers ------------------------------------------------------------------------------------------------


def draw_kernel(rng, dims):
    return per_axis(rng, dims, lambda: rng.randint(1, 3 if dims == 3 else 4))


def draw_input(rng, dims):
    return per_axis(rng, dims, lambda: rng.randint(1, 4 if dims == 3 else 7))


def draw_dilation(rng, dims):
    return per_axis(rng, dims, lambda: rng.randint(1, 3)) if chance(rng, 0.35) else (1,) * dims


def draw_channels(rng, dims):
    """Input channels, output channels and groups that fit together; few channels, to keep the answers short."""
    groups = rng.choice([2, 2, 3, 4]) if chance(rng, 0.32) else 1
    limit = 2 if dims == 3 else 4
    groups = min(groups, limit)
    most = limit // groups

    def few():
        return groups * min(rng.randint(1, most), rng.randint(1, most))

    return few(), few(), groups


def draw_convolution(rng, dims, mode):
    in_channels, out_channels, groups = draw_channels(rng, dims)
    if mode == "zeros":
        padding = per_axis(rng, dims, lambda: rng.choice([0, 0, 1, 1, 2, 3]))
    else:
        padding = per_axis(rng, dims, lambda: rng.choice([0, 1, 1, 2, 2, 3, 4]))
    stride = per_axis(rng, dims, lambda: rng.choice([1, 1, 2, 3]))
    named = rng.random()
    if named < 0.22:
        padding = "same"
        # PyTorch has no 'same' with strides; ask for it now and then.
        stride = stride if chance(rng, 0.06) else (1,) * dims
    elif named < 0.27:
        padding = "valid"
    options = {
        "in_channels": in_channels, "out_channels": out_channels, "kernel_size": draw_kernel(rng, dims),
        "stride": stride, "padding": padding, "dilation": draw_dilation(rng, dims), "groups": groups,
        "bias": chance(rng, 0.6), "padding_mode": mode,
    }
    return Layer("Conv", dims, options, in_channels, draw_input(rng, dims), None)


def draw_transposed(rng, dims, with_output_size):
    in_channels, out_channels, groups = draw_channels(rng, dims)
    stride = per_axis(rng, dims, lambda: rng.choice([1, 2, 2, 3]))
    dilation = draw_dilation(rng, dims)
    # Up to what the larger of stride and dilation allows, and now and then one more.
    output_padding = (0,) * dims
    if chance(rng, 0.15 if with_output_size else 0.5):
        output_padding = tuple(rng.randint(0, max(s, d) - 1) for s, d in zip(stride, dilation))
    elif chance(rng, 0.15):
        output_padding = tuple(max(s, d) for s, d in zip(stride, dilation))
    options = {
        "in_channels": in_channels, "out_channels": out_channels, "kernel_size": draw_kernel(rng, dims),
        "stride": stride, "padding": per_axis(rng, dims, lambda: rng.choice([0, 0, 1, 1, 2])),
        "output_padding": output_padding, "groups": groups, "bias": chance(rng, 0.6), "dilation": dilation,
        "padding_mode": "zeros",
    }
    n = per_axis(rng, dims, lambda: rng.randint(1, 3 if dims == 3 else 5))
    output_size = draw_output_size(rng, n, options) if with_output_size else None
    return Layer("ConvTranspose", dims, options, in_channels, n, output_size)


def draw_output_size(rng, n, options):
    """Sizes around those that the stride can tell apart: one too small and one too large included."""
    spoiled_axis = rng.randrange(len(n)) if chance(rng, 0.15) else None
    sizes = []
    for axis, size in enumerate(n):
        kernel, stride, padding, dilation = (
            options[name][axis] for name in ("kernel_size", "stride", "padding", "dilation"))
        smallest = (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1
        extra = rng.choice([-1, stride]) if axis == spoiled_axis else rng.randint(0, stride - 1)
        sizes.append(smallest + extra)
    return tuple(sizes)


def draw_pooling(rng, dims, kind):
    kernel = draw_kernel(rng, dims)
    padding = (0,) * dims
    if chance(rng, 0.6):
        # PyTorch pads by half a kernel at most; ask for one more now and then.
        padding = tuple(rng.randint(0, k // 2 + chance(rng, 0.06)) for k in kernel)
    options = {
        "kernel_size": kernel,
        "stride": None if chance(rng, 0.3) else per_axis(rng, dims, lambda: rng.choice([1, 2, 2, 3, 4])),
        "padding": padding,
    }
    if kind == "MaxPool":
        options["dilation"] = draw_dilation(rng, dims)
    options["ceil_mode"] = chance(rng, 0.6)
    if kind == "AvgPool":
        options["count_include_pad"] = chance(rng, 0.5)
        if dims > 1:
            options["divisor_override"] = rng.choice([1, 2, 3, 5, 7, -2]) if chance(rng, 0.25) else None
    return Layer(kind, dims, options, rng.choice([1, 1, 1, 2]), draw_input(rng, dims), None)


def draw_adaptive(rng, dims, kind):
    sizes = per_axis(rng, dims, lambda: rng.randint(1, 3 if dims == 3 else 5))
    return Layer(kind, dims, {"output_size": sizes}, rng.choice([1, 1, 2]), draw_input(rng, dims), None)


def draw_layer(rng, sort):
    dims = rng.choice([1, 1, 2, 2, 2, 3, 3])
    kind, _, variant = sort.partition(" ")
    if kind == "Conv":
        layer = draw_convolution(rng, dims, variant or "zeros")
    elif kind == "ConvTranspose":
        layer = draw_transposed(rng, dims, variant == "output_size")
    elif kind.startswith("Adaptive"):
        layer = draw_adaptive(rng, dims, kind)
    else:
        layer = draw_pooling(rng, dims, kind)
    if chance(rng, 0.07):
        spoil(rng, layer)
    return layer


def spoil(rng, layer):
    """Sets one option to something that makes no sense."""
    options = layer.options
    # With an output_size, PyTorch ignores output_padding altogether, so it cannot be spoiled.
    unread = {"output_padding"} if layer.output_size is not None else set()
    name = rng.choice([name for name in options if name in SPOILERS and name not in unread])
    if name == "padding_mode" and layer.kind == "ConvTranspose":
        options[name] = rng.choice(["reflect", "replicate", "circular"])
    elif name == "padding" and options.get("padding_mode", "zeros") != "zeros":
        # Negative padding crops here instead of being refused, by accident rather than by design: left out.
        options[name] = "full"
    else:
        options[name] = SPOILERS[name](rng, layer)


def with_one_axis(rng, values, wrong):
    axis = rng.randrange(len(values))
    return values[:axis] + (wrong,) + values[axis + 1:]


def spoil_sizes(name, wrong_values):
    def spoiled(rng, layer):
        values = layer.options[name]
        if not isinstance(values, tuple):
            values = (1,) * layer.dims
        if chance(rng, 0.25):
            return values + (1,)  # one axis too many
        return with_one_axis(rng, values, rng.choice(wrong_values))
    return spoiled


def spoil_padding(rng, layer):
    if layer.kind in ("Conv", "ConvTranspose") and chance(rng, 0.4):
        return rng.choice(["full", "Same", "zeros"] if layer.kind == "Conv" else ["same", "valid"])
    return spoil_sizes("padding", [-1, -2])(rng, layer)


def spoil_groups(rng, layer):
    channels = math.gcd(layer.options["in_channels"], layer.options["out_channels"])
    return rng.choice([0, -1, channels + 1, 5])


SPOILERS = {
    "kernel_size": spoil_sizes("kernel_size", [0, 0, -1]),
    "stride": spoil_sizes("stride", [0, 0, -1]),
    "padding": spoil_padding,
    "dilation": spoil_sizes("dilation", [0, 0, -1]),
    "output_padding": spoil_sizes("output_padding", [-1]),
    "output_size": spoil_sizes("output_size", [0, 0, -1]),
    "groups": spoil_groups,
    "padding_mode": lambda rng, layer: rng.choice(["constant", "same", "mirror"]),
    "divisor_override": lambda rng, layer: 0,
}


# --- Spelling them -------------------------------------------------------------------------------------------------


def spell_value(rng, value):
    if isinstance(value, tuple):
        if len(set(value)) == 1 and chance(rng, 0.7):
            return str(value[0])
        return str(value)
    if isinstance(value, str):
        return rng.choice(["'%s'", '"%s"']) % value
    return str(value)


def is_default(value, default):
    return value == default or (isinstance(value, tuple) and set(value) == {default})


def count_positional(rng, kind, options):
    """How many arguments to pass without a name: mostly the required ones and at times a few more."""
    signature = SIGNATURES[kind]
    most = sum((kind, name) not in KEYWORD_ONLY for name in options)
    required = sum(signature[name] is REQUIRED for name in options)
    if chance(rng, 0.12):
        return rng.randint(0, required)
    extra = rng.choice([0, 0, 0, 0, 1, 1, 2, 2, 3, 9])
    return min(required + extra, most)


def spell_layer(rng, layer):
    signature = SIGNATURES[layer.kind]
    names = list(layer.options)
    positional = count_positional(rng, layer.kind, layer.options)
    arguments = [spell_value(rng, layer.options[name]) for name in names[:positional]]
    keywords = []
    for name in names[positional:]:
        if not is_default(layer.options[name], signature[name]) or chance(rng, 0.06):
            keywords.append(name + "=" + spell_value(rng, layer.options[name]))
    if chance(rng, 0.2):
        rng.shuffle(keywords)
    comma = "," if chance(rng, 0.15) else ", "
    prefix = rng.choice(["nn.", "nn.", "", "torch.nn."])
    return f"{prefix}{layer.kind}{layer.dims}d({comma.join(arguments + keywords)})"


def repr_tells_all(layer):
    """The repr of an average pooling layer shows neither its rounding nor its divisor."""
    if layer.kind != "AvgPool":
        return True
    options = layer.options
    return not options["ceil_mode"] and options["count_include_pad"] and options.get("divisor_override") is None


# --- Asking PyTorch ------------------------------------------------------------------------------------------------


def filled(shape, per_element, per_record, modulus, lowest, record):
    """A tensor by the formula of the docstring."""
    index = torch.arange(math.prod(shape), dtype=torch.int64)
    values = (index * per_element + record * per_record) % modulus + lowest
    return values.reshape(shape).double()


def build(text, record):
    module = eval(text, {"torch": torch, "nn": nn, **vars(nn)}).double()
    for name, parameter in module.named_parameters():
        formula = (5, 11, 13, -6) if name == "weight" else (3, 1, 7, -3)
        parameter.copy_(filled(parameter.shape, *formula, record))
    return module


def ask(text, layer, record):
    """The module and its output without a batch, or None if PyTorch refuses."""
    signal = filled((layer.channels, *layer.n), 7, 13, 19, -9, record)
    # padding_mode='circular' does not work without a batch in this version.
    batched = layer.options.get("padding_mode", "zeros") != "zeros"
    arguments = {} if layer.output_size is None else {"output_size": list(layer.output_size)}
    try:
        module = build(text, record)
        output = module(signal.unsqueeze(0) if batched else signal, **arguments)
    except Exception:
        return None
    output = output.squeeze(0) if batched else output
    return (module, output) if output.numel() else None


def as_json_number(value):
    if value == -math.inf:
        return "-inf"
    rounded = float("%.12g" % value)
    return int(rounded) if rounded.is_integer() else rounded


def as_line(record):
    return json.dumps(record, separators=(",", ":")) + "\n"


def too_long(rng, record):
    """Long answers test little that short ones do not, so only a few are kept."""
    limit = 400 if chance(rng, 0.06) else 160
    return len(json.dumps(record.get("values", []), separators=(",", ":"))) > limit


def record_layer(rng, layer, number):
    text = spell_layer(rng, layer)
    use_repr = repr_tells_all(layer) and chance(rng, 0.2)
    record = {"layer": text, "n": layer.n}
    if layer.output_size is not None:
        record["output_size"] = layer.output_size
    answer = ask(text, layer, number)
    if answer is None:
        record["refused"] = True
        return record
    module, output = answer
    if use_repr:
        record["layer"] = repr(module)
    record["shape"] = list(output.shape)
    record["values"] = [as_json_number(value) for value in output.flatten().tolist()]
    return record


# --- The file ------------------------------------------------------------------------------------------------------


def features(layer):
    """What the summary counts a layer under."""
    options = layer.options
    found = [layer.kind, f"{layer.kind}{layer.dims}d"]
    groups = options.get("groups", 1)
    if groups > 1:
        found.append("groups > 1")
        found += ["depthwise"] if groups == layer.channels else []
    if isinstance(options.get("padding"), str):
        found.append(f"padding '{options['padding']}'")
    if options.get("padding_mode", "zeros") != "zeros":
        found.append(f"padding_mode {options['padding_mode']}")
    if layer.output_size is not None:
        found.append("forward's output_size")
    if layer.kind == "ConvTranspose" and not is_default(options["output_padding"], 0):
        found.append("output_padding")
    if not is_default(options.get("dilation", 1), 1):
        found.append("dilation")
    found += ["ceil_mode"] if options.get("ceil_mode") else []
    found += ["count_include_pad False"] if options.get("count_include_pad") is False else []
    found += ["divisor_override"] if options.get("divisor_override") is not None else []
    return found


def record_all():
    rng = random.Random(SEED)
    missing = {(sort, accepted): QUOTAS[sort][not accepted] for sort in QUOTAS for accepted in (True, False)}
    counts = {True: collections.Counter(), False: collections.Counter()}
    lines = []
    while any(missing.values()):
        sort = rng.choice([sort for sort in QUOTAS if missing[sort, True] or missing[sort, False]])
        layer = draw_layer(rng, sort)
        record = record_layer(rng, layer, len(lines))
        accepted = "refused" not in record
        if not missing[sort, accepted] or too_long(rng, record):
            continue
        missing[sort, accepted] -= 1
        counts[accepted].update(features(layer))
        lines.append(as_line(record))
    return lines, counts


def main():
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    lines, counts = record_all()
    OUTPUT.write_text("".join(lines))
    print(f"{len(lines)} layers, {OUTPUT.stat().st_size} bytes; accepted and refused:", file=sys.stderr)
    for name in sorted(counts[True] | counts[False]):
        print(f"{counts[True][name]:6} {counts[False][name]:6}  {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
