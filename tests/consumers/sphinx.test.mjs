// A page of Sphinx that asks for `figure.*`: the GIF on the web, the PDF in print, without a warning.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compile, pageCount } from "./lib/latex.mjs";
import { convarith, freshFolder, run } from "./lib/program.mjs";

const name = "padding_strides";

function writeBook(folder) {
  for (const suffix of ["gif", "pdf"]) convarith(folder, "render", "--quiet", "--preset", name, "-o", `${name}.${suffix}`);
  // Latin Modern is what this machine's LaTeX is asked to have; Sphinx would take TeX Gyre.
  const settings = ['project = "Layers"', String.raw`latex_elements = {"fontpkg": r"\usepackage{lmodern}"}`];
  writeFileSync(path.join(folder, "conf.py"), settings.join("\n") + "\n");
  writeFileSync(path.join(folder, "index.rst"), ["Layers", "======", "", `.. image:: ${name}.*`, "   :alt: A kernel slides with stride 2", ""].join("\n"));
}

test("Sphinx picks the GIF for HTML and the PDF for LaTeX", () => {
  const folder = freshFolder("sphinx");
  writeBook(folder);
  for (const builder of ["html", "latex"]) {
    run("sphinx-build", ["-W", "-q", "-b", builder, ".", `out/${builder}`], { cwd: folder, env: { ...process.env, LC_ALL: "C.UTF-8" } });
  }
  assert.match(readFileSync(path.join(folder, "out/html/index.html"), "utf8"), new RegExp(`<img alt="A kernel[^>]*src="_images/${name}\\.gif"`));
  assert.deepEqual(readFileSync(path.join(folder, `out/html/_images/${name}.gif`)), readFileSync(path.join(folder, `${name}.gif`)));
  const latex = path.join(folder, "out/latex");
  assert.match(readFileSync(path.join(latex, "layers.tex"), "utf8"), new RegExp(String.raw`\\sphinxincludegraphics(\[[^\]]*\])?\{\{${name}\}\.pdf\}`));
  const { pdf, log } = compile(latex, "layers");
  assert.match(log, new RegExp(String.raw`<\./${name}\.pdf>`), "the picture is set");
  assert.ok(pageCount(pdf) > 0);
});
