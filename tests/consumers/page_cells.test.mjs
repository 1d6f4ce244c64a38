// The interactive page in Chromium beside what page.test.mjs tries: sums, groups, shapes of steps, strips, and every preset.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { addressOf, browserForTests, openPage } from "./lib/browser.mjs";
import { convarith, freshFolder } from "./lib/program.mjs";

const browser = browserForTests();
const still = { reducedMotion: "reduce" };

/** The page of a figure, opened. */
async function open(name, flags, settings = still) {
  const folder = freshFolder(`page_cells/${name}`);
  const file = path.join(folder, "page.html");
  convarith(folder, "render", "--quiet", ...flags, "-o", file);
  const opened = await openPage(browser(), settings);
  await opened.page.goto(addressOf(file));
  return { ...opened, readout: () => opened.page.locator("#readout").textContent() };
}

/** Where on the screen the middle of a cell is, of the `nth` map of a kind. */
const placeOf = (page, kind, row, col, nth = 0) =>
  page.evaluate(([kind, row, col, nth]) => {
    const map = JSON.parse(document.getElementById("data").textContent).maps.filter((entry) => entry.kind === kind)[nth];
    const [x, y] = [0, 1].map((i) => map.at[i] + (row + 0.5) * map.down[i] + (col + 0.5) * map.right[i]);
    const point = new DOMPoint(x, y).matrixTransform(document.querySelector(".figure").getScreenCTM());
    return [point.x, point.y];
  }, [kind, row, col, nth]);

/** How many cells are marked as belonging to what is pointed at. */
const marked = (page) => page.locator(".marks .line.related").evaluate((mark) => (mark.getAttribute("d").match(/M/g) ?? []).length);

test("a weight tells its inputs; sums are written out", async () => {
  const { page, close, readout } = await open("sum", ["--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--weights", "[[1,0],[0,-1]]", "--view", "equation"]);
  await page.mouse.move(...(await placeOf(page, "output", 1, 0)));
  assert.equal(await readout(), "Output (1, 0) = 4·1 + 5·0 + 7·0 + 8·(−1) = −4.");
  await page.mouse.move(...(await placeOf(page, "kernel", 1, 1)));
  assert.equal(await readout(), "Weight (1, 1) = −1 goes to 4 outputs, from 4 inputs: (1, 1) (1, 2) (2, 1) (2, 2).");
  await close();
});

test("the sum of the step lights the terms of what is pointed at, and points back", async () => {
  const { page, close, readout } = await open("lit", ["--values", "[[1,2,3],[4,5,6],[7,8,9]]", "--weights", "[[1,0],[0,-1]]", "--view", "equation"]);
  const sum = () => page.locator("#sum").textContent();
  const lit = (line) => page.locator(`#${line} .lit`).allTextContents();
  await page.mouse.move(...(await placeOf(page, "plane", 1, 1)));
  assert.equal(await readout(), "Input (1, 1) = 5 feeds 4 outputs: (0, 0) (0, 1) (1, 0) (1, 1).");
  assert.equal(await sum(), "Step 1: Output (0, 0) = 1·1 + 2·0 + 4·0 + 5·(−1) = −4.");
  assert.deepEqual(await lit("sum"), ["5·(−1)"]);
  await page.mouse.move(...(await placeOf(page, "kernel", 0, 1)));
  assert.deepEqual(await lit("sum"), ["2·0"]);
  await page.mouse.move(...(await placeOf(page, "plane", 2, 2)));
  assert.deepEqual(await lit("sum"), [], "the window is elsewhere");
  await page.mouse.move(1, 1);
  assert.equal(await sum(), "");
  await page.locator("#readout .term").nth(2).hover();
  assert.deepEqual(await lit("readout"), ["4·0"]);
  assert.match(await sum(), /^Input \(1, 0\) = 4 feeds 2 outputs/);
  assert.ok((await marked(page)) > 0, "its cell is marked");
  await close();
});

test("the figure shows the step of the output that is pointed at, and the one before when the pointer leaves", async () => {
  const { page, close } = await open("moved", ["--preset", "padding_strides"]);
  const scene = () => page.locator(".figure [data-steps]").evaluateAll((groups) => groups.map((group) => getComputedStyle(group).display !== "none").join());
  const first = await scene();
  await page.locator("#step").fill("8");
  const last = await scene();
  await page.locator("#step").fill("0");
  await page.mouse.move(...(await placeOf(page, "output", 2, 2)));
  assert.equal(await scene(), last);
  assert.equal(await page.locator("#count").textContent(), "1 / 9");
  await page.mouse.move(1, 1);
  assert.equal(await scene(), first);
  await close();
});

