#!/usr/bin/env python3
"""Trains a small network to tell lines apart, and writes the presets that show it at work.

The lines are parallel to the edges of the picture, or rise or fall to the right. The network draws its pictures of
10 x 10 cells itself, one white line on black in each. With PyTorch installed, this takes some seconds:

    python3 tools/train_lines.py [FOLDER]

FOLDER is presets/ if it is not given.
"""

import collections
import json
import pathlib
import random
import sys

import torch
from torch import nn

SIDE = 10
CLASSES = ["parallel", "rising", "falling"]
# Of some seeds, this one leads to a filter that is easy to understand: it answers lines that rise.
SEED = 7
SHOWN = 10
RECORD = pathlib.Path(__file__).parents[1] / "tests" / "data" / "lines.json"
LAYERS = [
    ("conv1", "Conv2d", (1, 1, 3)),
    ("relu1", "ReLU", ()),
    ("maxp1", "MaxPool2d", (2,)),
    ("flatten", "Flatten", ()),
    ("fc1", "Linear", (16, 10)),
    ("relu2", "ReLU", ()),
    ("fc2", "Linear", (10, 3)),
]


def parallel_lines():
    places = range(SIDE)
    upright = [[[int(col == at) for col in places] for _ in places] for at in places]
    level = [[[int(row == at) for _ in places] for row in places] for at in places]
    return upright + level


def falling_lines():
    places = range(SIDE)
    return [[[int(col - row == at) for col in places] for row in places] for at in range(2 - SIDE, SIDE - 1)]


def rising_lines():
    return [[row[::-1] for row in picture] for picture in falling_lines()]


def all_pictures():
    """Returns all pictures, [pictures, 1, SIDE, SIDE], and the class of each."""
    of_classes = [parallel_lines(), rising_lines(), falling_lines()]
    pictures = [[picture] for of_class in of_classes for picture in of_class]
    classes = [number for number, of_class in enumerate(of_classes) for _ in of_class]
    return torch.tensor(pictures, dtype=torch.double), torch.tensor(classes)


def network():
    layers = [(name, getattr(nn, kind)(*arguments)) for name, kind, arguments in LAYERS]
    return nn.Sequential(collections.OrderedDict(layers)).double()


def trained(pictures, classes):
    torch.manual_seed(SEED)
    model = network()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(1500):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(pictures), classes).backward()
        optimizer.step()
    return model


def rounded(numbers):
    """Rounds the numbers of nested lists. Three decimals are enough, and make small presets."""
    return [rounded(each) for each in numbers] if isinstance(numbers, list) else round(numbers, 3)


def preset(name, description, picked, parameters, **more):
    pictures, classes = picked
    return {
        "version": 1,
        "name": name,
        "description": description,
        "family": "book",
        "n": SIDE,
        "model": [f"{layer} = nn.{kind}({', '.join(map(str, arguments))})" for layer, kind, arguments in LAYERS],
        "values": pictures.int().squeeze(1).tolist(),
        "parameters": parameters,
        "classes": CLASSES,
        "targets": [CLASSES[number] for number in classes.tolist()],
        "view": "features",
        "colormap": "grey",
        **more,
    }


def text_of(preset):
    """Writes a preset with a line for each key, each picture and each parameter."""

    def value_text(key, value):
        if key in ("values", "model"):
            return "[\n" + ",\n".join("    " + json.dumps(each) for each in value) + "\n  ]"
        if key == "parameters":
            rows = [f"    {json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in value.items()]
            return "{\n" + ",\n".join(rows) + "\n  }"
        return json.dumps(value)

    return "{\n" + ",\n".join(f'  "{key}": {value_text(key, value)}' for key, value in preset.items()) + "\n}\n"


def presets(picked, parameters):
    pictures, classes = picked
    filter_only = {name: numbers for name, numbers in parameters.items() if name.startswith("conv1")}
    inputs = preset("featurizer_inputs", "Ten pictures of lines, each with its class", picked, {})
    inputs["model"] = ["nn.Identity()"]
    inputs["channels"] = 1
    del inputs["parameters"]
    weights = preset("weights_filter", "The filter that the small network has learned", picked, filter_only)
    for key in ("values", "classes", "targets"):
        del weights[key]
    outputs = preset(
        "featurizer_outputs",
        "What the convolution, ReLU, pooling and flattening of a small network make of ten pictures",
        picked,
        parameters,
        only="conv1:flatten",
    )
    del outputs["classes"], outputs["targets"]
    weights.update(only="conv1", view="filters", legend=True)
    return [
        inputs,
        outputs,
        preset(
            "classifier_outputs",
            "What the fully connected layers of a small network make of ten pictures, and the class they predict",
            picked,
            parameters,
            only="fc1:fc2",
        ),
        weights,
    ]


def record_scores(model, parameters, pictures):
    """Writes what PyTorch computes with the rounded numbers, for tests that must not need PyTorch."""
    model.load_state_dict({name: torch.tensor(numbers, dtype=torch.double) for name, numbers in parameters.items()})
    with torch.no_grad():
        scores = model(pictures).tolist()
    RECORD.write_text(json.dumps([[round(score, 9) for score in each] for each in scores]) + "\n")


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1] / "presets")
    pictures, classes = all_pictures()
    model = trained(pictures, classes)
    with torch.no_grad():
        right = (model(pictures).argmax(1) == classes).sum().item()
    print(f"{right} of {len(classes)} pictures are told right")
    parameters = {name: rounded(tensor.tolist()) for name, tensor in model.state_dict().items()}
    shown = random.Random(SEED).sample(range(len(classes)), SHOWN)
    for written in presets((pictures[shown], classes[shown]), parameters):
        (folder / f"{written['name']}.json").write_text(text_of(written))
    record_scores(model, parameters, pictures[shown])


if __name__ == "__main__":
    main()
