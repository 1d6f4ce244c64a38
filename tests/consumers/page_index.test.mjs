// The index of several interactive pages: a caption and a link for each, a filter, dark pages, quiet and by itself.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { addressOf, browserForTests, openPage } from "./lib/browser.mjs";
import { pixelAt, readPicture } from "./lib/pictures.mjs";
import { freshFolder, render } from "./lib/program.mjs";

const browser = browserForTests();

/** The headings of families that have figures to be seen. */
const familiesWithFigures = (page) => page.locator("section").evaluateAll((all) =>
  all.filter((each) => each.checkVisibility() && [...each.querySelectorAll("li")].some((entry) => entry.checkVisibility())).map((each) => each.querySelector("h2").textContent));

test("the index leads to every figure and finds those asked for", async () => {
  const folder = freshFolder("page_index/all");
  render(folder, "--all", "--format", "html");
  const { page, complaints, keep, close } = await openPage(browser(), { reducedMotion: "reduce" });
  await page.goto(addressOf(path.join(folder, "html/index.html")));
  await keep(folder, "all");
  const names = await page.getByRole("link").allTextContents();
  assert.ok(names.every((name) => /^[A-Z0-9].* /.test(name)), "headings are words");
  assert.ok((await familiesWithFigures(page)).length > 5);
  assert.ok(names.length > 70, `${names.length} figures`);
  assert.equal(await page.getByRole("listitem").count(), names.length);
  assert.equal(await page.getByRole("listitem").filter({ hasText: /\b(inputs?|outputs?|gives?)\b/ }).count(), names.length, "each has a caption");

  await page.getByRole("searchbox").fill("padding strides transposed");
  const found = await page.getByRole("listitem").allTextContents();
  assert.ok(found.length > 0 && found.length < names.length / 2, `${found.length} are found`);
  assert.ok(found.some((text) => text.includes("padding_strides_transposed")));
  assert.equal(await page.getByRole("status").textContent(), `${found.length} of ${names.length} figures`);
  assert.deepEqual(await familiesWithFigures(page), await page.getByRole("heading", { level: 2 }).allTextContents(), "no family is empty");
  await keep(folder, "filtered");
  await page.getByRole("searchbox").fill("3x3 in one dimension");
  assert.equal(await page.getByRole("link").count(), 0, "no layer of one dimension has such a kernel");
  await page.getByRole("searchbox").fill("with numbers max");
  assert.deepEqual(await familiesWithFigures(page), ["With numbers"], "families are found by their headings");
  await page.getByRole("searchbox").fill("no such figure");
  assert.equal(await page.getByRole("link").count(), 0);
  assert.equal(await page.getByRole("heading", { level: 2 }).count(), 0);
  assert.ok(await page.getByText("No figure has all of these words").isVisible());
  await page.getByRole("searchbox").fill("");
  assert.equal(await page.getByRole("link").count(), names.length);

  for (const link of await page.getByRole("link").evaluateAll((all) => all.map((each) => each.href))) {
    await page.goto(link);
    assert.ok(await page.getByRole("slider", { name: "Step" }).isVisible(), link);
  }
  assert.deepEqual(complaints, []);
  await close();
});

test("the index is dark for who likes dark pages", async () => {
  const folder = freshFolder("page_index/dark");
  render(folder, "--preset", "padding_strides", "--preset", "dilation", "--format", "html");
  const { page, complaints, keep, close } = await openPage(browser(), { colorScheme: "dark" });
  await page.goto(addressOf(path.join(folder, "html/index.html")));
  await keep(folder, "index");
  assert.equal(await page.getByRole("link").count(), 2);
  assert.ok(pixelAt(readPicture(path.join(folder, "index.png")), 3, 600).every((n) => n < 60));
  assert.deepEqual(complaints, []);
  await close();
});

test("the index on paper has three columns, no filter, and no entry on two pages", async () => {
  const folder = freshFolder("page_index/paper");
  render(folder, "--family", "arithmetic", "--format", "html");
  const { page, complaints, close } = await openPage(browser(), { reducedMotion: "reduce" });
  await page.goto(addressOf(path.join(folder, "html/index.html")));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("searchbox").count(), 0);
  const lefts = await page.locator("li").evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().left)));
  assert.equal(new Set(lefts).size, 3);
  assert.deepEqual(await page.locator("li").evaluateAll((all) => [...new Set(all.map((each) => getComputedStyle(each).breakInside))]), ["avoid"]);
  assert.deepEqual(complaints, []);
  await close();
});
