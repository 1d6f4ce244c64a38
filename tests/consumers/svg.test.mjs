// The animated SVG: plays in <img>, stands still for who wants less motion, and is dark on dark pages where asked.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { browserForTests, lessMotion, openPage, showPicture } from "./lib/browser.mjs";
import { assertPlays, assertStands } from "./lib/playing.mjs";
import { readPicture } from "./lib/pictures.mjs";
import { freshFolder, render, stepFiles } from "./lib/program.mjs";

const browser = browserForTests();
const calmBrowser = browserForTests(lessMotion);
const delay = 0.4;
const tolerance = 3;  // levels: edges are smoothed otherwise

/** Renders a preset as an animated SVG and as PNGs, shows the SVG as large as those, and gives their pixels. */
async function show(page, folder, name) {
  render(folder, "--preset", name, "--format", "svg,png", "--delay", String(delay));
  const steps = stepFiles(folder, name).map((file) => readPicture(file));
  await showPicture(page, folder, path.join(folder, `svg/${name}.svg`), steps[0]);
  return steps;
}

for (const name of ["padding_strides", "numerical_padding_strides", "standard_volume"]) {
  test(`${name}.svg plays in <img>, each step as its PNG`, async () => {
    const folder = freshFolder(`svg/${name}`);
    const { page, complaints, close } = await openPage(browser());
    const steps = await show(page, folder, name);
    await assertPlays(page, steps, delay, tolerance);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test("for who wants less motion the first step stands still", async () => {
  const folder = freshFolder("svg/less_motion");
  const { page, complaints, close } = await openPage(calmBrowser());
  const steps = await show(page, folder, "padding_strides");
  await assertStands(page, steps, delay, tolerance);
  assert.deepEqual(complaints, []);
  await close();
});
