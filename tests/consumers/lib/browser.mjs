// Chromium without a window, and pages in it that remember all that they complain about or ask for.
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { run } from "./program.mjs";

const flags = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function executable() {
  return run("sh", ["-c", "command -v chromium"]).trim();
}

function start(moreFlags) {
  const isRoot = process.getuid?.() === 0;
  const args = [...flags, ...moreFlags, ...(isRoot ? ["--no-sandbox"] : [])];
  return chromium.launch({ executablePath: executable(), headless: true, chromiumSandbox: !isRoot, args });
}

/** Chromium for the tests of a file, started when the first asks and ended after the last: `await browser()`. */
export function browserForTests(...moreFlags) {
  let browser;
  after(async () => (await browser)?.close());
  return () => (browser ??= start(moreFlags));
}

/** Says to Chromium that its user wants less motion. What playwright can ask of pages does not reach the pictures in them. */
export const lessMotion = "--force-prefers-reduced-motion";

/**
 * A new page for whoever has these settings (colorScheme, reducedMotion, viewport ...). `complaints` gathers messages of the
 * console, errors of scripts, and requests for anything but local files.
 */
export async function openPage(browser, settings = {}) {
  const context = await (await browser).newContext({ viewport: { width: 900, height: 700 }, ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A video's first request ends when its index is read, and others fetch the parts that are played.
    const isEnded = request.resourceType() === "media" && request.failure().errorText === "net::ERR_ABORTED";
    if (!isEnded) complaints.push(`failed: ${request.url()}, ${request.failure().errorText}`);
  });
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  /** Writes what is seen now into a file beside the others, for people to look at. */
  const keep = (folder, name) => page.screenshot({ path: path.join(folder, `${name}.png`) });
  return { page, complaints, keep, close: () => context.close() };
}

/** The address of a local file. */
export const addressOf = (file) => pathToFileURL(file).href;

/** Writes a page with this body into `folder` and opens it in `page`. */
export async function showBody(page, folder, name, body) {
  const file = path.join(folder, `${name}.html`);
  const style = "body{margin:0;background:canvas}:root{color-scheme:light dark}img,video{display:block}";
  writeFileSync(file, `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><style>${style}</style>${body}</html>`);
  await page.goto(addressOf(file));
}

/** Shows one picture file in `<img>`, as large as `size` says or it is by itself; waits until it is decoded and gives its own size. */
export async function showPicture(page, folder, file, size) {
  const name = `${path.basename(file).replaceAll(".", "_")}_in_img`;
  const attributes = size ? `width="${size.width}" height="${size.height}"` : "";
  await showBody(page, folder, name, `<img src="${addressOf(file)}" ${attributes} alt="">`);
  return page.evaluate(async () => {
    const picture = document.querySelector("img");
    await picture.decode();
    return { width: picture.naturalWidth, height: picture.naturalHeight };
  });
}
