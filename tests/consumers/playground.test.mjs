// The playground in Chromium, opened from its file: controls, refusals, pasting, typing into cells, downloads, links, lessons; by
// pointer and keys, on wide screens and phones. What it draws is held against the program's own bytes.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { addressOf, browserForTests, openPage } from "./lib/browser.mjs";
import { mapOf } from "./lib/page_maps.mjs";
import { program, run, freshFolder } from "./lib/program.mjs";

const browser = browserForTests();
const file = process.env.PLAYGROUND ?? "build/playground/index.html";
const isThorough = process.env.CONVARITH_TEST_EFFORT === "full";

async function open(hash = "", settings = {}) {
  const opened = await openPage(browser(), { reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...settings });
  const { page } = opened;
  await page.goto(addressOf(path.resolve(file)) + hash);
  await page.waitForFunction(() => !document.body.classList.contains("waiting"));
  const finish = async (name) => {
    if (name) await opened.keep(freshFolder(`playground/${name}`), "last_seen");
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  };
  return { ...opened, finish };
}

const text = (page, id) => page.locator(`#${id}`).textContent();
const field = (page, key) => page.locator(`.control.of-${key} [data-key=${key}]`).first();
async function set(page, key, value) {
  const input = page.locator(`.control.of-${key} input[type=text]:visible`).first();
  await input.fill(value);
  await input.press("Enter");
}
/** The words of the command line that the page shows, without a shell. */
const wordsOf = (command) => [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain).slice(2);
/** What the program writes for the command that the page shows. */
function native(command, format, ...more) {
  const folder = freshFolder("playground/native");
  const name = path.join(folder, "figure");
  run(program, ["render", ...wordsOf(command), ...more, "--format", format, "--quiet", "-o", name], { cwd: folder });
  return readFileSync(name);
}
/** The bytes of a download of the page. */
async function download(page, format) {
  await page.evaluate(() => document.querySelectorAll(".section").forEach((part) => (part.open = true)));
  const [taken] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-format=${format}]`).click()]);
  return { name: taken.suggestedFilename(), bytes: readFileSync(await taken.path()) };
}

test("it is one file of at most 1.5 MB that asks for nothing, and begins with the figure that everyone knows", async () => {
  assert.ok(statSync(file).size <= 1_500_000, `${statSync(file).size} bytes`);
  const { page, finish } = await open("", { reducedMotion: "no-preference" });
  assert.match(await text(page, "command"), /render -n 5 -k 3 -s 2 -p 1$/);
  assert.match(await text(page, "welcome"), /Blue is the input and cyan the output/);
  await page.waitForFunction(() => document.querySelector("#step").value !== "0");
  await finish("first");
});

test("each change shows at once, and the step stays at its output", async () => {
  const { page, finish } = await open("#n=7&k=3&step=9");
  assert.equal(await text(page, "count"), "10 / 25");
  await set(page, "p", "1");
  assert.equal(await text(page, "count"), "12 / 49", "output (1, 4) as before");
  assert.match(await text(page, "formula"), /7 \+ 2·1 − \(3−1\) − 1/);
  const times = await page.evaluate(() => {
    const plus = document.querySelector(".control.of-s .stepper:last-child");
    const minus = document.querySelector(".control.of-s .stepper");
    return [...Array(10).keys()].map((i) => {
      const from = performance.now();
      (i % 2 ? minus : plus).click();
      return performance.now() - from;
    });
  });
  console.log(`a change takes ${times.map(Math.round).join(", ")} ms`);
  await finish();
});

test("every control can be used: nothing fails, and figures are the program's to the byte", async () => {
  const { page, finish } = await open("#n=5&k=3&random=1");
  const tried = { a: "1", adaptive: "2", output_size: "9", divisor_override: "4", pointwise: "2", precision: "1", values: "[[1,2,3],[4,5,6],[7,8,9]]", weights: "sobel-x", pointwise_weights: "1", bias: "[1]",
    background: "white", panels: "input,output", cell: "0,0", range: "0:9", title: "A title", caption: "both", random: "2", p: "1" };
  const keys = await page.locator("[data-key]").evaluateAll((parts) => [...new Set(parts.map((part) => part.dataset.key))]);
  assert.ok(keys.length > 30, `${keys}`);
  let drawn = 0;
  for (const key of keys) {
    await page.evaluate(() => (location.hash = "#n=5&k=3&random=1"));
    await page.waitForFunction(() => document.querySelector("#command").textContent.endsWith("-n 5 -k 3 --random 1"));
    await page.evaluate(() => document.querySelectorAll(".section").forEach((part) => (part.open = true)));
    const control = field(page, key);
    if (await control.isDisabled()) {
      await page.locator(`.control.of-${key} .name`).hover();
      assert.match(await page.locator(`#why-${key}`).textContent(), /\w/, `${key} says why not`);
      assert.ok(await page.locator(`#why-${key}`).isVisible(), key);
      continue;
    }
    const kind = await control.evaluate((part) => part.type);
    if (kind === "checkbox") await control.setChecked(!(await control.isChecked()));
    else if (kind === "select-one") {
      const choice = await control.evaluate((part) => [...part.options].find((option) => !option.disabled && !option.selected)?.value);
      if (choice === undefined) continue;
      await control.selectOption(choice);
    } else await set(page, key, tried[key] ?? "2");
    if (await page.locator(".stage.refused").count()) {
      assert.ok(await page.locator(".problem:visible").count(), `${key} is refused without a word`);
      continue;
    }
    const command = await text(page, "command");
    assert.notEqual(command, "convarith render -n 5 -k 3 --random 1", key);
    assert.ok((await download(page, "svg")).bytes.equals(native(command, "svg")), command);
    ++drawn;
  }
  assert.ok(drawn > 15, `${drawn} figures`);
  await finish("controls");
});

