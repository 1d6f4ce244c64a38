#!/usr/bin/env python3
"""Records what small random networks compute, for tests that must not need PyTorch.

Run it with

    /usr/bin/python3 tests/data/record_forward.py

It writes forward/ and forward.jsonl beside itself, the same bytes every time, and prints what each network holds. The
files were recorded with PyTorch 1.13.1, onnx 1.12.0 and NumPy 1.24.2 (Debian 12: apt-get install python3-torch
python3-onnx; PyTorch calls itself 1.13.0a0) on Python 3.11.

forward/NAME.py is the source of a network, from which PyTorch built it, forward/NAME.txt what print(model) prints where
that tells all, forward/NAME.npz its state dict, deflated in every second one, and forward/NAME.onnx what torch.onnx.export
writes, with weights. Every line of forward.jsonl is one JSON object.

    network  NAME
    onnx     whether there is a NAME.onnx
    print    whether there is a NAME.txt
    input    [channels, spatial...] of the input, whose numbers follow from their row-major index j: (((7 j) mod 19) - 9) / 4
    layers   of every call of a module, in the order of execution: its name, the shape of its output, and up to 8 of its
             numbers, those at the places i * count // 8, with 12 significant digits
    output   the numbers of the network's output

Numbers are computed in double precision from parameters that single precision holds exactly.
"""

import io
import json
import pathlib
import random
import sys
import warnings
import zipfile

import numpy
import torch
from torch import nn

SEED = 20261130
NETWORKS = 20
FOLDER = pathlib.Path(__file__).with_name("forward")
OUTPUT = pathlib.Path(__file__).with_name("forward.jsonl")
MOST_PARAMETERS = 1600
MOST_NUMBERS = 1200  # of a map

MODULES = ["nn.ReLU()", "nn.LeakyReLU(0.2)", "nn.ReLU6()", "nn.ELU(0.7)", "nn.SELU()", "nn.GELU()", "nn.SiLU()",
           "nn.Hardswish()", "nn.Sigmoid()", "nn.Hardsigmoid()", "nn.Tanh()", "nn.Softplus()",
           "nn.CELU(1.5)", "nn.Mish()", "nn.Hardtanh(-0.5, 2.0)", "nn.Dropout(0.4)", "nn.Identity()"]
ONLY_TORCH = ["nn.Softsign()", "nn.Softplus(2, 5)", "nn.LogSigmoid()", "nn.GELU(approximate='tanh')"]
FUNCTIONS = ["F.relu({})", "F.leaky_relu({}, 0.1)", "torch.sigmoid({})", "torch.tanh({})", "F.elu({}, alpha=0.5)",
             "F.silu({})", "{}.clamp(-1, 3)", "F.hardswish({})", "F.relu6({})", "F.dropout({}, 0.5, self.training)"]


