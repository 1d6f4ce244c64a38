"use strict";
// For the scripts that follow: maps know where their cells are, so that these need no elements of their own.
const pointAt = (map, row, col) => [0, 1].map((i) => map.at[i] + row * map.down[i] + col * map.right[i]);
function cellAt(map, point) {
  const [x, y] = [0, 1].map((i) => point[i] - map.at[i]);
  const area = map.right[0] * map.down[1] - map.right[1] * map.down[0];
  const row = Math.floor((y * map.right[0] - x * map.right[1]) / area);
  const col = Math.floor((x * map.down[1] - y * map.down[0]) / area);
  return row >= map.rows[0] && row < map.rows[1] && col >= map.cols[0] && col < map.cols[1] && { map, row, col };
}
function outline(map, row, col, rows = 1, cols = 1) {
  const corners = [[0, 0], [0, cols], [rows, cols], [rows, 0]].map(([down, right]) => pointAt(map, row + down, col + right));
  return `M${corners.map((corner) => corner.map((length) => +length.toFixed(2)).join(" ")).join("L")}z`;
}
const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
