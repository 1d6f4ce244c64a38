// MP4 and WebM: Chromium plays them in <video>, and each moment shows its step.
import { test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { addressOf, browserForTests, openPage, showBody } from "./lib/browser.mjs";
import { stepOf } from "./lib/playing.mjs";
import { readPicture } from "./lib/pictures.mjs";
import { freshFolder, render, stepFiles } from "./lib/program.mjs";

const browser = browserForTests("--autoplay-policy=no-user-gesture-required");
const delay = 0.5;
const name = "padding_strides";

/** Waits until the video has its data, and gives what it says of itself. */
function loaded(page) {
  return page.evaluate(async () => {
    const video = document.querySelector("video");
    if (video.readyState < 2) {
      await new Promise((resolve, reject) => {
        video.addEventListener("loadeddata", resolve, { once: true });
        video.addEventListener("error", () => reject(new Error(video.error.message)), { once: true });
      });
    }
    return { width: video.videoWidth, height: video.videoHeight, duration: video.duration };
  });
}

/** Goes to a moment, waits until it is shown, and takes a photograph as large as the PNGs. */
async function photograph(page, seconds, size) {
  await page.evaluate(async (time) => {
    const video = document.querySelector("video");
    const arrived = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    video.currentTime = time;
    await arrived;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, seconds);
  return readPicture(await page.screenshot({ clip: { x: 0, y: 0, width: size.width, height: size.height } }));
}

for (const format of ["mp4", "webm"]) {
  test(`${format} plays in <video>, each moment its step`, async () => {
    const folder = freshFolder(format);
    render(folder, "--preset", name, "--format", `${format},png`, "--delay", String(delay));
    const steps = stepFiles(folder, name).map((file) => readPicture(file));
    const { page, complaints, close } = await openPage(browser());
    await showBody(page, folder, "video", `<video src="${addressOf(path.join(folder, format, `${name}.${format}`))}" muted></video>`);
    const video = await loaded(page);
    for (const side of ["width", "height"]) assert.ok(video[side] - steps[0][side] >= 0 && video[side] - steps[0][side] <= 1, `its ${side} is even`);
    assert.ok(Math.abs(video.duration - delay * steps.length) <= 0.1, `it takes ${video.duration} s`);
    for (const i of steps.keys()) {
      assert.equal(stepOf(await photograph(page, (i + 0.5) * delay, steps[0]), steps, 4), i, `at ${(i + 0.5) * delay} s`);
    }
    await page.evaluate(() => {
      document.querySelector("video").currentTime = 0;
      return document.querySelector("video").play();
    });
    await page.waitForFunction(() => document.querySelector("video").ended);
    assert.deepEqual(complaints, []);
    await close();
  });
}
