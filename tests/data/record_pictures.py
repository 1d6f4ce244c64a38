#!/usr/bin/env python3
"""Records what PIL and NumPy make of small pictures, for tests that must not need either.

Run it with

    python3 tests/data/record_pictures.py

It writes pictures.jsonl beside itself, the same bytes every time. The file was recorded with PIL 9.4.0 and NumPy 1.24.2
(Debian 12: apt-get install python3-pil python3-numpy) on Python 3.11.

Every line is one JSON object:

    file     the bytes of a picture, in hexadecimal digits
    suffix   that of its name
    what     what is special about it
    options  options of presets: crop, resize, grey, scale; absent if none
    shape    [channels, rows, columns]
    values   the levels, row by row and channel by channel

PNGs are written here, as PIL can't write all kinds, and read by PIL. PIL has 8 bits for colours, so that those of 16 bits
are held against what was written. Transparent pixels are laid over white. Smaller pictures are made by repeating each
pixel often enough to have whole blocks of equal pixels, and averaging these.
"""

import io
import json
import math
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

OUTPUT = pathlib.Path(__file__).with_name("pictures.jsonl")
GREY, COLOURS, PALETTE, GREY_ALPHA, COLOURS_ALPHA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, COLOURS: 3, PALETTE: 1, GREY_ALPHA: 2, COLOURS_ALPHA: 4}
ADAM7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def packed_rows(samples, depth):
    """The rows of [rows, cols, channels] samples, each behind the number of the filter "none"."""
    rows = b""
    for row in samples:
        bits = "".join(f"{int(sample):0{depth}b}" for sample in row.reshape(-1))
        bits += "0" * (-len(bits) % 8)
        rows += b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    return rows


def png(samples, colour_type, depth, interlaced=False, chunks=b""):
    rows, cols = samples.shape[:2]
    header = struct.pack(">IIBBBBB", cols, rows, depth, colour_type, 0, 0, int(interlaced))
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    parts = [samples[top::down, left::right] for top, left, down, right in passes]
    pixels = b"".join(packed_rows(part, depth) for part in parts if part.size)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunks + chunk(b"IDAT", zlib.compress(pixels)) +
            chunk(b"IEND", b""))


def over_white(levels, alpha):
    return levels * alpha + 255.0 * (1 - alpha)


def rounded(levels):
    return np.floor(levels + 0.5)


def of_pil(bytes_of_file):
    """[rows, cols, channels] of 0 to 255."""
    image = Image.open(io.BytesIO(bytes_of_file))
    if image.mode == "I":  # grey of 16 bits
        return rounded(np.asarray(image)[:, :, None] / 257)
    is_grey = image.mode in ("1", "L", "LA")
    if "A" in image.mode or "transparency" in image.info:
        rgba = np.asarray(image.convert("RGBA")).astype(float)
        levels = rounded(over_white(rgba[:, :, :3], rgba[:, :, 3:] / 255))
    else:
        levels = np.asarray(image.convert("RGB")).astype(float)
    return levels[:, :, :1] if is_grey else levels


def record(lines, what, file, suffix, levels, options=None):
    """Adds a line. `levels` are [rows, cols, channels]."""
    values = np.moveaxis(levels, 2, 0)
    line = {"what": what, "suffix": suffix, "file": file.hex()}
    if options:
        line["options"] = options
    line["shape"] = list(values.shape)
    line["values"] = [int(v) if v == int(v) else float(f"{v:.15g}") for v in values.reshape(-1)]
    lines.append(json.dumps(line, separators=(",", ":")))


