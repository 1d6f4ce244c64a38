// Stills as SVG: librsvg and Chromium draw each step as its PNG.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { browserForTests, openPage, showPicture } from "./lib/browser.mjs";
import { difference, readPicture, shareThatDiffers } from "./lib/pictures.mjs";
import { freshFolder, render, run, stepFiles } from "./lib/program.mjs";

const browser = browserForTests();
const figures = ["padding_strides", "dilation", "no_padding_strides_transposed", "numerical_padding_strides", "conv1d", "grouped_equation", "standard_volume"];

function assertAlike(picture, png, what) {
  const off = difference(picture, png);
  assert.ok(off < 3, `${what}: off by ${off.toFixed(2)} levels`);
  const share = shareThatDiffers(picture, png);
  assert.ok(share < 0.02, `${what}: ${(100 * share).toFixed(1)} % of the pixels differ plainly`);
}

function drawnByLibrsvg(svg, size) {
  const file = svg.replace(/\.svg$/, "_librsvg.png");
  run("rsvg-convert", ["-w", String(size.width), "-h", String(size.height), "-o", file, svg]);
  return readPicture(file);
}

for (const name of figures) {
  test(`steps of ${name} in librsvg and Chromium`, async () => {
    const folder = freshFolder(`svg_steps/${name}`);
    render(folder, "--preset", name, "--format", "svg-steps,png", "--steps", "0:4");
    const { page, complaints, close } = await openPage(browser());
    const svgs = stepFiles(folder, name, "svg");
    for (const [i, png] of stepFiles(folder, name).entries()) {
      const expected = readPicture(png);
      assertAlike(drawnByLibrsvg(svgs[i], expected), expected, `step ${i} in librsvg`);
      await showPicture(page, folder, svgs[i], expected);
      assertAlike(readPicture(await page.locator("img").screenshot()), expected, `step ${i} in Chromium`);
    }
    assert.deepEqual(complaints, []);
    await close();
  });
}
