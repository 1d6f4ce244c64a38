// The index of several interactive pages: a caption and a link for each, a filter, dark pages, quiet and by itself.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { addressOf, browserForTests, openPage } from "./lib/browser.mjs";
import { pixelAt, readPicture } from "./lib/pictures.mjs";
import { freshFolder, render } from "./lib/program.mjs";

const browser = browserForTests();

test("the index leads to every figure and finds those asked for", async () => {
  const folder = freshFolder("page_index/all");
  render(folder, "--all", "--format", "html");
  const { page, complaints, keep, close } = await openPage(browser(), { reducedMotion: "reduce" });
  await page.goto(addressOf(path.join(folder, "html/index.html")));
  await keep(folder, "all");
  const names = await page.getByRole("link").allTextContents();
  assert.ok(names.length > 70, `${names.length} figures`);
  assert.equal(await page.getByRole("listitem").count(), names.length);
  assert.equal(await page.getByRole("listitem").filter({ hasText: /\b(inputs?|outputs?|gives?)\b/ }).count(), names.length, "each has a caption");

  await page.getByRole("searchbox").fill("padding strides transposed");
  const found = await page.getByRole("link").allTextContents();
  assert.ok(found.length > 0 && found.length < names.length / 2, `${found.length} are found`);
  assert.ok(found.some((name) => /padding.strides.transposed/.test(name)));
  await keep(folder, "filtered");
  await page.getByRole("searchbox").fill("no such figure");
  assert.equal(await page.getByRole("link").count(), 0);
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
