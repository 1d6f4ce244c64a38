"use strict";
// Short lessons. Each sets the figure, asks for a number, and says one thing once the number is found. What is right comes from the
// figure's own data. `covers` are the maps that would give the answer away.

const weightOfTap = (layer, tap) => layer.w[tap[0][1] * layer.cols.k + tap[1][1]];
const inputOfTap = (layer, tap) => layer.x[tap[0][2] * layer.cols.n + tap[1][2]];
const firstTaps = (layer) => layer.rows.taps[0].flatMap((down) => layer.cols.taps[0].map((across) => [down, across]));
const small = { n: "4", k: "2", view: "numeric", values: "[[2,0,1,3],[1,3,0,2],[0,1,2,1],[3,0,1,2]]", weights: "[[3,1],[0,2]]" };

const lessons = [
  {
    title: "One product",
    settings: small,
    text: "A kernel lies on the input: each of its weights, the small numbers, lies on one input. The two are multiplied.",
    ask: "Which number comes of the upper left input and the weight on it?",
    covers: ["output"],
    answer: ({ layers: [layer] }) => inputOfTap(layer, firstTaps(layer)[0]) * weightOfTap(layer, firstTaps(layer)[0]),
    after: "Each weight makes one such product, wherever the kernel lies.",
  },
  {
    title: "One sum",
    settings: small,
    text: "The products under the kernel are added. Their sum is one cell of the output.",
    ask: "What is the first output?",
    covers: ["output"],
    answer: ({ layers: [layer] }) => layer.y[0],
    after: "An output is a sum of inputs, weighted by the kernel.",
  },
  {
    title: "Sliding",
    settings: { n: "5", k: "3" },
    text: "The kernel slides over the input, cell by cell. It stays inside, so that it has fewer places than there are inputs.",
    ask: "An input of 5 × 5 cells, a kernel of 3 × 3: how many columns has the output?",
    covers: ["output"],
    answer: ({ layers: [layer] }) => layer.cols.m,
    after: "Along each axis there are n − k + 1 places for the kernel, and an output for each.",
  },
  {
    title: "Stride",
    settings: { n: "7", k: "3", s: "2" },
    text: "With stride 2 the kernel goes two cells at a time, and passes over every other place.",
    ask: "On 7 cells, with 3 weights and stride 2: how many columns has the output?",
    covers: ["output"],
    answer: ({ layers: [layer] }) => layer.cols.m,
    after: "The stride divides the size of the output; what is left over at the end is never reached.",
  },
  {
    title: "Padding",
    settings: { n: "5", k: "3", p: "1" },
    text: "A border of zeros lets the kernel begin outside of the input.",
    ask: "On 5 × 5 cells with padding 1 and a 3 × 3 kernel: how many columns has the output?",
    covers: ["output"],
    answer: ({ layers: [layer] }) => layer.cols.m,
    after: "Padding of half the kernel, rounded down, keeps the size: p = (k − 1)/2 for odd k.",
  },
  {
    title: "Dilation",
    settings: { n: "7", k: "3", d: "2" },
    text: "Dilation 2 leaves a gap of one cell between the weights. There are as many weights as before, and they see further.",
    ask: "How many columns of the input does one output span?",
    covers: [],
    answer: ({ layers: [layer] }) => layer.cols.taps[0].at(-1)[0] - layer.cols.taps[0][0][0] + 1,
    after: "A dilated kernel spans d(k − 1) + 1 cells, with k weights.",
  },
  {
    title: "Channels",
    settings: { n: "4", k: "2", channels: "3", filters: "2", view: "volume" },
    text: "An input with channels is a stack of maps. A filter goes through the whole stack, and makes one map of the output.",
    ask: "Three channels, two filters: how many maps has the output?",
    covers: ["output"],
    answer: ({ layers: [layer] }) => layer.filters,
    after: "The output has one map for each filter, however many channels there are.",
  },
  {
    title: "Transposed",
    settings: { n: "2", k: "3", s: "2", transposed: true },
    text: "A transposed convolution goes the other way: each input is spread over as many outputs as the kernel has cells, a stride apart.",
    ask: "Two columns of input, three of the kernel, stride 2: how many columns has the output?",
    covers: ["output"],
    answer: ({ layers: [layer] }) => layer.cols.m,
    after: "It has the size from which the same convolution, with the same stride, would make the input.",
  },
];

/** Shows the lessons in `place`; `set(settings)` draws one, `cover(kinds)` hides maps, `data()` is what is drawn. */
function makeLessons(place, { set, cover, data, done }) {
  let number = 0;
  const close = () => {
    cover([]);
    document.documentElement.classList.remove("asking");
    place.hidden = true;
    done();
  };
  const button = (text, action, kind = "") => {
    const made = element("button", { type: "button", class: `text-button ${kind}` }, text);
    made.onclick = action;
    return made;
  };
  function open(index) {
    number = index;
    const lesson = lessons[number];
    set(lesson.settings);
    cover(lesson.covers);
    document.documentElement.classList.add("asking");
    const field = element("input", { type: "text", inputmode: "numeric", class: "number", id: "lesson-answer", "aria-label": "Your answer" });
    const said = element("p", { id: "lesson-said", role: "status" });
    const next = number + 1 < lessons.length ? button("Next", () => open(number + 1), "main-button") : button("Done", close, "main-button");
    next.hidden = true;
    const reveal = (text) => {
      cover([]);
      document.documentElement.classList.remove("asking");
      said.replaceChildren(text);
      form.hidden = true;
      next.hidden = false;
      next.focus();
    };
    const form = element("form", { class: "row" }, field, element("button", { class: "text-button main-button" }, "Check"), button("Show me", () => reveal(`It is ${lesson.answer(data())}. ${lesson.after}`)));
    form.onsubmit = (event) => {
      event.preventDefault();
      const given = Number(field.value.replace("−", "-"));
      if (field.value.trim() === "" || !Number.isFinite(given)) said.replaceChildren("Type a number.");
      else if (given === lesson.answer(data())) reveal(`Right. ${lesson.after}`);
      else said.replaceChildren(`Not ${field.value.trim()}. Look again.`);
    };
    const dots = element("ol", { class: "lessons" }, ...lessons.map(({ title }, i) => {
      const dot = button(title, () => open(i));
      if (i === number) dot.setAttribute("aria-current", "step");
      return element("li", {}, dot);
    }));
    place.replaceChildren(dots, element("h2", {}, lesson.title), element("p", {}, lesson.text), element("p", { class: "ask" }, lesson.ask), form, said, element("div", { class: "row" }, next, button("Close", close)));
    field.focus({ preventScroll: true });
  }
  return {
    toggle: () => {
      if (!place.hidden) return close();
      place.hidden = false;
      open(0);
    },
    get isOpen() {
      return !place.hidden;
    },
  };
}
