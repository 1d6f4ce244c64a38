// TikZ sources: pdflatex makes of them the pages that the PDF has.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { compile, pageCount, pageSize, readPage } from "./lib/latex.mjs";
import { difference } from "./lib/pictures.mjs";
import { freshFolder, render } from "./lib/program.mjs";

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
