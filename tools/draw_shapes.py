#!/usr/bin/env python3
"""Draws the small picture of the preset "sobel", and writes the preset.

A disk, a triangle and a rectangle on a dark ground, 13 x 13 cells of levels from 0 to 255. The picture is made here alone,
and is in the public domain (CC0).

    python3 tools/draw_shapes.py [FOLDER]

FOLDER is presets/ if it is not given.
"""

import json
import pathlib
import sys

SIDE = 13
# Samples along each side of a cell: their mean makes edges smooth.
SAMPLES = 8
GROUND, DISK, TRIANGLE, RECTANGLE = 0, 240, 180, 120


def level(x, y):
    """Returns the level at a point, with the origin in the upper left corner."""
    if (x - 4.5) ** 2 + (y - 4.5) ** 2 < 3**2:
        return DISK
    if 9 <= x < 12 and 2 <= y < 6:
        return RECTANGLE
    if 8 <= y < 12 and abs(x - 7) < (y - 8):
        return TRIANGLE
    return GROUND


def cell(row, col):
    points = [(col + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES) for i in range(SAMPLES) for j in range(SAMPLES)]
    return round(sum(level(x, y) for x, y in points) / len(points))


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1] / "presets")
    rows = ",\n".join("    " + json.dumps([cell(row, col) for col in range(SIDE)]) for row in range(SIDE))
    (folder / "sobel.json").write_text(
        f"""{{
  "version": 1,
  "name": "sobel",
  "description": "A Sobel filter finds the edges of a picture from left to right",
  "family": "book",
  "values": [
{rows}
  ],
  "weights": "sobel-x",
  "view": "equation",
  "panels": "input,kernel,output",
  "legend": true
}}
"""
    )


if __name__ == "__main__":
    main()