def record_pngs(lines, random):
    for colour_type, depths in ((GREY, (1, 2, 4, 8, 16)), (COLOURS, (8, 16)), (GREY_ALPHA, (8, 16)),
                                (COLOURS_ALPHA, (8, 16))):
        for depth in depths:
            for interlaced in (False, True):
                samples = random.integers(0, 2**depth, (5, 7, CHANNELS[colour_type]))
                file = png(samples, colour_type, depth, interlaced)
                what = f"colour type {colour_type}, {depth} bits{', interlaced' if interlaced else ''}"
                if depth == 16 and colour_type != GREY:
                    levels = samples / 257
                    if colour_type != COLOURS:
                        levels = over_white(levels[:, :, :-1], samples[:, :, -1:] / 65535)
                    record(lines, what, file, ".png", rounded(levels))
                else:
                    record(lines, what, file, ".png", of_pil(file))
    for depth in (1, 2, 4, 8):
        colours = 2**min(depth, 4)
        palette = random.integers(0, 256, (colours, 3)).astype(np.uint8).tobytes()
        samples = random.integers(0, colours, (5, 7, 1))
        file = png(samples, PALETTE, depth, chunks=chunk(b"PLTE", palette))
        record(lines, f"palette, {depth} bits", file, ".png", of_pil(file))
        alpha = random.integers(0, 256, colours - 1).astype(np.uint8).tobytes()
        file = png(samples, PALETTE, depth, True, chunk(b"PLTE", palette) + chunk(b"tRNS", alpha))
        record(lines, f"palette with transparent colours, {depth} bits", file, ".png", of_pil(file))
    samples = random.integers(0, 3, (5, 7, 3)) * 100
    file = png(samples, COLOURS, 8, chunks=chunk(b"tRNS", struct.pack(">HHH", *samples[2, 3])))
    record(lines, "a transparent colour", file, ".png", of_pil(file))
    samples = random.integers(0, 4, (5, 7, 1))
    file = png(samples, GREY, 2, chunks=chunk(b"tRNS", struct.pack(">H", 2)))
    record(lines, "a transparent grey", file, ".png", np.where(samples == 2, 255, samples * 85).astype(float))


def smooth_picture(rows, cols):
    row, col = np.mgrid[0:rows, 0:cols]
    levels = [20 + 180 * row / rows, 230 - 170 * col / cols, 60 + 120 * (row + col) / (rows + cols)]
    return Image.fromarray(np.stack(levels, axis=2).astype(np.uint8))


def jpeg(image, **options):
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return file.getvalue()


def record_jpegs(lines):
    colours = smooth_picture(11, 13)
    for what, image, options in (("grey", colours.convert("L"), {}), ("colours", colours, {"subsampling": 0}),
                                 ("fewer colours", colours, {"subsampling": 2}),
                                 ("progressive", colours, {"progressive": True}),
                                 ("restarts", colours, {"quality": 30, "optimize": True})):
        file = jpeg(image, **options)
        record(lines, f"JPEG, {what}", file, ".jpg", of_pil(file))
    from PIL import ImageOps
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        file = jpeg(smooth_picture(3, 5).convert("L"), exif=exif.tobytes())
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(file)))
        record(lines, f"JPEG, turned as Exif says: {orientation}", file, ".jpeg",
               np.asarray(upright)[:, :, None].astype(float))


def averaged(levels, rows, cols):
    """Means over the areas of the pixels of a smaller picture."""
    tall = math.lcm(levels.shape[0], rows)
    wide = math.lcm(levels.shape[1], cols)
    large = levels.repeat(tall // levels.shape[0], axis=0).repeat(wide // levels.shape[1], axis=1)
    return large.reshape(rows, tall // rows, cols, wide // cols, -1).mean(axis=(1, 3))


def with_options(levels, options):
    if "crop" in options:
        (top, bottom), (left, right) = options["crop"]
        levels = levels[top:levels.shape[0] - bottom, left:levels.shape[1] - right]
    if "resize" in options:
        size = options["resize"]
        if not isinstance(size, list):
            longer = max(levels.shape[:2])
            size = [max(1, round(side * size / longer)) for side in levels.shape[:2]]
        levels = averaged(levels, *size)
    if "grey" in options:
        levels = levels @ np.array([19595, 38470, 7471])[:, None] / 65536
    if "scale" in options:
        first, last = (float(end) for end in options["scale"].split(":"))
        return first + (last - first) * levels / 255
    return rounded(levels)


def record_options(lines, random):
    samples = random.integers(0, 65536, (8, 12, 3))
    file = png(samples, COLOURS, 16)
    for options in ({"grey": True}, {"scale": "0:1"}, {"scale": "-1:1"}, {"scale": "1:0"}, {"resize": [4, 6]},
                    {"resize": [3, 5]}, {"resize": [8, 1]}, {"resize": 5}, {"resize": 12}, {"crop": [[1, 2], [3, 4]]},
                    {"crop": [[0, 0], [11, 0]], "scale": "0:1"}, {"crop": [[1, 0], [0, 5]], "resize": 4},
                    {"crop": [[2, 2], [3, 3]], "resize": [2, 2], "grey": True, "scale": "-0.5:0.5"}):
        record(lines, "options", file, ".png", with_options(samples / 257, options), options)


def main():
    random = np.random.default_rng(20)
    lines = []
    record_pngs(lines, random)
    record_jpegs(lines)
    record_options(lines, random)
    OUTPUT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
