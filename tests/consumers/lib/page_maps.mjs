// Where the page of a figure has its maps of cells, and which cells it marks.

/** Numbers of a path's data, in pairs, for each closed piece of it. */
function polygons(data) {
  return data
    .split("z")
    .map((piece) => [...piece.matchAll(/-?[\d.]+/g)].map(Number))
    .filter((numbers) => numbers.length >= 8)
    .map((numbers) => numbers.reduce((points, n, i) => (i % 2 ? points : [...points, [n, numbers[i + 1]]]), []));
}

/** The map that is read out with this name: its corner, and how far a cell is to the right and down, in the figure's own units. */
export async function mapOf(page, name) {
  const element = page.getByRole("application", { name: new RegExp(`^${name}, `) }).first();
  const [corner, end, , below] = polygons(await element.getAttribute("d"))[0];
  const [, rows, cols] = /(\d+) by (\d+)/.exec(await element.getAttribute("aria-label")).map(Number);
  const part = (to, count) => to.map((n, i) => (n - corner[i]) / count);
  return { element, rows, cols, corner, right: part(end, cols), down: part(below, rows) };
}

/** Which cell of a map a point is in, with fractions. */
function placeOf(map, point) {
  const [x, y] = point.map((n, i) => n - map.corner[i]);
  const area = map.right[0] * map.down[1] - map.right[1] * map.down[0];
  return [(y * map.right[0] - x * map.right[1]) / area, (x * map.down[1] - y * map.down[0]) / area];
}

const isIn = (map, [row, col]) => row > 0 && row < map.rows && col > 0 && col < map.cols;
const middle = (map, row, col) => [0, 1].map((i) => map.corner[i] + (row + 0.5) * map.down[i] + (col + 0.5) * map.right[i]);

/** Whether the middle of a cell lies under another map. */
export const isCovered = (map, row, col, other) => isIn(other, placeOf(other, middle(map, row, col)));

/** Moves the pointer onto a cell. */
export async function pointAt(page, map, row, col) {
  const where = await map.element.evaluate((path, [x, y]) => {
    const point = new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
    return [point.x, point.y];
  }, middle(map, row, col));
  await page.mouse.move(...where);
  return where;
}

/** The cells of a map that the page marks as belonging to what is pointed at: [row, col], row by row. */
export async function markedIn(page, map) {
  const data = await page.locator("[data-marks=related].line, [data-marks=hidden].line").evaluateAll((paths) => paths.map((path) => path.getAttribute("d")).join(""));
  const centres = polygons(data).map((points) => [0, 1].map((i) => (points[0][i] + points[2][i]) / 2));
  const places = centres.map((centre) => placeOf(map, centre)).filter((place) => isIn(map, place));
  const whole = places.filter((place) => place.every((n) => Math.abs(n - Math.floor(n) - 0.5) < 0.05));
  return whole.map((place) => place.map(Math.floor)).sort(([a, b], [c, d]) => a - c || b - d);
}