test("on a phone a wide figure scrolls to what its step is about, and there is one row of controls", async () => {
  const { page, close } = await open("phone", ["-n", "9", "-k", "3", "--random", "1", "--view", "equation"], { ...still, viewport: { width: 390, height: 800 } });
  for (const step of [0, 24, 48]) {
    await page.locator("#step").fill(String(step));
    const [x] = await placeOf(page, "output", Math.floor(step / 7), step % 7);
    assert.ok(x > 12 && x < 378, `output of step ${step} is at ${x} px`);
  }
  const tops = await page.locator(".controls > *").evaluateAll((parts) => parts.filter((part) => part.offsetWidth).map((part) => part.getBoundingClientRect()).map(({ y, height }) => y + height / 2));
  assert.ok(Math.max(...tops) - Math.min(...tops) < 12, `${tops}`);
  await close();
});

test("means are divided by what the layer counts; beyond the edge is no padding", async () => {
  const flags = ["--op", "avg", "--values", "[[1,2,3],[4,5,6],[7,8,9]]", "-k", "2", "-s", "2", "--ceil-mode", "--view", "pooling"];
  const counting = await open("mean_counting", [...flags, "-p", "1"]);
  assert.equal(await counting.readout(), "Step 1: Output (0, 0) = (1) / 4 = 0.25, with 3 of padding.");
  await counting.close();
  const reaching = await open("mean_reaching", flags);
  await reaching.page.locator("#step").fill("3");
  assert.equal(await reaching.readout(), "Step 4: Output (1, 1) = mean of 9 = 9, 3 beyond the edge.");
  await reaching.close();
});

test("numbers are written as they are, or as nearly", async () => {
  const { page, close, readout } = await open("precision", ["--values", "[[30000, 0.0004, 1]]", "--weights", "[[0.0001]]", "--view", "equation"]);
  assert.equal(await readout(), "Step 1: Output (0, 0) = 30000·0.0001 = 3.");
  await page.locator("#step").fill("1");
  assert.equal(await readout(), "Step 2: Output (0, 1) = 0.0004·0.0001 = 4e−8.");
  await close();
});

test("groups keep to themselves", async () => {
  const { page, close } = await open("groups", ["--preset", "depthwise_volume"]);
  await page.mouse.move(...(await placeOf(page, "output", 1, 1, 1)));
  assert.equal(await marked(page), 9 + 9); // of one channel and of one filter
  await close();
});

test("the scrubber shows its step: the shapes that the picture of that step has", async () => {
  const { page, close } = await open("scrub", ["--preset", "padding_strides"]);
  await page.locator("#step").fill("4");
  assert.equal(await page.locator("#count").textContent(), "5 / 9");
  const shown = await page.locator(".figure [data-steps]").evaluateAll((groups) =>
    groups.filter((group) => getComputedStyle(group).display !== "none").map((group) => group.dataset.steps));
  const holds = (runs) => runs.split(" ").some((run) => {
    const [from, to = from] = run.split("-").map(Number);
    return from <= 4 && 4 <= to;
  });
  assert.ok(shown.length > 0 && shown.every(holds));
  await close();
});

test("on paper there is a strip of steps and no control", async () => {
  const { page, close } = await open("paper", ["--preset", "same_padding_no_strides"]);
  await page.emulateMedia({ media: "print" });
  await page.waitForSelector("#strip figure");
  assert.equal(await page.locator("#strip figure").count(), 12);
  assert.equal(await page.locator(".controls").isVisible(), false);
  await close();
});

test("every preset's page opens without a complaint, in the dark", async () => {
  const folder = freshFolder("page/all");
  convarith(folder, "render", "--all", "--format", "html", "--quiet", "--out-dir", folder);
  const files = readdirSync(path.join(folder, "html")).filter((name) => name !== "index.html");
  assert.ok(files.length > 70, `${files.length} pages`);
  const { page, complaints, close } = await openPage(browser(), { ...still, colorScheme: "dark" });
  for (const name of files) {
    await page.goto(addressOf(path.join(folder, "html", name)));
    const maps = await page.locator(".maps path").count();
    assert.ok(maps > 0, `${name} has maps`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    assert.match(await page.locator("#readout").textContent(), /\S/);
  }
  assert.deepEqual(complaints, []);
  await close();
});

test("what the step looks at steps back while another cell is pointed at, and only then", async () => {
  const { page, close } = await open("aside", ["--preset", "padding_strides"]);
  const opacity = () => page.locator(".figure .aim").first().evaluate((part) => getComputedStyle(part).opacity);
  const becomes = (value) => page.waitForFunction((wanted) => getComputedStyle(document.querySelector(".figure .aim")).opacity === wanted, value);
  assert.equal(await opacity(), "1");
  await page.mouse.move(...(await placeOf(page, "plane", 5, 5)));
  await becomes("0.25");
  await page.mouse.move(1, 1);
  await becomes("1");
  await close();
});
