// The interactive page, opened from a file: pointing, pinning, keys, scrubber, motion, dark, print; quiet and by itself.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { addressOf, browserForTests, openPage } from "./lib/browser.mjs";
import { isCovered, mapOf, markedIn, pointAt } from "./lib/page_maps.mjs";
import { pageCount, readPage } from "./lib/latex.mjs";
import { pixelAt, readPicture, shareOf } from "./lib/pictures.mjs";
import { freshFolder, render, run } from "./lib/program.mjs";

const browser = browserForTests();

/** Renders a preset's page and data, and opens the page for whoever has these settings. */
async function openFigure(name, settings = {}) {
  const folder = freshFolder(`page/${[name, ...Object.values(settings).map((value) => value.width ?? value)].join("_")}`);
  render(folder, "--preset", name, "--format", "html,json", "--delay", "0.3");
  const file = path.join(folder, `html/${name}.html`);
  const opened = await openPage(browser(), { reducedMotion: "reduce", ...settings });
  await opened.page.goto(addressOf(file));
  const finish = async () => {
    await opened.keep(folder, "last_seen");
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  };
  return { ...opened, folder, file, layer: JSON.parse(readFileSync(path.join(folder, `json/${name}.json`), "utf8")), finish };
}

const readout = (page) => page.locator("[role=status]").textContent();
const slider = (page) => page.getByRole("slider", { name: "Step" });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const stepShown = async (page) => Number(await slider(page).inputValue());
const words = ([row, col]) => `(${row}, ${col})`;
const sorted = (cells) => [...cells].sort(([a, b], [c, d]) => a - c || b - d);
const cellsOf = ({ rows, cols }) => [...Array(rows * cols).keys()].map((i) => [Math.floor(i / cols), i % cols]);

/** What the JSON says of each output: the inputs that feed it. */
const feeds = (layer) =>
  layer.steps.map(({ output, taps }) => ({ output: output.slice(1), inputs: sorted(taps.flatMap(({ input }) => (input ? [input.slice(1)] : []))) }));

// How inputs lie on their plane: so many places of padding before the first, and from one to the next.
const figures = [
  { name: "padding_strides", first: 1, spread: 1 },
  { name: "dilation", first: 0, spread: 1 },
  { name: "no_padding_strides_transposed", first: 2, spread: 2 },
  { name: "numerical_padding_strides", first: 1, spread: 1 },
];

for (const { name, first, spread } of figures) {
  const placeOf = (input) => input.map((n) => first + spread * n);

  test(`${name}: pointing at an output says and marks what feeds it`, async () => {
    const { page, layer, finish } = await openFigure(name);
    const [plane, outputs] = [await mapOf(page, "Input"), await mapOf(page, "Output")];
    for (const { output, inputs } of feeds(layer)) {
      await pointAt(page, outputs, ...output);
      const said = await readout(page);
      assert.ok(said.startsWith(`Output ${words(output)}`), said);
      const value = layer.output.values?.[0][output[0]][output[1]];
      assert.ok(said.includes(value === undefined ? `fed by ${inputs.length} input` : ` = ${String(value).replace("-", "−")}`), said);
      const isInput = (place) => place.every((n) => (n - first) % spread === 0) && inputs.some((input) => String(placeOf(input)) === String(place));
      const marked = await markedIn(page, plane);
      assert.deepEqual(marked.filter(isInput), inputs.map(placeOf), `inputs marked for output ${words(output)}`);
      // What else is marked lies under the kernel, too.
      const taps = layer.steps.find((step) => String(step.output.slice(1)) === String(output)).taps.length;
      assert.ok(marked.length === inputs.length || marked.length === taps, `${marked.length} places are marked for ${inputs.length} inputs of ${taps} taps`);
    }
    await finish();
  });

  test(`${name}: pointing at an input says and marks what it feeds`, async () => {
    const { page, layer, finish } = await openFigure(name);
    const [plane, outputs] = [await mapOf(page, "Input"), await mapOf(page, "Output")];
    const all = cellsOf({ rows: layer.input.shape[1], cols: layer.input.shape[2] });
    const seen = all.filter((input) => !isCovered(plane, ...placeOf(input), outputs));
    assert.ok(2 * seen.length > all.length, "most inputs can be pointed at");
    for (const input of seen) {
      await pointAt(page, plane, ...placeOf(input));
      const fed = feeds(layer).filter(({ inputs }) => inputs.some((other) => String(other) === String(input)));
      const said = await readout(page);
      assert.ok(said.startsWith(`Input ${words(input)}`), said);
      assert.ok(said.includes(fed.length ? `feeds ${fed.length} output` : "feeds no output"), said);
      assert.deepEqual(await markedIn(page, outputs), fed.map(({ output }) => output), `outputs marked for input ${words(input)}`);
    }
    await finish();
  });
}

