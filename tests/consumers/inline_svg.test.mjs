// SVGs pasted into a page, as notebooks and many shortcodes do: each looks as in `<img>`, and the page's own words stay.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { addressOf, browserForTests, openPage, showBody } from "./lib/browser.mjs";
import { difference, readPicture, shareThatDiffers } from "./lib/pictures.mjs";
import { freshFolder, render } from "./lib/program.mjs";

const browser = browserForTests();
const words = `<p class="sidebar s1" id="title">Words of the page, of a class that begins with s</p>`;

/** A page of these figures, one below the other, with words between; whole pixels, as pictures in `<img>` have no others. */
const style = "<style>main{display:grid;justify-items:start;width:400px}main > :not(p){width:300px;height:200px}</style>";
const bodyOf = (figures) => `${style}<main>${figures.join(words)}</main>`;

/** What is seen of a page with this body once `seconds` of its animations have passed. */
async function seen(folder, name, body, settings, seconds) {
  const { page, complaints, keep, close } = await openPage(browser(), settings);
  await showBody(page, folder, name, body);
  await page.evaluate(async (time) => {
    await Promise.all([...document.images].map((image) => image.decode()));
    for (const animation of document.getAnimations()) {
      animation.pause();
      animation.currentTime = time;
    }
  }, 1000 * seconds);
  const picture = readPicture(await page.locator("main").screenshot({ animations: "allow" }));
  await keep(folder, name);
  assert.deepEqual(complaints, []);
  await close();
  return picture;
}

const presets = ["padding_strides", "no_padding_strides", "numerical_padding_strides"];

for (const colorScheme of ["light", "dark"]) {
  test(`figures stand in one ${colorScheme} page, and one of them twice`, async () => {
    const folder = freshFolder(`inline_svg/${colorScheme}`);
    const step = 2;
    const files = [];
    for (const [i, preset] of presets.entries()) {
      const theme = i === 1 ? [] : ["--theme", "auto"];
      render(folder, "--preset", preset, "--format", "svg", ...theme, "-o", `moving${i}.svg`);
      render(folder, "--preset", preset, "--format", "svg-steps", "--steps", String(step), ...theme, "-o", `still${i}.svg`);
    }
    for (const i of [0, 1, 0, 2]) files.push([`moving${i}.svg`, `still${i}.svg`]);
    files.push(["still0.svg", "still0.svg"], ["still2.svg", "still2.svg"]);
    const inline = files.map(([file]) => readFileSync(path.join(folder, file), "utf8"));
    const images = files.map(([, file]) => `<img src="${addressOf(path.join(folder, file))}" alt="">`);
    const settings = { colorScheme, viewport: { width: 800, height: 1600 } };
    const expected = await seen(folder, "images", bodyOf(images), settings, 0);
    const found = await seen(folder, "inline", bodyOf(inline), settings, step + 0.5);
    const off = difference(found, expected);
    assert.ok(off < 0.5, `off by ${off.toFixed(2)} levels`);
    const share = shareThatDiffers(found, expected);
    assert.ok(share < 0.001, `${(100 * share).toFixed(2)} % of the pixels differ plainly`);
  });
}
