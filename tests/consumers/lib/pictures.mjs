// Pictures as pixels, decoded by ImageMagick whatever made them.
import { bytesOf } from "./program.mjs";

/** A picture of `bytes` or a file's name: `pixels` has red, green and blue row by row; what is transparent shows `paper`. */
export function readPicture(source, paper = "white") {
  const fromFile = typeof source === "string";
  const args = [fromFile ? source : "-", "-background", paper, "-alpha", "remove", "-depth", "8", "ppm:-"];
  const ppm = bytesOf("convert", args, fromFile ? undefined : source);
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString("latin1"));
  if (!header) throw new Error(`no picture can be read from ${fromFile ? source : "these bytes"}`);
  return { width: Number(header[1]), height: Number(header[2]), pixels: ppm.subarray(header[0].length) };
}

/** The mean difference of two pictures in levels of 255; those of other sizes differ wholly. */
export function difference(a, b) {
  if (a.width !== b.width || a.height !== b.height) return 255;
  let sum = 0;
  for (let i = 0; i < a.pixels.length; ++i) sum += Math.abs(a.pixels[i] - b.pixels[i]);
  return sum / a.pixels.length;
}

/** Which of `candidates` is most like `picture`, how far from it, and how much farther from all others. */
export function nearest(picture, candidates) {
  const differences = candidates.map((candidate) => difference(picture, candidate));
  const [least, second] = [...differences, Infinity].sort((a, b) => a - b);
  return { index: differences.indexOf(least), difference: least, lead: second - least };
}

/** The share of pixels where some channel differs by more than `levels`. */
export function shareThatDiffers(a, b, levels = 64) {
  if (a.width !== b.width || a.height !== b.height) return 1;
  let count = 0;
  for (let i = 0; i < a.pixels.length; i += 3) {
    const differs = [0, 1, 2].some((channel) => Math.abs(a.pixels[i + channel] - b.pixels[i + channel]) > levels);
    if (differs) ++count;
  }
  return (count * 3) / a.pixels.length;
}

/** The share of pixels of which `test` is true, given [red, green, blue]. */
export function shareOf(picture, test) {
  let count = 0;
  for (let i = 0; i < picture.pixels.length; i += 3) if (test(picture.pixels.subarray(i, i + 3))) ++count;
  return (count * 3) / picture.pixels.length;
}

/** Red, green and blue of one pixel. */
export function pixelAt(picture, x, y) {
  const at = 3 * (Math.floor(y) * picture.width + Math.floor(x));
  return [...picture.pixels.subarray(at, at + 3)];
}
