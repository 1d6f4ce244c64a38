// Watches what plays in a page and says which step was seen when.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { nearest, readPicture } from "./pictures.mjs";

/** Photographs of an element over `seconds`, `often` a second, each with the time in seconds before and after it was taken. */
export async function watch(element, seconds, often = 10) {
  const shots = [];
  const start = performance.now();
  const now = () => (performance.now() - start) / 1000;
  while (now() < seconds) {
    const before = now();
    const bytes = await element.screenshot({ animations: "allow" });
    shots.push({ before, after: now(), bytes });
    await setTimeout(Math.max(0, 1000 * (before + 1 / often - now())));
  }
  return shots;
}

/** Which step each photograph shows; one that is like none of them by `tolerance` fails. */
export function stepsSeen(shots, steps, tolerance) {
  const known = new Map();  // the same step photographed again is the same file
  return shots.map((shot) => {
    const key = shot.bytes.toString("latin1");
    if (!known.has(key)) known.set(key, nearest(readPicture(shot.bytes), steps));
    const { index, difference } = known.get(key);
    assert.ok(difference <= tolerance, `seen after ${shot.after.toFixed(2)} s: off step ${index}, the nearest, by ${difference.toFixed(2)} levels`);
    return { ...shot, step: index };
  });
}

/** Fails unless all steps were seen, one after the other and no faster than `delay` seconds each allow. */
export function assertPlaysInOrder(seen, count, delay) {
  assert.deepEqual([...new Set(seen.map((shot) => shot.step))].sort((a, b) => a - b), [...Array(count).keys()], "all steps are seen");
  for (let i = 1; i < seen.length; ++i) {
    const moved = (seen[i].step - seen[i - 1].step + count) % count;
    const atMost = Math.ceil((seen[i].after - seen[i - 1].before) / delay) + 1;
    assert.ok(moved <= atMost, `from step ${seen[i - 1].step} to ${seen[i].step} within ${(seen[i].after - seen[i - 1].before).toFixed(2)} s`);
  }
}
