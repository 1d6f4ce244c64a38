// The interactive pages of whole models: what they tell of cells and blocks, held against the data, and ways to steps.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { addressOf, browserForTests, openPage } from "./lib/browser.mjs";
import { isCovered, mapOf, pointAt } from "./lib/page_maps.mjs";
import { freshFolder, render } from "./lib/program.mjs";

const browser = browserForTests();
const models = fileURLToPath(new URL("../data/models", import.meta.url));

/** Renders the page and the data of a model, and opens the page. */
async function openModel(name, ...flags) {
  const folder = freshFolder(`page_model/${name}`);
  render(folder, ...flags, "--name", name, "--format", "html,json");
  const opened = await openPage(browser(), { reducedMotion: "reduce" });
  await opened.page.goto(addressOf(path.join(folder, `html/${name}.html`)));
  const finish = async () => {
    await opened.keep(folder, "last_seen");
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  };
  return { page: opened.page, data: JSON.parse(readFileSync(path.join(folder, `json/${name}.json`), "utf8")), finish };
}

const told = (page) => page.locator("#readout").textContent();
const slider = (page) => page.getByRole("slider", { name: "Step" });
const stepShown = async (page) => Number(await slider(page).inputValue());

test("pointing at a cell says whether the current output sees it", async () => {
  const { page, data, finish } = await openModel("two_layers", "--layer", "nn.Conv2d(1, 1, 3, padding=1)", "--layer", "nn.MaxPool2d(2)", "-n", "6");
  const [input, between, output] = [await mapOf(page, "input"), await mapOf(page, "Conv2d"), await mapOf(page, "MaxPool2d")];
  for (const step of [0, 4, 8]) {
    await page.mouse.move(1, 1);
    await slider(page).fill(String(step));
    const [row, col] = data.steps[step].output;
    assert.ok((await told(page)).startsWith(`Step ${step + 1}: output (${row}, ${col}) sees `), await told(page));
    for (const [map, name, seen] of [[input, "input", data.steps[step].seen[0]], [between, "Conv2d", data.steps[step].seen[1]]]) {
      for (let i = 0; i < map.rows * map.cols; ++i) {
        const at = [Math.floor(i / map.cols), i % map.cols];
        if ([between, output].some((other) => other !== map && isCovered(map, ...at, other))) continue;
        await pointAt(page, map, ...at);
        const isSeen = seen.rows.includes(at[0]) && seen.cols.includes(at[1]);
        const verb = isSeen ? "sees it" : "does not see it";
        assert.equal(await told(page), `${name}, row ${at[0]}, column ${at[1]}: output (${row}, ${col}) ${verb}.`);
      }
    }
  }
  await finish();
});

test("choosing an output goes to its step, by the pointer and by keys", async () => {
  const { page, finish } = await openModel("choosing", "--layer", "nn.Conv2d(1, 1, 3, padding=1)", "--layer", "nn.MaxPool2d(2)", "-n", "6");
  const output = await mapOf(page, "MaxPool2d");
  await page.mouse.click(...(await pointAt(page, output, 1, 2)));
  assert.equal(await stepShown(page), 5);
  assert.equal(await told(page), "MaxPool2d, row 1, column 2: the current output.");
  await page.mouse.move(1, 1);
  assert.equal(await told(page), "Step 6: output (1, 2) sees 12 of 36 inputs: rows 1 to 4, columns 3 to 5, and padding.");
  await output.element.focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  assert.equal(await stepShown(page), 7);
  await finish();
});

test("a page with some of the steps knows which outputs these are", async () => {
  const { page, data, finish } = await openModel("some_steps", "--layer", "nn.Conv1d(1, 1, 2)", "--layer", "nn.Conv1d(1, 1, 3)", "-n", "9", "--steps", "2:5");
  assert.equal(data.steps[0].output[0], 2);
  assert.equal(await told(page), "Step 3: output 2 sees 4 of 9 inputs: 2 to 5.");
  await finish();
});

test("pointing at a block says its layers, and a click goes to its step", async () => {
  const { page, data, finish } = await openModel("lenet", "--model", path.join(models, "lenet5.txt"), "-n", "32", "--view", "network");
  for (const step of [2, 5, 0]) {
    const { block, layers, output } = data.steps[step];
    const button = page.getByRole("button", { name: new RegExp(`^${block}: `) });
    await button.hover();
    const text = await told(page);
    assert.ok(text.startsWith(`${block}: `) && text.endsWith(`output ${output.length > 1 ? output.join(" × ") : `${output} features`}.`), text);
    for (const layer of layers) assert.ok(layers.length === 1 || text.includes(data.layers[layer].name), text);
    await button.click();
    assert.equal(await stepShown(page), step);
  }
  await page.getByRole("button", { name: /^s2: / }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await stepShown(page), 1);
  await page.keyboard.press("End");
  await page.mouse.move(1, 1);
  await page.evaluate(() => document.activeElement.blur());
  assert.equal(await told(page), "Step 8: the whole model.");
  await finish();
});
