// Pages in LaTeX documents: a step as a picture, the whole animation by `animate`, and slides.
import { test } from "node:test";
import assert from "node:assert/strict";
import { assertPageLike, compileText, pageCount, readPage } from "./lib/latex.mjs";
import { difference } from "./lib/pictures.mjs";
import { freshFolder, render, stepFiles } from "./lib/program.mjs";

const name = "padding_strides";
const dpi = 150;

test("\\includegraphics of each step's page shows what the PNG shows", () => {
  const folder = freshFolder("latex/includegraphics");
  render(folder, "--preset", name, "--format", "png,pdf", "--dpi", String(dpi));
  const pages = stepFiles(folder, name, "pdf");
  const lines = pages.map((_, i) => String.raw`\begin{page}\includegraphics{pdf/${name}_0${i}.pdf}\end{page}`);
  const { pdf, complaints } = compileText(folder, "steps", [
    String.raw`\documentclass[border=0pt,multi=page]{standalone}`,
    String.raw`\usepackage{graphicx}`,
    String.raw`\begin{document}`,
    ...lines,
    String.raw`\end{document}`,
  ]);
  assert.deepEqual(complaints, []);
  assert.equal(pageCount(pdf), pages.length);
  stepFiles(folder, name).forEach((step, i) => assertPageLike(pdf, i + 1, step, dpi));
});

test("\\animategraphics takes the document of all pages", () => {
  const folder = freshFolder("latex/animate");
  render(folder, "--preset", name, "--format", "png,pdf-pages", "--dpi", String(dpi));
  const steps = stepFiles(folder, name);
  const { pdf, log, complaints } = compileText(folder, "animated", [
    String.raw`\documentclass[border=0pt]{standalone}`,
    String.raw`\usepackage{graphicx}`,
    String.raw`\usepackage{animate}`,
    String.raw`\begin{document}`,
    String.raw`\animategraphics[loop]{1}{pdf/${name}}{}{}%`,
    String.raw`\end{document}`,
  ], 2);
  assert.deepEqual(complaints, []);
  assert.equal(pageCount(pdf), 1);
  for (let i = 1; i <= steps.length; ++i) assert.match(log, new RegExp(String.raw`${name}\.pdf, page ${i}\b`), `page ${i} is in it`);
  assertPageLike(pdf, 1, steps[0], dpi);
});

test("beamer shows a step on each overlay", () => {
  const folder = freshFolder("latex/beamer");
  render(folder, "--preset", name, "--format", "png,pdf-pages", "--dpi", String(dpi));
  const steps = stepFiles(folder, name);
  const { pdf, complaints } = compileText(folder, "slides", [
    String.raw`\documentclass{beamer}`,
    String.raw`\usepackage{graphicx}`,
    String.raw`\setbeamertemplate{navigation symbols}{}`,
    String.raw`\begin{document}`,
    String.raw`\begin{frame}{Stride 2, padding 1}`,
    String.raw`\centering`,
    ...steps.map((_, i) => String.raw`\includegraphics<${i + 1}>[page=${i + 1},height=.7\textheight]{pdf/${name}}%`),
    String.raw`\end{frame}`,
    String.raw`\end{document}`,
  ], 2);
  assert.deepEqual(complaints, []);
  assert.equal(pageCount(pdf), steps.length);
  const slides = steps.map((_, i) => readPage(pdf, i + 1, { dpi: 60 }));
  for (let i = 1; i < slides.length; ++i) assert.ok(difference(slides[0], slides[i]) > 0, `slide ${i + 1} shows another step`);
});
