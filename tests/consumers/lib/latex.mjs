// pdflatex, what it complains about, and the pages that it makes.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { difference, readPicture } from "./pictures.mjs";
import { run } from "./program.mjs";

const complaint = /^(?:.*\bWarning: .*|(?:Over|Under)full .*|Missing character: .*)$/gm;

const logOf = (folder, name) => readFileSync(path.join(folder, `${name}.log`), "latin1");

/** The first error of a log, with the lines that explain it. */
function errorOf(folder, name) {
  const log = logOf(folder, name);
  const at = log.search(/^(!|\S+:\d+: )/m);
  return at < 0 ? log.slice(-2000) : log.slice(at, at + 800);
}

/**
 * Compiles NAME.tex of `folder`, `times` over; errors throw. `complaints` are the last run's warnings, boxes that don't fit and
 * missing characters.
 */
export function compile(folder, name, times = 1) {
  for (let i = 0; i < times; ++i) {
    run("pdflatex", ["-interaction=batchmode", "-halt-on-error", "-file-line-error", `${name}.tex`], { cwd: folder }, () => errorOf(folder, name));
  }
  const log = logOf(folder, name);
  return { pdf: path.join(folder, `${name}.pdf`), log, complaints: log.match(complaint) ?? [] };
}

/** Writes a document of these lines as NAME.tex and compiles it. */
export function compileText(folder, name, lines, times = 1) {
  writeFileSync(path.join(folder, `${name}.tex`), lines.join("\n") + "\n");
  return compile(folder, name, times);
}

export function pageCount(pdf) {
  return Number(/^Pages:\s+(\d+)$/m.exec(run("pdfinfo", [pdf]))[1]);
}

/** Width and height of a page, counted from 1, in bp. */
export function pageSize(pdf, page = 1) {
  const info = run("pdfinfo", ["-f", String(page), "-l", String(page), pdf]);
  const [, width, height] = /size:\s+([\d.]+) x ([\d.]+) pts/.exec(info);
  return { width: Number(width), height: Number(height) };
}

/** A page of a PDF, counted from 1, as pixels: with `dpi`, or exactly as large as `size`. */
export function readPage(pdf, page, { dpi, size }) {
  const scale = size ? ["-scale-to-x", String(size.width), "-scale-to-y", String(size.height)] : ["-r", String(dpi)];
  const target = `${pdf.replace(/\.pdf$/, "")}_page${page}`;
  run("pdftoppm", ["-png", "-singlefile", "-f", String(page), "-l", String(page), ...scale, pdf, target]);
  return readPicture(`${target}.png`);
}

/** Fails unless a page is as large as the PNG of `dpi`, to a pixel, and looks like it. */
export function assertPageLike(pdf, page, png, dpi, limit = 3) {
  const step = readPicture(png);
  const size = pageSize(pdf, page);
  for (const side of ["width", "height"]) {
    assert.ok(Math.abs((size[side] * dpi) / 72 - step[side]) <= 1, `page ${page}: its ${side} is ${size[side]} bp, the PNG's ${step[side]} px`);
  }
  const off = difference(readPage(pdf, page, { size: step }), step);
  assert.ok(off < limit, `page ${page}: off its PNG by ${off.toFixed(2)} levels`);
}
