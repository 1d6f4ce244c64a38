#!/usr/bin/env python3
"""Records whole models of torchvision, and a few of our own: as PyTorch prints them, as ONNX files without weights, and
what their layers saw, for tests that must not need PyTorch.

Run it with

    python3 tests/data/record_torchvision.py

It writes models/NAME.txt, models/NAME.onnx and models.jsonl beside itself, the same bytes every time, and prints what
each model holds. The files were recorded with PyTorch 1.13.1, torchvision 0.14.1 and onnx 1.12.0 (Debian 12: apt-get
install python3-torch python3-torchvision python3-onnx; PyTorch calls itself 1.13.0a0) on Python 3.11. Nothing is
downloaded: no model is trained.

models/NAME.txt is what print(model) prints. models/NAME.onnx is what torch.onnx.export writes in evaluation mode, whose
initializers of floats have lost their data: their names, types and sizes are there, their raw_data isn't. Every line of
models.jsonl is one JSON object.

    model       the name of the files
    input       [batch, channels, spatial...] of the input
    parameters  how many parameters the model has: sum(p.numel() for p in model.parameters())
    layers      every call of a convolution, a pooling layer or a linear layer, in the order of execution
    operators   how many nodes of each type are in the ONNX file

    name     of the layer, the qualified name of the module
    class    of the layer
    input    [channels, spatial...] of its input, for a linear layer [features]
    output   the same of its output
    weights  how many parameters it has itself
"""

import collections
import io
import json
import pathlib
import sys
import warnings

import onnx
import torch
import torchvision
from torch import nn

SEED = 20240302
FOLDER = pathlib.Path(__file__).with_name("models")
OUTPUT = pathlib.Path(__file__).with_name("models.jsonl")


# --- Models of our own ---------------------------------------------------------------------------------------------


def lenet5():
    return nn.Sequential(collections.OrderedDict([
        ("c1", nn.Conv2d(1, 6, kernel_size=5)),
        ("tanh1", nn.Tanh()),
        ("s2", nn.AvgPool2d(kernel_size=2, stride=2)),
        ("c3", nn.Conv2d(6, 16, kernel_size=5)),
        ("tanh3", nn.Tanh()),
        ("s4", nn.AvgPool2d(kernel_size=2, stride=2)),
        ("c5", nn.Conv2d(16, 120, kernel_size=5)),
        ("tanh5", nn.Tanh()),
        ("flatten", nn.Flatten()),
        ("f6", nn.Linear(120, 84)),
        ("tanh6", nn.Tanh()),
        ("output", nn.Linear(84, 10)),
    ]))


class Generator(nn.Module):
    """The generator of DCGAN, from 100 numbers to a picture of 64×64."""

    def __init__(self, latent=100, features=64, colours=3):
        super().__init__()
        layers = [nn.ConvTranspose2d(latent, features * 8, 4, 1, 0, bias=False),
                  nn.BatchNorm2d(features * 8), nn.ReLU(True)]
        for factor in (4, 2, 1):
            layers += [nn.ConvTranspose2d(features * factor * 2, features * factor, 4, 2, 1, bias=False),
                       nn.BatchNorm2d(features * factor), nn.ReLU(True)]
        layers += [nn.ConvTranspose2d(features, colours, 4, 2, 1, bias=False), nn.Tanh()]
        self.main = nn.Sequential(*layers)

    def forward(self, x):
        return self.main(x)


class DoubleConv(nn.Sequential):
    def __init__(self, channels, filters):
        super().__init__(
            nn.Conv2d(channels, filters, 3, padding=1, bias=False), nn.BatchNorm2d(filters), nn.ReLU(inplace=True),
            nn.Conv2d(filters, filters, 3, padding=1, bias=False), nn.BatchNorm2d(filters), nn.ReLU(inplace=True))


class UNet(nn.Module):
    """Two levels of a U-Net. One goes up by a transposed convolution, the other by repeating cells."""

    def __init__(self):
        super().__init__()
        self.pool = nn.MaxPool2d(2)
        self.down1 = DoubleConv(3, 16)
        self.down2 = DoubleConv(16, 32)
        self.bottom = DoubleConv(32, 64)
        self.up2 = nn.ConvTranspose2d(64, 32, kernel_size=2, stride=2)
        self.merge2 = DoubleConv(64, 32)
        self.up1 = nn.Sequential(nn.Upsample(scale_factor=2, mode="nearest"), nn.Conv2d(32, 16, 1))
        self.merge1 = DoubleConv(32, 16)
        self.head = nn.Conv2d(16, 2, kernel_size=1)

    def forward(self, x):
        first = self.down1(x)
        second = self.down2(self.pool(first))
        bottom = self.bottom(self.pool(second))
        x = self.merge2(torch.cat([second, self.up2(bottom)], dim=1))
        x = self.merge1(torch.cat([first, self.up1(x)], dim=1))
        return self.head(x)