test("what is refused is said at its control, in the program's words, with what mends it", async () => {
  const { page, finish } = await open("#n=5&k=3&p=1");
  await set(page, "k", "9");
  const problem = page.locator(".of-k > .problem");
  assert.match(await problem.textContent(), /the kernel spans 9 cells, more than the padded input: 5 \+ 2\*1 = 7; use -k 7 or less/);
  await problem.getByRole("button").click();
  assert.match(await text(page, "command"), /-k 7/);
  await page.locator(".of-a .name").hover();
  await page.locator("#why-a button").click();
  assert.match(await text(page, "command"), /--transposed/);
  await finish();
});

test("downloads have the program's bytes", async () => {
  const { page, finish } = await open("#n=5&k=3&s=2&p=1");
  const command = await text(page, "command");
  for (const format of ["gif", "svg", "html", "json", "tex", "apng"]) {
    const { name, bytes } = await download(page, format);
    assert.equal(name, `conv_n5_k3_s2_p1.${format}`);
    assert.ok(bytes.equals(native(command, format)), format);
  }
  await page.locator("#step").fill("4");
  const still = await download(page, "png");
  assert.equal(still.name, "conv_n5_k3_s2_p1_04.png");
  assert.ok(still.bytes.equals(native(command, "png", "--steps", "4")));
  for (const host of ["markdown", "html", "latex"]) {
    await page.locator("#host").selectOption(host);
    assert.equal(await text(page, "snippet"), run(program, ["embed", ...wordsOf(command), "--for", host]));
  }
  await finish();
});

test("a layer or a model is pasted, and a layer picked of its table", async () => {
  const { page, finish } = await open();
  await page.locator("#open-paste").click();
  await page.locator("#text").fill("nn.Conv2d(1, 1, 3, stride=2, padding=1)");
  await page.locator("#read").click();
  assert.match(await text(page, "command"), /-n 7 -k 3 -s 2 -p 1/);
  await page.locator("#text").fill("nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(10, 2))");
  await page.locator("#text-n").fill("28");
  await page.locator("#read").click();
  assert.match(await text(page, "text-problem"), /1176/);
  await page.locator("#rows").getByRole("button", { name: /MaxPool2d/ }).click();
  assert.match(await text(page, "command"), /--op max .*-n 28 -k 2/);
  await page.locator("#text").fill("nn.Sequential(nn.Conv2d(1, 1, 3), nn.ReLU(), nn.MaxPool2d(2))");
  await page.locator("#text-n").fill("12");
  await page.locator("#read").click();
  await page.locator("#rows").getByRole("button", { name: "The whole model" }).click();
  assert.match(await text(page, "readout"), /output \(0, 0\) sees/);
  await finish("pasted");
});

