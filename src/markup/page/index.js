"use strict";
(() => {
const groups = [...document.querySelectorAll("section")];
const entries = [...document.querySelectorAll("li")];
const box = document.getElementById("filter");
const simplified = (text) => text.toLowerCase().replaceAll("_", " ").replaceAll("×", "x").replace(/\s*=\s*/g, "=").replace(/(\d) x (?=\d)/g, "$1x");
const texts = entries.map((entry) => {
  const group = entry.closest("section");
  return simplified(`${entry.querySelector(".words").textContent} ${group.querySelector("h2").textContent} ${group.dataset.family}`);
});
const shownIn = (list) => list.filter((entry) => !entry.hidden).length;
function filter() {
  const words = simplified(box.value).split(" ");
  entries.forEach((entry, i) => (entry.hidden = !words.every((word) => texts[i].includes(word))));
  for (const group of groups) group.hidden = shownIn([...group.querySelectorAll("li")]) === 0;
  const shown = shownIn(entries);
  document.getElementById("count").textContent = `${shown} of ${entries.length} figures`;
  document.getElementById("none").hidden = shown > 0;
}
box.oninput = filter;
document.querySelector(".filter").hidden = false;
filter();
})();
