// Snippets of `convarith embed` where they are meant to be put: all their files are there and shown, each to its reader.
import { test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { addressOf, browserForTests, openPage, showBody } from "./lib/browser.mjs";
import { compile, compileText, pageCount, readPage } from "./lib/latex.mjs";
import { shareOf } from "./lib/pictures.mjs";
import { freshFolder, run } from "./lib/program.mjs";
import { embed } from "./lib/snippets.mjs";

const browser = browserForTests();
const two = ["--preset", "padding_strides", "--preset", "dilation"];

/** Each picture of a page: what it shows now, its alternative text, its size by itself and on the page. */
function picturesOf(page) {
  return page.locator("img").evaluateAll((all) =>
    Promise.all(
      all.map(async (img) => {
        await img.decode();
        const { currentSrc, alt, naturalWidth, naturalHeight } = img;
        return { shown: currentSrc, alt, natural: naturalWidth / naturalHeight, box: img.width / img.height, width: img.width };
      }),
    ),
  );
}

for (const host of ["html", "markdown"]) {
  test(`${host}: every reader gets the right picture of the four`, async () => {
    const folder = freshFolder(`embed/${host}`);
    const snippet = embed(folder, host, "--preset", "padding_strides", "--dark");
    const expected = {
      light: { "no-preference": "gif/padding_strides.gif", reduce: "png/padding_strides_00.png" },
      dark: { "no-preference": "gif/padding_strides_dark.gif", reduce: "png/padding_strides_dark_00.png" },
    };
    for (const colorScheme of ["light", "dark"]) {
      for (const reducedMotion of ["no-preference", "reduce"]) {
        const { page, complaints, keep, close } = await openPage(browser(), { colorScheme, reducedMotion });
        await showBody(page, folder, "snippet", snippet);
        const [picture] = await picturesOf(page);
        assert.equal(picture.shown, addressOf(path.join(folder, expected[colorScheme][reducedMotion])), `${colorScheme}, ${reducedMotion}`);
        assert.match(picture.alt, /^A 3x3 kernel .*3x3 output$/);
        assert.ok(Math.abs(picture.natural / picture.box - 1) < 0.02, "it isn't squeezed");
        await keep(folder, `${colorScheme}_${reducedMotion}`);
        assert.deepEqual(complaints, []);
        await close();
      }
    }
  });

  test(`${host}: a table of animations stands in columns`, async () => {
    const folder = freshFolder(`embed/${host}_table`);
    const snippet = embed(folder, host, ...two, "--preset", "padding_strides_transposed", "--table", "--columns", "2");
    const { page, complaints, keep, close } = await openPage(browser());
    await showBody(page, folder, "snippet", snippet);
    const pictures = await picturesOf(page);
    assert.equal(pictures.length, 3);
    for (const { natural, box } of pictures) assert.ok(Math.abs(natural / box - 1) < 0.02, "none is squeezed");
    const [first, second, third] = await Promise.all((await page.locator("img").all()).map((img) => img.boundingBox()));
    assert.ok(second.x > first.x + first.width && third.y > first.y + first.height, "two beside each other, the third below");
    await keep(folder, "table");
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`${host}: an animated SVG instead of the GIF`, async () => {
    const folder = freshFolder(`embed/${host}_svg`);
    const snippet = embed(folder, host, "--preset", "padding_strides", "--dark", "--format", "svg");
    const { page, complaints, close } = await openPage(browser());
    await showBody(page, folder, "snippet", snippet);
    const [{ shown, natural, box }] = await picturesOf(page);
    assert.equal(shown, addressOf(path.join(folder, "svg/padding_strides.svg")));
    assert.ok(Math.abs(natural / box - 1) < 0.02, "it isn't squeezed");
    assert.deepEqual(complaints, []);
    await close();
  });
}

const settings = ['project = "Layers"', String.raw`latex_elements = {"fontpkg": r"\usepackage{lmodern}"}`, ""].join("\n");

test("rst: Sphinx builds it to HTML and to LaTeX without a warning, and LaTeX sets it", async () => {
  const folder = freshFolder("embed/rst");
  const snippet = [embed(folder, "rst", ...two), embed(folder, "rst", ...two, "--table", "--columns", "2")].join("\n\n");
  writeFileSync(path.join(folder, "conf.py"), settings);
  writeFileSync(path.join(folder, "index.rst"), `Layers\n======\n\n${snippet}`);
  for (const builder of ["html", "latex"]) {
    run("sphinx-build", ["-W", "-q", "-b", builder, ".", `out/${builder}`], { cwd: folder, env: { ...process.env, LC_ALL: "C.UTF-8" } });
  }
  for (const name of ["padding_strides", "dilation"]) {
    assert.ok(existsSync(path.join(folder, `out/html/_images/${name}.gif`)), `${name}.gif is on the page`);
    assert.ok(existsSync(path.join(folder, `out/latex/${name}_00.pdf`)), `${name}_00.pdf is in the document`);
  }
  compile(path.join(folder, "out/latex"), "layers");
});

/** A document around a snippet, with the preamble that its first line asks for. */
function compileSnippet(folder, name, snippet) {
  const preamble = /In the preamble: ((?:\\usepackage(?:\[[^\]]*\])?\{[^}]*\} *)+)/.exec(snippet)[1];
  const lines = [String.raw`\documentclass{article}`, String.raw`\usepackage[T1]{fontenc}`, String.raw`\usepackage{lmodern}`, preamble];
  return compileText(folder, name, [...lines, String.raw`\begin{document}`, snippet, String.raw`\end{document}`], 2);
}

for (const flags of [[], ["--format", "animate"], ["--table", "--columns", "2"]]) {
  test(`latex ${flags.join(" ")}: pdflatex takes it with the preamble that it names`, () => {
    const folder = freshFolder(`embed/latex_${flags[1] ?? "usual"}`);
    const { pdf, complaints } = compileSnippet(folder, "paper", embed(folder, "latex", ...two, ...flags));
    assert.deepEqual(complaints, []);
    assert.equal(pageCount(pdf), 1);
    const page = readPage(pdf, 1, { dpi: 60 });
    assert.ok(shareOf(page, ([red, green, blue]) => blue > red + 60 && blue > green) > 0.01, "the figures are on the page");
  });
}