test("pointing at a weight says where it goes, and marks those outputs", async () => {
  const { page, layer, finish } = await openFigure("padding1");
  const [kernel, outputs] = [await mapOf(page, "Kernel"), await mapOf(page, "Output")];
  for (const weight of cellsOf(kernel)) {
    await pointAt(page, kernel, ...weight);
    const said = await readout(page);
    assert.ok(said.startsWith(`Weight ${words(weight)}`), said);
    const fed = layer.steps.filter(({ output, taps }) => output[0] === 0 && taps.some((tap) => tap.input && String(tap.weight.slice(2)) === String(weight)));
    assert.ok(said.includes(`goes to ${fed.length} output`), said);
    assert.deepEqual(await markedIn(page, outputs), fed.map(({ output }) => output.slice(1)), `outputs marked for weight ${words(weight)}`);
  }
  await finish();
});

test("a click pins what is pointed at, another or Escape lets go", async () => {
  const { page, finish } = await openFigure("padding_strides");
  const outputs = await mapOf(page, "Output");
  const where = await pointAt(page, outputs, 1, 1);
  await page.mouse.click(...where);
  await pointAt(page, outputs, 2, 2);
  assert.match(await readout(page), /^Pinned: Output \(1, 1\)/, "what is pointed at later doesn't replace it");
  await page.mouse.click(...where);
  assert.match(await readout(page), /^Output \(1, 1\)/, "a second click lets go");
  await page.mouse.click(...where);
  await page.mouse.move(1, 1);
  assert.match(await readout(page), /^Pinned/);
  await page.keyboard.press("Escape");
  assert.match(await readout(page), /^Step 1: Output \(0, 0\)/);
  await finish();
});

test("keys go through the steps, and through the cells of a map", async () => {
  const { page, finish } = await openFigure("padding_strides");
  const reached = async (key) => {
    await page.keyboard.press(key);
    return stepShown(page);
  };
  assert.deepEqual([await reached("ArrowRight"), await reached("ArrowRight"), await reached("ArrowLeft"), await reached("End"), await reached("Home")], [1, 2, 1, 8, 0]);
  const outputs = await mapOf(page, "Output");
  for (let i = 0; i < 20 && !(await outputs.element.evaluate((path) => path === document.activeElement)); ++i) await page.keyboard.press("Tab");
  assert.match(await readout(page), /^Output \(0, 0\)/, "the tabulator key leads to the outputs");
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  assert.match(await readout(page), /^Output \(1, 2\)/, "arrow keys go from cell to cell, and end at the edge");
  assert.equal(await stepShown(page), 0, "and leave the step alone");
  await page.keyboard.press("Enter");
  assert.match(await readout(page), /^Pinned: Output \(1, 2\)/);
  await finish();
});

test("it plays and pauses by button and space, at the speed asked for, and the scrubber goes anywhere", async () => {
  const { page, finish } = await openFigure("padding_strides");
  await button(page, "Play").click();
  await page.waitForFunction(() => document.querySelector("input[type=range]").value === "2");
  await button(page, "Pause").click();
  const stopped = await stepShown(page);
  await page.waitForTimeout(700);
  assert.equal(await stepShown(page), stopped, "it stands when paused");
  await page.getByRole("combobox", { name: "Speed" }).selectOption({ label: "4×" });
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Space");
  await page.waitForFunction((from) => document.querySelector("input[type=range]").value !== from, String(stopped));
  await page.keyboard.press("Space");
  await slider(page).fill("5");
  assert.equal(await slider(page).getAttribute("aria-valuetext"), "step 6 of 9");
  assert.match(await readout(page), /^Step 6: Output \(1, 2\)/);
  await finish();
});

