"use strict";
/**
 * Brings the figure in the page to life: plays its steps, tells of cells. Called again, it forgets the figure before.
 * `step` is shown first; `isPlaying` says whether it goes on from there; `onStep` and `onPin` hear of both.
 */
function openFigure(data, { step = 0, isPlaying = false, onStep = () => {}, onPin = () => {} } = {}) {
const id = (name) => document.getElementById(name);
const root = document.documentElement;
const figure = document.querySelector(".figure");
const card = figure.closest(".card");

/** The cell of the topmost map at a point of the figure. */
const find = (point) => teller.maps.reduce((found, map) => cellAt(map, point) || found, undefined);
const teller = data.model ? tellModel(data) : tellLayers(data, find);

const newPath = (parent, attributes) => {
  const path = document.createElementNS(figure.namespaceURI, "path");
  for (const name in attributes) path.setAttribute(name, attributes[name]);
  figure.querySelector(parent).append(path);
  return path;
};
const marks = {};
for (const [name, width] of [["hidden", 1.25], ["related", 1.75], ["chosen", 3]]) {
  marks[name] = ["halo", "line"].map((kind) => newPath(".marks", { class: `${kind} ${name}`, "data-marks": name, "stroke-width": kind === "halo" ? width + 2 : width }));
}
function mark(choice) {
  const outlines = choice ? teller.outlinesOf(choice) : {};
  for (const name in marks) for (const path of marks[name]) path.setAttribute("d", outlines[name] ?? "");
}

// Steps. While a cell is pointed at that another step is about, the figure shows that one.
const isAt = (runs, index) => runs.some(([from, to = from]) => index >= from && index <= to);
const groups = [...figure.querySelectorAll("[data-steps]")].map((group) => ({ group, runs: group.dataset.steps.split(" ").map((run) => run.split("-").map(Number)) }));
let timer = 0;
let rounds = 0;
let pinned;
let pointed;
let isInText = false;

function showScene(index) {
  for (const entry of groups) {
    const isShown = isAt(entry.runs, index);
    if (isShown !== entry.isShown) entry.group.setAttribute("display", isShown ? "inline" : "none");
    entry.isShown = isShown;
  }
  teller.show(index);
}

/** An element for a term of a sum: its numbers are coloured like their cells, and pointing at it marks its cell. */
function elementOf(term) {
  const element = document.createElement("span");
  element.className = "term";
  for (const part of term.parts) {
    const number = document.createElement("span");
    number.textContent = part.text ?? part;
    if (part.of) number.className = `of-${part.of}`;
    element.append(number);
  }
  element.onpointerenter = () => {
    const cell = term.input && teller.cellOfTerm(term);
    if (cell) point(cell, true);
  };
  return element;
}
/** Writes a text, and lights its terms that are about what is chosen. Terms that stand there already stay under the pointer. */
function write(element, text, choice) {
  const terms = text.filter((part) => part.parts);
  const plain = text.map((part) => (part.parts ? part.parts.map((each) => each.text ?? each).join("") : part)).join("");
  if (element.textContent !== plain) element.replaceChildren(...text.map((part) => (part.parts ? elementOf(part) : part)));
  element.querySelectorAll(".term").forEach((each, i) => each.classList.toggle("lit", Boolean(choice && terms[i].input && teller.concernsTerm(choice, terms[i]))));
}

function say() {
  const choice = pinned ?? pointed;
  const about = choice && teller.pins ? teller.stepOf(choice) : undefined;
  showScene(about ?? step);
  mark(choice);
  const ofStep = teller.textOfStep(step);
  const isInSum = choice && ofStep.some((part) => part.input && teller.concernsTerm(choice, part));
  root.classList.toggle("pinned", Boolean(pinned));
  // What the step looks at steps back while something is pointed at that has nothing to do with it.
  root.classList.toggle("aside", Boolean(choice && teller.pins && about === undefined && !isInSum));
  id("readout").setAttribute("aria-live", timer ? "off" : "polite");
  const start = `Step ${data.first + step + 1}`;
  const stepText = [ofStep.length ? `${start}: ` : start, ...ofStep, "."];
  const aboutText = choice ? [pinned ? "Pinned: " : "", ...teller.textOf(choice), "."] : [];
  // What is pointed at comes first, but not where it is pointed at in the sum itself.
  const lines = !choice || isInText ? [stepText, aboutText] : [aboutText, teller.pins && about === undefined ? stepText : []];
  write(id("readout"), lines[0], choice);
  write(id("sum"), lines[1], choice);
}

/** Scrolls the figure, where it is wider than its card, to what the step is about: all of it, or else where it ends up. */
function keepInView() {
  if (card.scrollWidth <= card.clientWidth) return;
  const matrix = figure.getScreenCTM();
  const left = card.getBoundingClientRect().left - card.scrollLeft;
  const along = (cells) => cells.flatMap(({ map, row, col }) => [[0, 0], [0, 1], [1, 0], [1, 1]].map(([down, right]) => {
    const [x, y] = pointAt(map, row + down, col + right);
    return new DOMPoint(x, y).matrixTransform(matrix).x - left;
  }));
  const cells = teller.cellsOfStep(step);
  const isWhole = ({ least, most }) => most - least < card.clientWidth - 16;
  const reach = (list) => ({ least: Math.min(...along(list)), most: Math.max(...along(list)) });
  if (!cells.length) return;
  const range = [cells, cells.slice(0, 1)].map(reach).find(isWhole) ?? reach(cells.slice(0, 1));
  const middle = (range.least + range.most) / 2;
  card.scrollLeft = Math.max(0, middle - card.clientWidth / 2);
}

function show(next) {
  step = Math.max(0, Math.min(data.steps - 1, next));
  id("step").value = step;
  id("step").setAttribute("aria-valuetext", `step ${step + 1} of ${data.steps}`);
  id("count").textContent = `${step + 1} / ${data.steps}`;
  if (pinned) pinned = choiceOf(pinned);
  say();
  keepInView();
  onStep(step);
}

function wait() {
  const isLast = step === data.steps - 1;
  timer = setTimeout(() => {
    if (isLast && ++rounds === data.loop) return play(false);
    show(isLast ? 0 : step + 1);
    wait();
  }, (1000 * (data.delay + (isLast ? data.hold : 0))) / id("speed").value);
}

function play(on) {
  clearTimeout(timer);
  timer = rounds = 0;
  if (on) wait();
  id("play").setAttribute("aria-label", on ? "Pause" : "Play");
  root.classList.toggle("playing", on);
  say();
}
const toggle = () => play(!timer);
const go = (next) => {
  play(false);
  show(next);
};

/** What a cell stands for may depend on the step that is shown. */
function choiceOf(cell) {
  teller.show(step);
  return cell && teller.choose(cell);
}
function point(found, isOfText = false) {
  isInText = isOfText;
  pointed = choiceOf(found || undefined);
  say();
}
function pin(found) {
  if (!teller.pins) {
    const chosen = found && teller.stepOf(choiceOf(found));
    if (chosen !== undefined) go(chosen);
    return;
  }
  const isSame = pinned && found && ["map", "row", "col"].every((key) => pinned[key] === found[key]);
  pinned = isSame || !found ? undefined : choiceOf(found);
  if (pinned) play(false);
  else say();
  onPin(pinned);
}
const under = (event) => {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(figure.getScreenCTM().inverse());
  return find([x, y]);
};
figure.onpointermove = (event) => point(under(event));
figure.onpointerleave = () => point(undefined);
figure.onclick = (event) => pin(under(event));
id("sum").onpointerleave = id("readout").onpointerleave = () => point(undefined);

const actions = { play: toggle, start: () => go(0), back: () => go(step - 1), forth: () => go(step + 1), end: () => go(data.steps - 1) };
for (const name in actions) id(name).onclick = actions[name];
id("step").max = data.steps - 1;
id("step").oninput = () => go(Number(id("step").value));
id("speed").onchange = () => timer && play(true);
const keys = { " ": "play", ArrowLeft: "back", ArrowRight: "forth", Home: "start", End: "end" };
document.onkeydown = (event) => {
  if (event.key === "Escape") {
    pinned = pointed = undefined;
    say();
    onPin(undefined);
  } else if (keys[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey && !event.target.closest("select, input, button, summary, textarea")) {
    actions[keys[event.key]]();
    event.preventDefault();
  }
};

// The tabulator key leads from map to map; in each the arrow keys go from cell to cell.
const ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
for (const map of teller.maps) {
  const [rows, cols] = [map.rows, map.cols].map(([first, last]) => last - first);
  const isButton = teller.isButton(map);
  const role = isButton ? { role: "button" } : { role: "application", "aria-roledescription": "map of cells" };
  const path = newPath(".maps", { d: outline(map, map.rows[0], map.cols[0], rows, cols), tabindex: 0, "data-map": map.kind, "aria-label": teller.labelOf(map), ...role });
  const within = (index, [first, last]) => Math.max(first, Math.min(last - 1, index));
  let at = { map, row: within(0, map.rows), col: within(0, map.cols) };
  path.onfocus = () => path.matches(":focus-visible") && point(at);
  path.onblur = () => point(undefined);
  path.onkeydown = (event) => {
    const way = !isButton && ways[event.key];
    if (way) {
      at = { map, row: within(at.row + way[0], map.rows), col: within(at.col + way[1], map.cols) };
      pinned = undefined;
      point(at);
    } else if (event.key === "Enter" || event.key === " ") {
      pin(at);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

// Cells stay large enough to be touched: on narrow screens wide figures are scrolled.
const page = figure.viewBox.baseVal;
figure.style.minWidth = `${Math.min(0.9 * page.width, 700)}px`;

// On paper, up to a dozen steps instead of the controls.
function makeStrip() {
  const number = Math.min(12, data.steps);
  id("strip").classList.toggle("wide", page.width > 1.6 * page.height || page.width > 400);
  id("strip").replaceChildren(...[...Array(number).keys()].map((i) => {
    const index = Math.round((i * (data.steps - 1)) / Math.max(1, number - 1));
    const frame = document.createElement("figure");
    const copy = figure.cloneNode(true);
    copy.style.minWidth = "";
    [...copy.querySelectorAll("[data-steps]")].forEach((group, place) => isAt(groups[place].runs, index) ? group.removeAttribute("display") : group.remove());
    copy.querySelectorAll(".maps, .marks, defs").forEach((part) => part.remove());
    frame.append(copy, `Step ${data.first + index + 1}`);
    return frame;
  }));
}
window.onbeforeprint = makeStrip;
matchMedia("print").onchange = ({ matches }) => matches && makeStrip();

document.querySelectorAll("main [hidden].live").forEach((part) => (part.hidden = false));
root.classList.add("scripted");
show(step);
play(isPlaying && data.steps > 1);
return {
  go, play, point, pin, find,
  get step() {
    return step;
  },
  get isPlaying() {
    return Boolean(timer);
  },
  get chosen() {
    return pinned ?? pointed;
  },
  numberOf: (cell) => teller.numberOf(choiceOf(cell)),
  close: () => clearTimeout(timer),
};
}
