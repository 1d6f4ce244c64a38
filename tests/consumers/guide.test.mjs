// The guide to convolution arithmetic, set with figures and formulas of the program.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { pageCount } from "./lib/latex.mjs";
import { freshFolder, program, run } from "./lib/program.mjs";

const setGuide = fileURLToPath(new URL("../../tools/document.sh", import.meta.url));

test("the guide is set without a complaint of LaTeX", () => {
  const folder = freshFolder("guide");
  run(setGuide, [program, folder]);
  assert.ok(pageCount(path.join(folder, "guide.pdf")) >= 6);
});