test("it plays by itself, but not for who wants less motion", async () => {
  const eager = await openFigure("padding_strides", { reducedMotion: "no-preference" });
  await eager.page.waitForFunction(() => document.querySelector("input[type=range]").value === "1");
  assert.ok(await button(eager.page, "Pause").isVisible());
  await eager.finish();
  const calm = await openFigure("padding_strides");
  await calm.page.waitForTimeout(1000);
  assert.equal(await stepShown(calm.page), 0);
  assert.ok(await button(calm.page, "Play").isVisible());
  await calm.finish();
});

test("it is dark for who likes dark pages", async () => {
  const shown = {};
  for (const colorScheme of ["light", "dark"]) {
    const { page, keep, folder, finish } = await openFigure("numerical_padding_strides", { colorScheme });
    await keep(folder, "page");
    shown[colorScheme] = readPicture(path.join(folder, "page.png"));
    await finish();
  }
  const brightness = (picture) => pixelAt(picture, 3, 300).reduce((sum, n) => sum + n, 0) / 3;
  assert.ok(brightness(shown.light) > 200, "light beside the figure");
  assert.ok(brightness(shown.dark) < 60, "dark beside the figure");
});

test("on paper it is a strip of steps without controls, on white even for who likes dark pages", async () => {
  const { page, folder, finish } = await openFigure("padding_strides", { colorScheme: "dark" });
  const pdf = path.join(folder, "printed.pdf");
  await page.pdf({ path: pdf, format: "A4", printBackground: true });
  assert.equal(pageCount(pdf), 1);
  const text = run("pdftotext", ["-layout", pdf, "-"]);
  assert.deepEqual(text.match(/Step \d+/g), [...Array(9).keys()].map((i) => `Step ${i + 1}`));
  assert.ok(!text.includes("Speed"), "there is nothing to press");
  const printed = readPage(pdf, 1, { dpi: 75 });
  assert.deepEqual(pixelAt(printed, printed.width - 3, printed.height - 3), [255, 255, 255], "beside the words");
  assert.ok(shareOf(printed, ([red, green, blue]) => blue > red + 60 && blue > green) > 0.02, "the figures are there");
  await finish();
});

test("only one region speaks up by itself, and not at each step while it plays", async () => {
  const { page, finish } = await openFigure("padding_strides", { reducedMotion: "no-preference" });
  const speaking = () => page.locator("[role=status]:not([aria-live=off]), [aria-live=polite], output:not([aria-live=off])").count();
  await button(page, "Pause").waitFor();
  assert.equal(await speaking(), 0, "while it plays");
  await button(page, "Pause").click();
  assert.equal(await speaking(), 1, "when it stands");
  await finish();
});

test("every control has a name, and the figure says what it shows", async () => {
  const { page, finish } = await openFigure("numerical_padding_strides");
  for (const role of ["button", "slider", "combobox", "img", "application"]) {
    const all = await page.getByRole(role).count();
    assert.equal(await page.getByRole(role, { name: /\w/ }).count(), all, `each ${role} has a name`);
  }
  assert.ok((await page.getByRole("button").count()) >= 3);
  assert.match(await page.locator("main").ariaSnapshot(), /3x3|3 by 3|3×3/, "in words");
  await finish();
});

for (const width of [390, 900, 1280]) {
  test(`on a screen of ${width} px the figure stands in the middle of its card`, async () => {
    const { page, finish } = await openFigure("padding_strides", { viewport: { width, height: 800 } });
    const [card, figure] = await Promise.all([".card", ".figure"].map((part) => page.locator(part).boundingBox()));
    const gaps = [figure.x - card.x, card.x + card.width - figure.x - figure.width];
    assert.ok(Math.abs(gaps[0] - gaps[1]) < 1, `${gaps[0].toFixed(1)} px are left of it, ${gaps[1].toFixed(1)} right`);
    await finish();
  });
}
