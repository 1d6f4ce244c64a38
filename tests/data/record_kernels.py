#!/usr/bin/env python3
"""Records what SciPy makes of a picture with the kernels that have names, for tests that must not need SciPy.

Run it with

    python3 tests/data/record_kernels.py

It writes kernels.jsonl beside itself, the same bytes every time. The file was recorded with SciPy 1.10.1 (Debian 12:
apt-get install python3-scipy) on Python 3.11.

Every line is one JSON object:

    kernel   the kernel, as users name it
    by       how SciPy comes to the output
    picture  [rows][columns] of whole numbers
    output   where the kernel lies wholly on the picture, with 12 significant digits

scipy.ndimage has functions for most kernels. The others are made of these, or of the factors of the kernel: never of its
numbers as our own table has them, but for emboss, which has no factors.
"""

import json
import pathlib

import numpy as np
from scipy import ndimage, special

OUTPUT = pathlib.Path(__file__).with_name("kernels.jsonl")


def along(picture, factor, axis):
    """Correlates one axis with a factor of even or odd length, where the factor lies wholly on it."""
    full = ndimage.correlate1d(picture, factor, axis=axis, mode="constant")
    before, after = len(factor) // 2, (len(factor) - 1) // 2
    return full[before:full.shape[0] - after] if axis == 0 else full[:, before:full.shape[1] - after]


def inner(picture):
    return picture[1:-1, 1:-1]


def binomial(length):
    return special.binom(length - 1, np.arange(length)) / 2 ** (length - 1)


def gaussian(rows, cols):
    return lambda picture: along(along(picture, binomial(rows), 0), binomial(cols), 1)


def box(rows, cols):
    def mean(picture):
        full = ndimage.uniform_filter(picture, (rows, cols), mode="constant")
        return full[rows // 2:full.shape[0] - (rows - 1) // 2, cols // 2:full.shape[1] - (cols - 1) // 2]
    return mean


CASES = [
    ("sobel-x", "ndimage.sobel(axis=1)", lambda p: inner(ndimage.sobel(p, axis=1))),
    ("sobel-y", "ndimage.sobel(axis=0)", lambda p: inner(ndimage.sobel(p, axis=0))),
    ("prewitt-x", "ndimage.prewitt(axis=1)", lambda p: inner(ndimage.prewitt(p, axis=1))),
    ("prewitt-y", "ndimage.prewitt(axis=0)", lambda p: inner(ndimage.prewitt(p, axis=0))),
    ("scharr-x", "3 10 3 down, -1 0 1 across", lambda p: along(along(p, [3, 10, 3], 0), [-1, 0, 1], 1)),
    ("scharr-y", "-1 0 1 down, 3 10 3 across", lambda p: along(along(p, [-1, 0, 1], 0), [3, 10, 3], 1)),
    ("laplacian", "ndimage.laplace", lambda p: inner(ndimage.laplace(p))),
    ("edge", "9 (picture - ndimage.uniform_filter(3))", lambda p: inner(9 * (p - ndimage.uniform_filter(p, 3)))),
    ("sharpen", "picture - ndimage.laplace", lambda p: inner(p - ndimage.laplace(p))),
    ("emboss", "ndimage.correlate",
     lambda p: inner(ndimage.correlate(p, np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]])))),
    ("box", "ndimage.uniform_filter(3)", box(3, 3)),
    ("box:2", "ndimage.uniform_filter(2)", box(2, 2)),
    ("box:3x5", "ndimage.uniform_filter((3, 5))", box(3, 5)),
    ("gaussian", "special.binom", gaussian(3, 3)),
    ("gaussian:5", "special.binom", gaussian(5, 5)),
    ("gaussian:2x4", "special.binom", gaussian(2, 4)),
    ("gaussian:1x7", "special.binom", gaussian(1, 7)),
    ("identity", "the picture", inner),
    ("identity:5x1", "the picture", lambda p: p[2:-2]),
]


def nested(array):
    return [[float(f"{number:.12g}") for number in row] for row in array]


def main():
    random = np.random.default_rng(20)
    lines = []
    for kernel, by, output in CASES:
        picture = random.integers(0, 256, (7, 9))
        line = {"kernel": kernel, "by": by, "picture": picture.tolist(), "output": nested(output(picture.astype(float)))}
        lines.append(json.dumps(line))
    OUTPUT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
