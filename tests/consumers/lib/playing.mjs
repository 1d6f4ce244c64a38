// Watches what plays in a page and says which step was seen when.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { nearest, readPicture } from "./pictures.mjs";

/** Photographs of an element over `seconds`, `often` a second, each with the time in seconds before and after it was taken. */
export async function watch(element, seconds, often = 10) {
  const shots = [];
  const now = () => performance.now() / 1000;
  const end = now() + seconds;
  while (now() < end) {
    const before = now();
    const bytes = await element.screenshot({ animations: "allow" });
    shots.push({ before, after: now(), bytes });
    await setTimeout(Math.max(0, 1000 * (before + 1 / often - now())));
  }
  return shots;
}

/** How far each of these pictures is from the one most like it. */
function distancesBetween(steps) {
  return steps.map((step, i) => nearest(step, steps.filter((_, j) => j !== i)).difference);
}

/**
 * Which of `steps` a picture is. Fails unless it is like that one by `tolerance` levels, and farther from all others by at least half
 * of what those differ: smoothed edges are the same everywhere, a step that is half another is not taken for either.
 */
export function stepOf(picture, steps, tolerance, distances = distancesBetween(steps)) {
  const { index, difference, lead } = nearest(picture, steps);
  assert.ok(difference <= tolerance, `off step ${index}, the nearest, by ${difference.toFixed(2)} levels`);
  assert.ok(2 * lead > distances[index], `may be step ${index} or another: nearer by ${lead.toFixed(2)} of ${distances[index].toFixed(2)} levels`);
  return index;
}

/** The photographs with the step that each shows. */
export function stepsSeen(shots, steps, tolerance) {
  const distances = distancesBetween(steps);
  const known = new Map();  // the same step photographed again is the same file
  return shots.map((shot) => {
    const key = shot.bytes.toString("latin1");
    if (!known.has(key)) known.set(key, stepOf(readPicture(shot.bytes), steps, tolerance, distances));
    return { ...shot, step: known.get(key) };
  });
}

const distinctSteps = (seen) => [...new Set(seen.map((shot) => shot.step))].sort((a, b) => a - b);

/** Fails unless all steps were seen, one after the other and no faster than `delay` seconds each allow. */
function assertPlaysInOrder(seen, count, delay) {
  assert.deepEqual(distinctSteps(seen), [...Array(count).keys()], "all steps are seen");
  for (let i = 1; i < seen.length; ++i) {
    const moved = (seen[i].step - seen[i - 1].step + count) % count;
    const atMost = Math.ceil((seen[i].after - seen[i - 1].before) / delay) + 1;
    assert.ok(moved <= atMost, `from step ${seen[i - 1].step} to ${seen[i].step} within ${(seen[i].after - seen[i - 1].before).toFixed(2)} s`);
  }
}

/** Fails unless the picture in `page` plays all `steps`, `delay` seconds each. Busy machines miss some of a round, and see more. */
export async function assertPlays(page, steps, delay, tolerance) {
  const seen = [];
  for (let round = 0; round < 8 && distinctSteps(seen).length < steps.length; ++round) {
    seen.push(...stepsSeen(await watch(page.locator("img"), 1.2 * delay * steps.length), steps, tolerance));
  }
  assertPlaysInOrder(seen, steps.length, delay);
}

/** Fails unless the picture in `page` shows nothing but the first step for three steps' time. */
export async function assertStands(page, steps, delay, tolerance) {
  const seen = stepsSeen(await watch(page.locator("img"), 3 * delay), steps, tolerance);
  assert.deepEqual(distinctSteps(seen), [0], "it stands still at the first step");
}
