#!/usr/bin/env python3
"""Records what PyTorch computes for the presets that have numbers, for tests that must not need PyTorch.

Run it with

    python3 tests/data/record_presets.py

It reads presets/*.json and writes presets.jsonl beside itself, the same bytes every time. The file was recorded with
PyTorch 1.13.1 (Debian 12: apt-get install python3-torch) on Python 3.11.

Every line is one JSON object: `preset`, the name, and `output`, as nested lists, channels first where there are several. Everything is computed in
float64 and written with 12 significant digits.
"""

import json
import pathlib

import torch
from torch.nn import functional

HERE = pathlib.Path(__file__)
PRESETS = HERE.parents[2] / "presets"


# Kernels that presets give by their names.
KERNELS = {"sobel-x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]}


def tensor(numbers, axes):
    """With as many axes, those that are missing in front."""
    made = torch.tensor(numbers, dtype=torch.float64)
    return made.reshape([1] * (axes - made.dim()) + list(made.shape))


def pad(values, padding, mode):
    sides = [padding] * (2 * (values.dim() - 2))
    return functional.pad(values, sides, mode={"zeros": "constant"}.get(mode, mode))


def output_of(preset):
    dims = preset.get("dims", 2)
    values = tensor(preset["values"], dims + 2)
    if preset.get("op", "conv") != "conv":
        pool = {
            ("max", 1): functional.max_pool1d, ("max", 2): functional.max_pool2d,
            ("avg", 1): functional.avg_pool1d, ("avg", 2): functional.avg_pool2d,
        }[preset["op"], dims]
        return pool(values, preset["k"], stride=preset.get("s", preset["k"]), padding=preset.get("p", 0))
    given = preset["weights"]
    weights = tensor(KERNELS[given] if isinstance(given, str) else given, dims + 2)
    bias = torch.tensor(preset["bias"], dtype=torch.float64) if "bias" in preset else None
    convolve = {1: functional.conv1d, 2: functional.conv2d}[dims]
    padded = pad(values, preset.get("p", 0), preset.get("padding_mode", "zeros"))
    return convolve(
        padded, weights, bias, stride=preset.get("s", 1), dilation=preset.get("d", 1), groups=preset.get("groups", 1)
    )


def rounded(numbers):
    if isinstance(numbers, list):
        return [rounded(number) for number in numbers]
    number = float(f"{numbers:.12g}")
    return int(number) if number == int(number) else number


def main():
    lines = []
    for path in sorted(PRESETS.glob("*.json")):
        preset = json.loads(path.read_text())
        if "values" not in preset or ("weights" not in preset and preset.get("op", "conv") == "conv"):
            continue
        output = output_of(preset)[0]
        if len(output) == 1:
            output = output[0]
        lines.append(json.dumps({"preset": preset["name"], "output": rounded(output.tolist())}, separators=(",", ":")))
    HERE.with_name("presets.jsonl").write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} presets")


if __name__ == "__main__":
    main()