def wavenet():
    """Causal convolutions whose dilation doubles, two times from 1 to 32."""
    layers = [nn.Conv1d(1, 16, 1)]
    for dilation in (1, 2, 4, 8, 16, 32) * 2:
        layers += [nn.ConstantPad1d((dilation, 0), 0.0), nn.Conv1d(16, 16, 2, dilation=dilation), nn.Tanh()]
    return nn.Sequential(*layers, nn.Conv1d(16, 32, 1), nn.ReLU(), nn.Conv1d(32, 256, 1))


class NewerModuleList(nn.ModuleList):
    """A ModuleList that prints as PyTorch 2 prints it: equal neighbours once, behind their range and their number."""

    def _get_name(self):
        return "ModuleList"

    def __repr__(self):
        runs = []
        for place, module in enumerate(self):
            if runs and runs[-1][2] == repr(module):
                runs[-1][1] = place
            else:
                runs.append([place, place, repr(module)])
        text = "".join(f"\n({first}): {block}" if first == last else f"\n({first}-{last}): {last - first + 1} x {block}"
                       for first, last, block in runs)
        return f"ModuleList({text})".replace("\n", "\n  ")[:-1] + "\n)"


class Block(nn.Module):
    def __init__(self, channels, expansion):
        super().__init__()
        self.depthwise = nn.Conv2d(channels, channels, 7, padding=3, groups=channels)
        self.norm = nn.BatchNorm2d(channels)
        self.expand = nn.Conv2d(channels, channels * expansion, 1)
        self.act = nn.GELU()
        self.shrink = nn.Conv2d(channels * expansion, channels, 1)

    def forward(self, x):
        return x + self.shrink(self.act(self.expand(self.norm(self.depthwise(x)))))


