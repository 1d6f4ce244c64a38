// `--theme auto`: one SVG, whose colours are those of the light theme on light pages and of the dark one on dark pages.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { addressOf, browserForTests, openPage, showPicture } from "./lib/browser.mjs";
import { assertPlays } from "./lib/playing.mjs";
import { difference, readPicture } from "./lib/pictures.mjs";
import { freshFolder, render, stepFiles } from "./lib/program.mjs";

const browser = browserForTests();
const delay = 0.4;

for (const name of ["padding_strides", "numerical_padding_strides"]) {
  test(`${name}.svg with --theme auto follows the page`, async () => {
    const folder = freshFolder(`auto_theme/${name}`);
    render(folder, "--preset", name, "--format", "svg", "--theme", "auto", "--delay", String(delay));
    render(folder, "--preset", name, "--format", "png");
    render(folder, "--preset", name, "--format", "png", "--theme", "dark");
    const expected = { light: stepFiles(folder, name), dark: stepFiles(folder, `${name}_dark`) };
    for (const colorScheme of ["light", "dark"]) {
      const steps = expected[colorScheme].map((file) => readPicture(file));
      const { page, complaints, keep, close } = await openPage(browser(), { colorScheme });
      await showPicture(page, folder, path.join(folder, `svg/${name}.svg`), steps[0]);
      await assertPlays(page, steps, delay, 3);
      await keep(folder, colorScheme);
      assert.deepEqual(complaints, []);
      await close();
    }
    const [light, dark] = ["light", "dark"].map((scheme) => readPicture(expected[scheme][0]));
    assert.ok(difference(light, dark) > 50, "the themes differ");
  });
}

test("the figure of a page is dark on dark pages without being asked", async () => {
  const folder = freshFolder("auto_theme/page");
  render(folder, "--preset", "padding_strides", "--format", "html");
  const mean = {};
  for (const colorScheme of ["light", "dark"]) {
    const { page, complaints, keep, close } = await openPage(browser(), { colorScheme, reducedMotion: "reduce" });
    await page.goto(addressOf(path.join(folder, "html/padding_strides.html")));
    await keep(folder, colorScheme);
    const { pixels } = readPicture(await page.locator("svg[role=img], svg.figure").first().screenshot());
    mean[colorScheme] = pixels.reduce((sum, n) => sum + n, 0) / pixels.length;
    assert.deepEqual(complaints, []);
    await close();
  }
  assert.ok(mean.light - mean.dark > 80, `means are ${mean.light.toFixed()} and ${mean.dark.toFixed()}`);
});