test("inputs and weights are typed into their cells, by pointer and by keys", async () => {
  const { page, finish } = await open("#values=[[1,2,3],[4,5,6],[7,8,9]]&weights=[[1,0],[0,-1]]&view=equation");
  assert.match(await text(page, "readout"), /= 1·1 \+ 2·0 \+ 4·0 \+ 5·\(−1\) = −4\.$/);
  const input = await mapOf(page, "Input");
  const place = await input.element.evaluate((path, [x, y]) => {
    const point = new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
    return [point.x, point.y];
  }, [0, 1].map((i) => input.corner[i] + 0.5 * input.right[i] + 0.5 * input.down[i]));
  await page.mouse.dblclick(...place);
  await page.locator("input.cell").fill("9");
  await page.keyboard.press("Enter");
  await page.mouse.move(1, 1);
  await page.keyboard.press("Escape");
  assert.match(await text(page, "readout"), /= 9·1 \+ 2·0 \+ 4·0 \+ 5·\(−1\) = 4\.$/);
  await (await mapOf(page, "Kernel")).element.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("=");
  await page.locator("input.cell").fill("-0.5");
  await page.keyboard.press("Enter");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Escape");
  assert.match(await text(page, "readout"), /9·1 \+ 2·\(−0\.5\)/);
  assert.match(await text(page, "command"), /\[\[9,2,3\]/);
  await finish("typed");
});

test("a link holds everything; back and forward go through what was set", async () => {
  const { page, finish } = await open("#n=5&k=3&s=2&p=1");
  await set(page, "k", "2");
  await page.locator(".of-labels input").check();
  const last = await text(page, "command");
  await page.goBack();
  assert.match(await text(page, "command"), /-k 2 -s 2 -p 1$/);
  await page.goBack();
  assert.match(await text(page, "command"), /-k 3 -s 2 -p 1$/);
  await page.goForward();
  await page.goForward();
  assert.equal(await text(page, "command"), last);
  await page.locator("#step").fill("3");
  await set(page, "title", "a & b = c");
  const again = await open(new URL(await text(page, "link")).hash);
  assert.equal(await text(again.page, "command"), await text(page, "command"));
  assert.equal(await text(again.page, "count"), await text(page, "count"));
  await again.finish();
  await finish();
});

test("lessons ask before they show, and know what is right", async () => {
  const { page, finish } = await open();
  await page.locator("#open-lessons").click();
  for (const answer of [6, 12, 3, 3, 5, 5, 2, 5]) {
    assert.equal(await page.locator(".told").isVisible(), false, "the readout doesn't tell");
    await page.locator("#lesson-answer").fill("99");
    await page.keyboard.press("Enter");
    assert.match(await text(page, "lesson-said"), /^Not 99/);
    await page.locator("#lesson-answer").fill(String(answer));
    await page.keyboard.press("Enter");
    assert.match(await text(page, "lesson-said"), /^Right\. /);
    assert.equal(await page.locator(".cover").count(), 0);
    await page.keyboard.press("Enter");
  }
  assert.equal(await page.locator("#lesson").isVisible(), false);
  await finish("lessons");
});

test("by keys alone: numbers step, and every control has a name", async () => {
  const { page, finish } = await open("#n=5&k=3");
  await field(page, "n").focus();
  await page.keyboard.press("ArrowUp");
  assert.match(await text(page, "command"), /-n 6 -k 3/);
  for (const role of ["button", "slider", "combobox", "textbox", "switch", "checkbox"]) {
    assert.equal(await page.getByRole(role, { name: /\S/ }).count(), await page.getByRole(role).count(), `each ${role} has a name`);
  }
  await finish();
});

test("on a phone the figure comes first, and nothing is wider than the screen", async () => {
  const { page, finish } = await open("#n=5&k=3&random=1&view=equation", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390), "no sideways scrolling of the page");
  const [card, controls] = await Promise.all([".card", "#controls"].map((part) => page.locator(part).boundingBox()));
  assert.ok(card.y < controls.y);
  await finish("phone");
});

test("random changes leave no fault, and no figure that differs from the program's", async () => {
  const { page, finish } = await open("#n=5&k=3");
  const changes = isThorough ? 2000 : 150;
  let seed = 7;
  const random = (most) => (seed = (seed * 48271) % 2147483647) % most;
  for (let i = 0; i < changes; ++i) {
    await page.evaluate(([pick, value]) => {
      const parts = [...document.querySelectorAll("#controls :is(input, select, button):not(:disabled)")].filter((part) => part.type !== "text" || part.classList.contains("number"));
      const part = parts[pick % parts.length];
      if (part.type === "checkbox" || part.tagName === "BUTTON") part.click();
      else {
        if (part.tagName === "SELECT") part.selectedIndex = value % part.options.length;
        else part.value = String(value % 6);
        part.dispatchEvent(new Event("input"));
        part.dispatchEvent(new Event("change"));
      }
    }, [random(1_000_000), random(1000)]);
    if (i % 10 === 9) {
      if (await page.locator(".stage.refused").count()) await page.evaluate(() => (location.hash = "#n=5&k=3"));
      else assert.ok((await download(page, "svg")).bytes.equals(native(await text(page, "command"), "svg")), await text(page, "command"));
    }
  }
  await finish("fuzz");
});
