"use strict";
(async () => {
const id = (name) => document.getElementById(name);
const core = await startCore(bytesOfBase85(id("core").textContent));
const start = core.ask({ ask: "start" });
const wantsMotion = !matchMedia("(prefers-reduced-motion: reduce)").matches;
const firstFigure = "padding_strides";
const downloads = [["gif", "GIF"], ["svg", "SVG"], ["png", "PNG of this step"], ["html", "Page"], ["json", "JSON"], ["tex", "TikZ"], ["apng", "APNG"]];

let state = { settings: {}, step: 0, model: "" };
let answer;
let player;
let covered = [];

// The figure.
/** The step that is about the same output as before, if the new figure has it; otherwise the same step, or the last one. */
function keptStep(before, after, step) {
  const most = after.steps - 1;
  if (!before || before.walk !== "outputs" || after.walk !== "outputs") return Math.min(step, most);
  const [old, now] = [before.layers[0], after.layers[0]];
  const [row, col] = [Math.floor(step / old.cols.m), step % old.cols.m];
  return row < now.rows.m && col < now.cols.m ? row * now.cols.m + col : Math.min(step, most);
}

/** Lays a sheet over the maps that would tell the answer of a lesson. */
function cover(kinds) {
  covered = kinds;
  const figure = document.querySelector(".figure");
  figure.querySelectorAll(".cover").forEach((part) => part.remove());
  const maps = answer?.page?.data.maps ?? [];
  for (const map of maps.filter(({ kind }) => kinds.includes(kind))) {
    const path = document.createElementNS(figure.namespaceURI, "path");
    path.setAttribute("class", "cover");
    path.setAttribute("d", outline(map, map.rows[0], map.cols[0], map.rows[1] - map.rows[0], map.cols[1] - map.cols[0]));
    figure.querySelector(".marks").before(path);
  }
}

function showFigure(next) {
  const { page } = next;
  const step = keptStep(answer?.page?.data, page.data, state.step);
  const isPlaying = player ? player.isPlaying : wantsMotion;
  player?.close();
  answer = next;
  id("colours").textContent = page.colours;
  document.querySelector(".card").innerHTML = page.figure;
  id("heading").textContent = page.heading;
  id("alt").textContent = `${page.alt}.`;
  id("key").innerHTML = page.key;
  id("pointer").textContent = page.pointer;
  id("keys").innerHTML = page.keys;
  document.title = `${page.heading} · convarith`;
  player = openFigure(page.data, { step, isPlaying, onStep: (now) => (state.step = now) });
  cover(covered);
}

function showFacts() {
  const { formula, layers = [], command, warnings = [] } = answer;
  const worked = formula?.worked.map((line) => `<span>${line}</span>`).join("") ?? "";
  id("formula").innerHTML = formula ? `<span class="general">${formula.general}</span>${worked}` : "";
  id("spelled").replaceChildren(...layers.flatMap(({ framework, text, why }) => [
    element("dt", {}, framework),
    element("dd", { class: "copied" }, ...(text ? [element("code", {}, text), copyButton(() => text)] : [element("span", { class: "none" }, why)])),
  ]));
  id("command").textContent = command;
  id("warnings").hidden = !warnings.length;
  id("warnings").replaceChildren(...warnings.map((text) => element("li", {}, text)));
}

/** Asks for the figure of the settings and shows it, or what is wrong with them. */
function draw() {
  const question = { ask: "figure", settings: state.settings, ...(isOfModel() ? { model: state.model } : {}) };
  const next = core.ask(question);
  if (next.page) next.page.data = JSON.parse(next.page.data);
  controls.showSettings(state.settings);
  const others = controls.showAnswer(next, state.settings);
  document.querySelector(".stage").classList.toggle("refused", Boolean(next.problems));
  id("problems").hidden = !others.length;
  id("problems").replaceChildren(...others.flatMap((problem) => [problem.line, ...controls.remedyButton(problem), document.createElement("br")]));
  if (!next.problems) {
    showFigure(next);
    showFacts();
    showSnippet();
  }
  id("link").textContent = `${location.href.replace(/#.*/, "")}${linkOf(state)}`.slice(0, 4000);
}
const isOfModel = () => Boolean(state.model) && state.settings.k === undefined && state.settings.adaptive === undefined;

/** Takes new settings, and makes an entry of the browser's history for what a person would want to go back to. */
function change(settings, { isFinal = true, step, model = state.model } = {}) {
  state = { settings, step: step ?? state.step, model };
  id("welcome").hidden = true;
  draw();
  const link = linkOf({ ...state, step: 0 });
  if (isFinal && location.hash !== link) history.pushState(null, "", link);
}
function write(key, value, isFinal) {
  const settings = { ...state.settings, [key]: value };
  if (value === undefined || value === "") delete settings[key];
  change(settings, { isFinal });
}
function open(linked) {
  state = linked;
  draw();
}
const usePreset = (name) => core.ask({ ask: "figure", preset: name }).settings;

const controls = makeControls(id("controls"), start.controls, write);

// Figures to begin with.
const families = Map.groupBy ? Map.groupBy(start.presets, ({ family }) => family) : start.presets.reduce((map, preset) => map.set(preset.family, [...(map.get(preset.family) ?? []), preset]), new Map());
id("preset").append(element("option", { value: "" }, "choose …"), ...[...families].map(([family, presets]) =>
  element("optgroup", { label: family }, ...presets.map(({ name, description }) => element("option", { value: name, title: description }, name.replaceAll("_", " "))))));
id("preset").onchange = () => {
  if (id("preset").value) change(usePreset(id("preset").value), { step: 0, model: "" });
  id("preset").value = "";
};

// Copying and downloading.
function copyButton(text) {
  const button = element("button", { type: "button", class: "text-button" }, "Copy");
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Press Ctrl+C";
      getSelection().selectAllChildren(button.previousElementSibling);
    }
    setTimeout(() => (button.textContent = "Copy"), 1500);
  };
  return button;
}
document.querySelectorAll("[data-copy]").forEach((place) => {
  const button = copyButton(() => id(place.dataset.copy).textContent);
  button.setAttribute("aria-label", `Copy ${place.previousElementSibling.id}`);
  place.replaceWith(button);
});
for (const [format, label] of downloads) {
  const known = start.formats.find(({ name }) => name === format);
  if (!known) continue;
  const button = element("button", { type: "button", class: "text-button", "data-format": format, title: known.help }, label);
  button.onclick = () => {
    const drawn = core.draw({ settings: state.settings, ...(isOfModel() ? { model: state.model } : {}), format, step: answer.page.data.first + state.step });
    if (drawn.problem) {
      id("problems").hidden = false;
      id("problems").textContent = drawn.problem;
      return;
    }
    const suffix = known.has_file_per_step ? `_${String(answer.page.data.first + state.step).padStart(2, "0")}` : "";
    const link = element("a", { download: `${answer.name}${suffix}.${known.suffix}`, href: URL.createObjectURL(new Blob([drawn.bytes])) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  id("downloads").append(button);
}
id("host").append(...start.hosts.map(({ name, help }) => element("option", { value: name, title: help }, name)));
function showSnippet() {
  const told = core.ask({ ask: "embed", settings: state.settings, host: id("host").value });
  id("snippet").textContent = told.snippet ?? told.problems[0].line;
}
id("host").onchange = showSnippet;

// Pasting.
const sheet = (button, place) => {
  button.onclick = () => {
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    if (!place.hidden) place.querySelector("textarea, input")?.focus();
  };
};
sheet(id("open-paste"), id("paste"));
function showRows({ rows = [], problems = [] }) {
  const pick = (row, settings, model) => {
    const button = element("button", { type: "button", class: "text-button", ...(row.layer ? { "aria-label": `Show layer ${row.name}: ${row.layer}` } : {}) }, row.name || row.layer);
    button.onclick = () => change(settings, { step: 0, model });
    return button;
  };
  const lines = rows.map((row) => element("tr", {}, element("td", {}, row.settings ? pick(row, row.settings, state.model) : row.name || "–"), element("td", {}, row.layer), element("td", {}, row.output)));
  const whole = pick({ name: "The whole model" }, modelSettings(), id("text").value);
  id("rows").hidden = !rows.length;
  id("rows").replaceChildren(element("p", { class: "row" }, ...(problems.length ? [] : [whole])), element("table", {}, element("thead", {}, element("tr", {}, ...["Layer", "What it is", "Output"].map((text) => element("th", { scope: "col" }, text)))), element("tbody", {}, ...lines)));
}
const modelSettings = () => (id("text-n").value.trim() ? { n: id("text-n").value.trim() } : {});
id("read").onclick = () => {
  const text = id("text").value;
  const told = core.ask({ ask: "text", text, ...modelSettings() });
  const problems = told.problems ?? [];
  id("text-problem").hidden = !problems.length;
  id("text-problem").textContent = problems.map(({ line }) => line).join("\n");
  showRows(told);
  if (told.settings) change({ n: "7", ...told.settings }, { step: 0, model: "" });
};

// Lessons.
const before = { settings: undefined };
const lessonsOf = makeLessons(id("lesson"), {
  set: (settings) => {
    before.settings ??= state.settings;
    change(settings, { step: 0, model: "" });
    player.play(false);
    player.go(0);
  },
  cover,
  data: () => answer.page.data,
  done: () => {
    id("open-lessons").setAttribute("aria-expanded", "false");
    before.settings = undefined;
    id("open-lessons").focus();
  },
});
id("open-lessons").onclick = () => {
  lessonsOf.toggle();
  id("open-lessons").setAttribute("aria-expanded", String(lessonsOf.isOpen));
};

// Typing into cells.
function edit(cell) {
  const number = cell && player.numberOf(cell);
  if (!number) return;
  const card = document.querySelector(".card");
  const matrix = document.querySelector(".figure").getScreenCTM();
  const [x, y] = pointAt(cell.map, cell.row + 0.5, cell.col + 0.5);
  const place = new DOMPoint(x, y).matrixTransform(matrix);
  const frame = card.getBoundingClientRect();
  const field = element("input", { type: "text", inputmode: "decimal", class: "cell", value: String(number.value), "aria-label": `${number.of === "values" ? "Input" : "Weight"} in row ${cell.row}, column ${cell.col}` });
  field.style.left = `${place.x - frame.left + card.scrollLeft}px`;
  field.style.top = `${place.y - frame.top}px`;
  const end = (isTaken) => {
    field.onblur = null;
    field.remove();
    const value = Number(field.value.trim().replace("−", "-").replace(",", "."));
    if (isTaken && field.value.trim() !== "" && Number.isFinite(value) && value !== number.value) write(number.of, withNumber(answer.page.data.layers[0], number, value), true);
  };
  field.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") end(false);
  };
  field.onblur = () => end(true);
  card.append(field);
  field.select();
  field.focus();
}
document.querySelector(".card").addEventListener("dblclick", (event) => {
  const figure = document.querySelector(".figure");
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(figure.getScreenCTM().inverse());
  edit(player.find([x, y]));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "=" || event.target.closest("input, textarea, select")) return;
  edit(player.chosen);
  event.preventDefault();
});

addEventListener("popstate", () => open(stateOf(location.hash) ?? { settings: usePreset(firstFigure), step: 0, model: "" }));
const linked = stateOf(location.hash);
id("welcome").hidden = Boolean(linked);
open(linked ?? { settings: usePreset(firstFigure), step: 0, model: "" });
if (state.model) {
  id("text").value = state.model;
  id("text-n").value = state.settings.n ?? "";
}
document.body.classList.remove("waiting");
})();
