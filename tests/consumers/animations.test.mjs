// Animations in a page: Chromium plays all steps in order, pixel by pixel those of the PNGs.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { browserForTests, openPage, showPicture } from "./lib/browser.mjs";
import { assertPlays } from "./lib/playing.mjs";
import { readPicture } from "./lib/pictures.mjs";
import { freshFolder, render, stepFiles } from "./lib/program.mjs";

const browser = browserForTests();
const delay = 0.4;

async function playsItsSteps(name, format) {
  const folder = freshFolder(`${format}/${name}`);
  render(folder, "--preset", name, "--format", `${format},png`, "--delay", String(delay));
  const steps = stepFiles(folder, name).map((file) => readPicture(file));
  const { page, complaints, close } = await openPage(browser());
  const size = await showPicture(page, folder, path.join(folder, `${format}/${name}.${format}`));
  assert.deepEqual(size, { width: steps[0].width, height: steps[0].height });
  await assertPlays(page, steps, delay, 0);
  assert.deepEqual(complaints, []);
  await close();
}

for (const format of ["gif", "apng", "webp"]) {
  for (const name of ["padding_strides", "numerical_padding_strides"]) {
    test(`${name}.${format} plays in <img>, each frame the pixels of its PNG`, () => playsItsSteps(name, format));
  }
}