class Stages(nn.Module):
    """Lists of blocks in a list. Some neighbours are equal, some are not, and one list holds equal lists."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 4, stride=4)
        self.stages = NewerModuleList([
            NewerModuleList([Block(16, 4) for _ in range(4)]),
            NewerModuleList([Block(16, 2), Block(16, 2), Block(16, 4)]),
            NewerModuleList([Block(16, 3)]),
            NewerModuleList([Block(16, 3)]),
        ])
        self.downsample = nn.ModuleDict({"conv": nn.Conv2d(16, 32, 2, stride=2)})
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(32, 10)

    def forward(self, x):
        x = self.stem(x)
        for stage in self.stages:
            for block in stage:
                x = block(x)
        return self.head(torch.flatten(self.pool(self.downsample["conv"](x)), 1))


# --- Which models --------------------------------------------------------------------------------------------------


def of_torchvision(name, **options):
    return lambda: getattr(torchvision.models, name)(weights=None, **options)


PICTURE = (1, 3, 224, 224)

# Name, how to build it, its input, and options of the export. One model has a batch of any size, and one is written as
# old files are.
MODELS = [
    ("alexnet", of_torchvision("alexnet"), PICTURE, {}),
    ("vgg11", of_torchvision("vgg11"), PICTURE, {}),
    ("resnet18", of_torchvision("resnet18"), PICTURE, {}),
    ("resnet50", of_torchvision("resnet50"), PICTURE, {}),
    ("squeezenet1_1", of_torchvision("squeezenet1_1"), PICTURE, {}),
    ("mobilenet_v2", of_torchvision("mobilenet_v2"), PICTURE, {}),
    ("mobilenet_v3_small", of_torchvision("mobilenet_v3_small"), PICTURE, {}),
    ("shufflenet_v2_x0_5", of_torchvision("shufflenet_v2_x0_5"), PICTURE, {}),
    ("densenet121", of_torchvision("densenet121"), PICTURE, {}),
    ("googlenet", of_torchvision("googlenet", aux_logits=False, init_weights=False), PICTURE, {}),
    ("inception_v3", of_torchvision("inception_v3", init_weights=False), (1, 3, 299, 299), {}),
    ("efficientnet_b0", of_torchvision("efficientnet_b0"), PICTURE, {}),
    ("lenet5", lenet5, (1, 1, 32, 32), {"input_names": ["input"], "dynamic_axes": {"input": {0: "batch"}}}),
    ("dcgan_generator", Generator, (1, 100, 1, 1), {}),
    ("unet", UNet, (1, 3, 64, 64), {}),
    ("wavenet", wavenet, (1, 1, 1000), {"opset_version": 9, "keep_initializers_as_inputs": True}),
    ("stages", Stages, (1, 3, 64, 64), {}),
]

# Weights that the constructor leaves equal are written once, and Identity nodes stand for the others. One model is
# exported that way, the rest with numbers that differ, as they do in trained ones.
UNTRAINED = ["resnet18"]

# The export writes sizes that are inputs of nodes as Constant nodes. One model has initializers instead, as programs
# that simplify ONNX files leave them.
SIMPLIFIED = ["densenet121"]

# Only printed.
PRINTED = [("resnet152", of_torchvision("resnet152"))]


# --- Asking PyTorch ------------------------------------------------------------------------------------------------


def make_numbers_differ(model):
    for tensor in [*model.parameters(), *model.buffers()]:
        if tensor.is_floating_point():
            tensor.uniform_(0.5, 1.5)


CONVOLUTIONS = (nn.Conv1d, nn.Conv2d, nn.ConvTranspose2d)
POOLINGS = (nn.MaxPool2d, nn.AvgPool2d, nn.AdaptiveAvgPool2d)


def record_layers(model, size):
    """What forward hooks see, in the order of execution."""
    layers = []

    def hook_for(name):
        def hook(module, inputs, output):
            layers.append({
                "name": name,
                "class": type(module).__name__,
                "input": list(inputs[0].shape[1:]),
                "output": list(output.shape[1:]),
                "weights": sum(p.numel() for p in module.parameters(recurse=False)),
            })
        return hook

    hooks = [module.register_forward_hook(hook_for(name)) for name, module in model.named_modules()
             if isinstance(module, (*CONVOLUTIONS, *POOLINGS, nn.Linear))]
    model(torch.zeros(size))
    for hook in hooks:
        hook.remove()
    return layers


def move_constants_to_initializers(graph):
    for node in [node for node in graph.node if node.op_type == "Constant"]:
        tensor = graph.initializer.add()
        tensor.CopyFrom(node.attribute[0].t)
        tensor.name = node.output[0]
        graph.node.remove(node)


def exported(model, size, options):
    """The ONNX model, without the data of its weights."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(model, torch.zeros(size), file, **options)
    found = onnx.load_from_string(file.getvalue())
    onnx.checker.check_model(found)
    for tensor in found.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT:
            tensor.ClearField("raw_data")
    return found


# --- The files -----------------------------------------------------------------------------------------------------


def record(name, build, size, options):
    torch.manual_seed(SEED)
    model = build().eval()
    if name not in UNTRAINED:
        make_numbers_differ(model)
    (FOLDER / f"{name}.txt").write_text(f"{model}\n")
    network = exported(model, size, options)
    if name in SIMPLIFIED:
        move_constants_to_initializers(network.graph)
    (FOLDER / f"{name}.onnx").write_bytes(network.SerializeToString(deterministic=True))
    counts = collections.Counter(node.op_type for node in network.graph.node)
    return {
        "model": name,
        "input": list(size),
        "parameters": sum(p.numel() for p in model.parameters()),
        "layers": record_layers(model, size),
        "operators": dict(sorted(counts.items())),
    }


def report(line):
    sizes = [(FOLDER / f"{line['model']}.{suffix}").stat().st_size for suffix in ("txt", "onnx")]
    print(f"{line['model']}: {len(line['layers'])} layers, {line['parameters']} parameters, "
          f"{sizes[0]} and {sizes[1]} bytes", file=sys.stderr)
    print("    " + ", ".join(f"{count} {name}" for name, count in line["operators"].items()), file=sys.stderr)


def main():
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    lines = []
    for model in MODELS:
        lines.append(record(*model))
        report(lines[-1])
    OUTPUT.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines))
    for name, build in PRINTED:
        (FOLDER / f"{name}.txt").write_text(f"{build()}\n")


if __name__ == "__main__":
    main()