class Drawing:
    """Draws a network layer by layer, of which each is applied at once to tell what comes out."""

    def __init__(self, rng, dims, is_chain, has_onnx):
        self.rng, self.dims, self.is_chain, self.has_onnx = rng, dims, is_chain, has_onnx
        self.layers, self.steps = [], []
        self.shapes = {}
        self.now = "x"
        channels = rng.randint(1, 3)
        side = {1: rng.randint(14, 24), 2: rng.randint(7, 11), 3: 5}[dims]
        self.input = [channels] + [side + (i if dims == 2 else 0) for i in range(dims)]
        self.shapes["x"] = list(self.input)

    def shape(self):
        return self.shapes[self.now]

    def call(self, text, function=None):
        """Adds a layer, unless it doesn't fit or gets too large."""
        names = {"nn": nn, "torch": torch, "F": nn.functional}
        sample = torch.zeros([1] + self.shape())
        try:
            if function is None:
                module = eval(text, names).eval()
                shape = list(module(sample).shape[1:])
            else:
                shape = function(sample)
        except RuntimeError:
            return False
        size = int(numpy.prod(shape))
        if size > MOST_NUMBERS or min(shape) < 1:
            return False
        if function is None:
            name = f"l{len(self.layers)}"
            self.layers.append((name, text))
            self.add(f"self.{name}({self.now})", shape)
        else:
            self.add(text, shape)
        return True

    def add(self, expression, shape):
        name = f"x{len(self.steps)}"
        self.steps.append((name, expression))
        self.shapes[name] = shape
        self.now = name

    def number(self, low, high):
        return self.rng.randint(low, high)

    def convolution(self):
        c, rng = self.shape()[0], self.rng
        groups = rng.choice([g for g in (1, 1, 2, 3, c) if c % g == 0])
        filters = groups * rng.randint(1, max(1, 6 // groups))
        more = ""
        if rng.random() < 0.5:
            more += ", bias=False"
        if groups > 1:
            more += f", groups={groups}"
        k = tuple(rng.randint(1, 3) for _ in range(self.dims)) if self.dims > 1 else rng.randint(1, 4)
        if rng.random() < 0.3:
            s = rng.randint(2, 3)
            a = rng.randint(0, s - 1)
            d = rng.choice([1, 1, 2])
            more += f", output_padding={a}" if a else ""
            more += f", dilation={d}" if d > 1 else ""
            return f"nn.ConvTranspose{self.dims}d({c}, {filters}, {k}, stride={s}, padding={rng.randint(0, 1)}{more})"
        d = rng.choice([1, 1, 2])
        more += f", dilation={d}" if d > 1 else ""
        if not self.has_onnx and rng.random() < 0.3:
            return f"nn.Conv{self.dims}d({c}, {filters}, {k}, padding='same'{more})"
        p = rng.randint(0, 2)
        s = rng.choice([1, 1, 1, 2])
        if p and rng.random() < 0.4:
            modes = ["reflect", "replicate"] + ([] if self.has_onnx else ["circular"])
            if self.dims == 3:
                modes = ["replicate"]
            more += f", padding_mode='{rng.choice(modes)}'"
        return f"nn.Conv{self.dims}d({c}, {filters}, {k}, stride={s}, padding={p}{more})"

    def pooling(self):
        rng, dims = self.rng, self.dims
        kind = rng.choice(["Max", "Avg", "Adaptive"])
        if kind == "Adaptive":
            if self.has_onnx:
                return None
            return f"nn.Adaptive{rng.choice(['Max', 'Avg'])}Pool{dims}d({rng.randint(2, 4)})"
        k, s = rng.randint(2, 3), rng.randint(1, 2)
        more = f", padding={rng.randint(0, 1)}"
        if kind == "Max" and rng.random() < 0.3:
            more += ", dilation=2"
        if rng.random() < 0.3 and not (kind == "Avg" and (self.has_onnx or self.is_chain)):
            more += ", ceil_mode=True"
        if kind == "Avg" and not self.is_chain and rng.random() < 0.4:  # not printed
            more += ", count_include_pad=False"
        elif kind == "Avg" and not self.is_chain and not self.has_onnx and dims > 1 and rng.random() < 0.4:
            more += ", divisor_override=3"
        return f"nn.{kind}Pool{dims}d({k}, {s}{more})"

    def padding(self):
        rng, dims = self.rng, self.dims
        sides = tuple(rng.randint(0, 2) for _ in range(2 * dims))
        kinds = ["Constant", "Reflection", "Replication"]
        if dims == 2:
            kinds.append("Zero")
        if dims == 3:
            kinds = ["Constant"]
        kind = rng.choice(kinds)
        return f"nn.{kind}Pad{dims}d({sides}{', 0.5' if kind == 'Constant' else ''})"

    def join(self):
        same = [n for n, s in self.shapes.items() if s == self.shape() and n != self.now]
        near = [n for n, s in self.shapes.items() if s[1:] == self.shape()[1:] and n != self.now and len(s) > 1]
        ways = []
        if same:
            ways += [f"{self.now} + {self.rng.choice(same)}", f"{self.now} * {self.rng.choice(same)}"]
        if near:
            other = self.rng.choice(near)
            ways.append(f"torch.cat([{other}, {self.now}], 1)")
        if not ways:
            return
        way = self.rng.choice(ways)
        shape = list(self.shape())
        if way.startswith("torch.cat"):
            shape[0] += self.shapes[other][0]
            if numpy.prod(shape) > MOST_NUMBERS:
                return
        self.add(way, shape)

    def step(self):
        rng = self.rng
        kind = rng.choice(["conv", "conv", "conv", "pool", "act", "act", "norm", "pad", "up", "join", "join", "function"])
        if kind == "conv":
            self.call(self.convolution())
        elif kind == "pool":
            text = self.pooling()
            if text:
                self.call(text)
        elif kind == "act":
            self.call(rng.choice(MODULES + ([] if self.has_onnx else ONLY_TORCH)))
        elif kind == "norm":
            text = f"nn.BatchNorm{self.dims}d({self.shape()[0]}, eps=0.01)"
            self.call(rng.choice([text, text, f"nn.PReLU({rng.choice([1, self.shape()[0]])})"]))
        elif kind == "pad":
            self.call(self.padding())
        elif kind == "up" and rng.random() < 0.5:
            self.call("nn.Upsample(scale_factor=2, mode='nearest')")
        elif kind == "join" and not self.is_chain:
            self.join()
        elif kind == "function" and not self.is_chain:
            self.add(rng.choice(FUNCTIONS).format(self.now), list(self.shape()))

    def head(self):
        rng = self.rng
        way = rng.choice(["flatten", "pool", "mean"])
        if way == "mean" and not self.is_chain:
            axes = ", ".join(str(i + 2) for i in range(self.dims))
            self.add(f"{self.now}.mean(dim=({axes}))" if self.dims > 1 else f"{self.now}.mean(dim=2)",
                     [self.shape()[0]])
        else:
            if way != "flatten" or numpy.prod(self.shape()) > 200:
                self.call(f"nn.Adaptive{rng.choice(['Avg', 'Max'])}Pool{self.dims}d(1)")
            self.call("nn.Flatten()")
        features = self.shape()[0]
        self.call(f"nn.Linear({features}, 6)")
        self.call(rng.choice(["nn.ReLU()", "nn.Tanh()", "nn.BatchNorm1d(6)"]))
        self.call(f"nn.Linear(6, 4{', bias=False' if rng.random() < 0.5 else ''})")
        self.call(rng.choice(["nn.Softmax(dim=1)", "nn.LogSoftmax(dim=-1)", "nn.Sigmoid()"]))

    def source(self):
        lines = ["import torch", "import torch.nn as nn", "import torch.nn.functional as F", "", "",
                 "class Net(nn.Module):", "    def __init__(self):", "        super().__init__()"]
        lines += [f"        self.{name} = {text}" for name, text in self.layers]
        lines += ["", "    def forward(self, x):"]
        lines += [f"        {name} = {expression}" for name, expression in self.steps]
        lines += [f"        return {self.now}"]
        return "\n".join(lines) + "\n"


def draw(rng, dims, is_chain, has_onnx):
    drawing = Drawing(rng, dims, is_chain, has_onnx)
    for _ in range(40):
        if len(drawing.steps) >= 9:
            break
        drawing.step()
    drawing.head()
    return drawing


def fill(model, rng):
    """Gives parameters whole multiples of 1/32, so that they are exact, and compress."""
    for name, tensor in list(model.named_parameters()) + list(model.named_buffers()):
        if name.endswith("num_batches_tracked"):
            continue
        low = 16 if name.endswith("running_var") else -16
        numbers = [rng.randint(low, low + 32) / 32 for _ in range(tensor.numel())]
        with torch.no_grad():
            tensor.copy_(torch.tensor(numbers).reshape(tensor.shape))


def input_of(shape):
    count = int(numpy.prod(shape))
    return torch.tensor([((7 * j) % 19 - 9) / 4 for j in range(count)], dtype=torch.float64).reshape([1] + shape)


def write_npz(path, arrays, is_deflated):
    """numpy.savez writes the time of day into its archives."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            numpy.save(data, array)
            entry = zipfile.ZipInfo(name + ".npy")
            entry.compress_type = zipfile.ZIP_DEFLATED if is_deflated else zipfile.ZIP_STORED
            archive.writestr(entry, data.getvalue())


def rounded(number):
    return float(f"{number:.12g}")


def record(model, drawing, name):
    calls = []

    def hook(of):
        def keep(_module, _inputs, output):
            flat = output.detach().reshape(-1)
            places = sorted({i * len(flat) // 8 for i in range(8)})
            calls.append({"name": of, "shape": list(output.shape[1:]), "values": [rounded(flat[p].item()) for p in places]})
        return keep

    double = model.double()
    for module, child in double.named_children():
        child.register_forward_hook(hook(module))
    output = double(input_of(drawing.input)).detach().reshape(-1)
    return {"network": name, "onnx": drawing.has_onnx, "print": drawing.is_chain, "input": drawing.input, "layers": calls,
            "output": [rounded(v.item()) for v in output]}


def export(model, drawing, path, is_fused):
    mode = torch.onnx.TrainingMode.EVAL if is_fused else torch.onnx.TrainingMode.PRESERVE
    torch.onnx.export(model, input_of(drawing.input).float(), str(path), training=mode)


def main():
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    rng = random.Random(SEED)
    rows = []
    while len(rows) < NETWORKS:
        i = len(rows)
        dims = {5: 1, 8: 1, 9: 3, 14: 1, 17: 3}.get(i, 2)
        drawing = draw(rng, dims, i % 3 == 1, i % 4 != 3)
        source = drawing.source()
        names = {"__name__": "net"}
        exec(source, names)
        model = names["Net"]().eval()
        count = sum(p.numel() for p in model.parameters())
        if len(drawing.steps) < 11 or count > MOST_PARAMETERS:
            continue
        fill(model, rng)
        name = f"net{i}"
        try:
            if drawing.has_onnx:
                export(model, drawing, FOLDER / f"{name}.onnx", i % 2 == 0)
        except Exception as error:  # what ONNX doesn't have
            print(f"{name}: drawn again: {str(error).splitlines()[0][:90]}", file=sys.stderr)
            continue
        (FOLDER / f"{name}.py").write_text(source)
        if drawing.is_chain:
            (FOLDER / f"{name}.txt").write_text(f"{model}\n")
        state = {key: value.numpy() for key, value in model.state_dict().items()}
        write_npz(FOLDER / f"{name}.npz", state, i % 2 == 0)
        row = record(model, drawing, name)
        largest = max(abs(v) for call in row["layers"] for v in call["values"])
        print(f"{name}: {dims} axes, {count} parameters, {len(row['layers'])} modules, up to {largest:.3g}", file=sys.stderr)
        rows.append(row)
    with OUTPUT.open("w") as file:
        for row in rows:
            file.write(json.dumps(row, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
