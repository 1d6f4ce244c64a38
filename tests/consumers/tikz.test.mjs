// TikZ sources: pdflatex makes of them the pages that the PDF has.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { compile, compileText, pageCount, pageSize, readPage } from "./lib/latex.mjs";
import { difference } from "./lib/pictures.mjs";
import { freshFolder, render, run } from "./lib/program.mjs";

const dpi = 100;

for (const name of ["padding_strides", "no_padding_strides_transposed", "numerical_padding_strides", "grouped_equation", "standard_volume"]) {
  test(`${name}.tex compiles to the pages of ${name}.pdf`, () => {
    const folder = freshFolder(`tikz/${name}`);
    render(folder, "--preset", name, "--format", "tex,pdf-pages", "--steps", "0:3");
    const { pdf, complaints } = compile(path.join(folder, "tex"), name);
    assert.deepEqual(complaints, []);
    const expected = path.join(folder, `pdf/${name}.pdf`);
    assert.equal(pageCount(pdf), pageCount(expected));
    for (let page = 1; page <= pageCount(pdf); ++page) {
      const [ours, theirs] = [pageSize(pdf, page), pageSize(expected, page)];
      for (const side of ["width", "height"]) assert.ok(Math.abs(ours[side] - theirs[side]) < 0.1, `page ${page}: its ${side}`);
      const off = difference(readPage(pdf, page, { dpi }), readPage(expected, page, { dpi }));
      assert.ok(off < 1.5, `page ${page}: off by ${off.toFixed(2)} levels`);
    }
  });
}

/** What a document takes of a figure: what stands between the two lines of its source, and its pictures. */
function partsOf(file) {
  const source = readFileSync(file, "utf8");
  const [, preamble] = source.split(/^% -+$/m);
  return { preamble, pictures: source.match(/\\begin\{tikzpicture\}[^]*?\\end\{tikzpicture\}/g) };
}

test("pictures of several figures stand in one document, which keeps its own words", () => {
  const folder = freshFolder("tikz/together");
  const figures = [
    ["padding_strides"],
    ["padding_strides", "--theme", "dark"],
    ["numerical_padding_strides", "--title", "50 % of #1 isn't \"all\""],
    ["padding_strides"],
  ];
  const parts = figures.map(([name, ...flags], i) => {
    render(folder, "--preset", name, "--name", `f${i}`, "--format", "tex,pdf-pages", "--steps", "2:4", ...flags);
    return partsOf(path.join(folder, `tex/f${i}.tex`));
  });
  const { pdf, complaints } = compileText(folder, "together", [
    String.raw`\documentclass[border=0pt,multi=page]{standalone}`,
    String.raw`\usepackage[T1]{fontenc}`,
    String.raw`\usepackage{lmodern}`,
    String.raw`\usepackage{tikz}`,
    String.raw`\newcommand*{\letters}{own words}`,
    String.raw`\definecolor{inputCell}{RGB}{1,2,3}`,
    ...parts.map(({ preamble }) => preamble),
    String.raw`\begin{document}`,
    ...parts.flatMap(({ pictures }) => pictures.map((picture) => `\\begin{page}${picture}\\end{page}`)),
    String.raw`\begin{page}\letters\end{page}`,
    String.raw`\end{document}`,
  ]);
  assert.deepEqual(complaints, []);
  assert.equal(pageCount(pdf), 2 * figures.length + 1);
  const size = { width: 300, height: 280 };
  for (let page = 1; page <= 2 * figures.length; ++page) {
    const alone = path.join(folder, `pdf/f${Math.floor((page - 1) / 2)}.pdf`);
    const off = difference(readPage(pdf, page, { size }), readPage(alone, 1 + ((page - 1) % 2), { size }));
    assert.ok(off < 1.5, `page ${page}: off by ${off.toFixed(2)} levels`);
  }
  assert.match(run("pdftotext", ["-f", String(pageCount(pdf)), pdf, "-"]), /own words/);
});
