"use strict";
(() => {
const entries = [...document.querySelectorAll("li")];
const box = document.getElementById("filter");
const simplified = (text) => text.toLowerCase().replaceAll("_", " ").replace(/\s*=\s*/g, "=");
const texts = entries.map((entry) => simplified(`${entry.querySelector(".words").textContent} ${entry.dataset.family}`));
function filter() {
  const words = simplified(box.value).split(" ");
  entries.forEach((entry, i) => (entry.hidden = !words.every((word) => texts[i].includes(word))));
  const shown = entries.filter((entry) => !entry.hidden).length;
  document.getElementById("count").textContent = `${shown} of ${entries.length} figures`;
}
box.oninput = filter;
document.querySelector(".filter").hidden = false;
filter();
})();
