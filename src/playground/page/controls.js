"use strict";
// The controls of a figure, made of the program's own table of fields. Settings that are not set show what they default to.

/** How far the sliders go; the fields beside them take any number. */
const reaches = { n: [1, 16], k: [1, 7], s: [1, 5], p: [0, 6], d: [1, 4], a: [0, 4], adaptive: [1, 8], output_size: [1, 24], channels: [1, 8], filters: [1, 8], groups: [1, 8] };
const usual = { s: "1", p: "0", d: "1", a: "0", channels: "1", filters: "1", groups: "1" };
const names = {
  op: "Operation", n: "Input n", k: "Kernel k", s: "Stride s", p: "Padding p", padding_mode: "Padding holds", d: "Dilation d", transposed: "Transposed", a: "Output padding a",
  output_size: "Output size", ceil_mode: "ceil_mode", count_include_pad: "count_include_pad", divisor_override: "Divisor", adaptive: "Adaptive to", channels: "Channels", filters: "Filters",
  groups: "Groups", pointwise: "1×1 filters behind", has_bias: "Bias", random: "Random numbers", precision: "Decimals", values: "Input values", weights: "Weights", pointwise_weights: "1×1 weights",
  bias: "Bias values", view: "View", beside: "Beside it", theme: "Theme", background: "Background", panels: "Panels", misfits: "Windows that don't fit", centres: "Centres", cell: "Cell",
  cells: "Cells show", colormap: "Colours", range: "Range", labels: "Labels", legend: "Legend", title: "Title", caption: "Caption", step_counter: "Step counter",
};
const operations = { conv: "convolution", max: "max pooling", avg: "average pooling" };
/** The sections, in order; what is in none of them comes into the last one of its group. */
const sections = [
  { title: "Layer", keys: ["op", "transposed", "n", "k", "s", "p", "d", "a"], open: true },
  { title: "Channels", keys: ["channels", "filters", "groups", "pointwise", "has_bias"], open: true },
  { title: "Numbers", keys: ["random", "precision", "cells", "colormap", "range"], open: true },
  { title: "Drawing", keys: ["view", "beside", "theme", "labels", "legend", "caption", "title", "step_counter"], open: true },
  { title: "More of the layer", group: "Layer" },
  { title: "More numbers", group: "Values" },
  { title: "More of the drawing", group: "Figure" },
];

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};

/** An input of numbers with a slider and steppers. `write` hears each change; the last of a drag is `isFinal`. */
function numberField(key, label, [least, most], write) {
  const slider = element("input", { type: "range", min: String(least), max: String(most), "aria-label": `${label}, slider`, tabIndex: -1 });
  const field = element("input", { type: "text", inputmode: "numeric", class: "number", "aria-label": label, "data-key": key });
  const step = (by) => {
    const number = Number(field.value || field.placeholder);
    if (Number.isInteger(number)) write(String(Math.max(least, number + by)), true);
  };
  const stepper = (sign, by, what) => {
    const button = element("button", { type: "button", class: "stepper", "aria-label": `${what} ${label}`, tabIndex: -1 }, sign);
    button.onclick = () => step(by);
    return button;
  };
  slider.oninput = () => write(slider.value, false);
  slider.onchange = () => write(slider.value, true);
  field.onchange = () => write(field.value.trim(), true);
  field.onkeydown = (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  };
  const show = (value, placeholder) => {
    if (document.activeElement !== field || field.value !== value) field.value = value;
    field.placeholder = placeholder;
    slider.value = value === "" ? placeholder : value;
  };
  return { parts: [slider, element("span", { class: "stepped" }, stepper("−", -1, "Less"), field, stepper("+", 1, "More"))], show };
}

/** One number for both axes, or rows and columns apart. */
function axesWidget(control, label, write) {
  const reach = reaches[control.key] ?? [control.least ?? 0, 16];
  let texts = ["", ""];
  let isApart = false;
  const joined = (index, text) => {
    texts = isApart ? texts.map((old, i) => (i === index ? text : old)) : [text, text];
    return isApart && texts.every(Boolean) ? texts.join("x") : texts[0];
  };
  const both = numberField(control.key, label, reach, (text, isFinal) => write(joined(0, text), isFinal));
  const cols = numberField(control.key, `${label}, columns`, reach, (text, isFinal) => write(joined(1, text), isFinal));
  const second = element("span", { class: "second", hidden: true }, ...cols.parts);
  const link = element("button", { type: "button", class: "stepper link", "aria-pressed": "false", "aria-label": `${label}: rows and columns apart`, title: "rows and columns apart" }, "⇅");
  link.onclick = () => {
    isApart = !isApart;
    const first = texts[0] || both.parts[0].value;
    write(isApart ? `${first}x${texts[1] || first}` : first, true);
  };
  return {
    parts: [element("span", { class: "first" }, ...both.parts, link), second],
    show: (value, placeholder) => {
      const pair = /^\s*([^x×,]+)[x×]([^x×,]+)\s*$/.exec(value);
      isApart = Boolean(pair);
      texts = pair ? pair.slice(1) : [value, value];
      both.show(texts[0], placeholder);
      cols.show(texts[1], placeholder);
      second.hidden = !isApart;
      link.setAttribute("aria-pressed", String(isApart));
    },
  };
}

function selectOf(control, label, write, nameOf = (word) => word) {
  const select = element("select", { "aria-label": label, "data-key": control.key }, ...control.choices.map(({ word, help }) => element("option", { value: word, title: help ?? "" }, nameOf(word))));
  select.onchange = () => write(select.value, true);
  return select;
}
/** Greys the choices that make no sense, and says why where they are. */
function greyChoices(select, reasons = {}) {
  for (const option of select.options) {
    const reason = reasons[option.value];
    option.disabled = Boolean(reason) && !option.selected;
    option.textContent = option.textContent.replace(/ \(.*$/, "") + (reason ? ` (${reason.why})` : "");
  }
}

/** A kind of control: parts to be shown, and how they show a value. `write(text or undefined, isFinal)` sets it. */
const widgets = {
  switch: (control, label, write) => {
    const isUsuallyOn = control.help.endsWith("default yes");
    const box = element("input", { type: "checkbox", role: "switch", "aria-label": label, "data-key": control.key });
    box.onchange = () => write(box.checked === isUsuallyOn ? undefined : box.checked, true);
    return { parts: [box], show: (value) => (box.checked = value === "" ? isUsuallyOn : value === true || value === "yes") };
  },
  axes: axesWidget,
  number: (control, label, write) => {
    const reach = reaches[control.key];
    if (reach) {
      const field = numberField(control.key, label, reach, write);
      return { parts: [element("span", { class: "first" }, ...field.parts)], show: field.show };
    }
    const field = element("input", { type: "text", inputmode: "numeric", class: "number", "aria-label": label, "data-key": control.key });
    field.onchange = () => write(field.value.trim() || undefined, true);
    return { parts: [field], show: (value) => (field.value = value) };
  },
  padding: (control, label, write) => {
    const axes = axesWidget(control, label, write);
    const words = { ...control, choices: [{ word: "" }, { word: "sides" }, ...control.choices] };
    const select = selectOf(words, `${label}, rule`, (word) => write(word === "sides" ? "0,0,0,0" : word || "0", true), (word) => ({ "": "number", sides: "each side" })[word] ?? word);
    const sides = element("input", { type: "text", class: "sides", "aria-label": `${label}: top, bottom, left, right`, "data-key": control.key });
    sides.onchange = () => write(sides.value.trim(), true);
    return {
      parts: [select, ...axes.parts, sides],
      select,
      show: (value, placeholder) => {
        const isWord = /^[a-z]/.test(value);
        const isSides = value.includes(",");
        select.value = isWord ? value : isSides ? "sides" : "";
        axes.parts[0].hidden = isWord || isSides;
        axes.show(isWord || isSides ? "" : value, placeholder);
        if (isWord || isSides) axes.parts[1].hidden = true;
        sides.hidden = !isSides;
        sides.value = value;
      },
    };
  },
  word: (control, label, write) => {
    const hasDefault = control.key === "op" || control.key === "padding_mode";
    const all = hasDefault ? control.choices : [{ word: "" }, ...control.choices];
    const select = selectOf({ ...control, choices: all }, label, (word) => write(word === all[0].word ? undefined : word, true), (word) => operations[word] ?? (word || (control.key === "beside" ? "nothing" : "usual")));
    return { parts: [select], select, show: (value) => (select.value = value || all[0].word) };
  },
  text: (control, label, write) => {
    const field = element("input", { type: "text", "aria-label": label, "data-key": control.key, ...(control.key === "caption" ? { list: "captions" } : {}) });
    field.onchange = () => write(field.value || undefined, true);
    return { parts: [field], show: (value) => (field.value = value) };
  },
};
widgets.numbers = widgets.text;
/** Numbers are made up or not; the seed says which. */
widgets.seed = (control, label, write) => {
  const box = element("input", { type: "checkbox", role: "switch", "aria-label": label });
  const seed = element("input", { type: "text", inputmode: "numeric", class: "number", "aria-label": `${label}, seed`, "data-key": control.key });
  const another = element("button", { type: "button", class: "stepper", "aria-label": "Other random numbers", title: "other numbers" }, "⟳");
  box.onchange = () => write(box.checked ? seed.value || "1" : undefined, true);
  seed.onchange = () => write(seed.value.trim() || undefined, true);
  another.onclick = () => write(String((Number(seed.value) || 0) + 1), true);
  return {
    parts: [box, seed, another],
    show: (value) => {
      box.checked = value !== "";
      seed.value = value;
      seed.hidden = another.hidden = value === "";
    },
  };
};

/** Fills the form. `write(key, value or undefined, isFinal)` changes a setting; what is returned shows answers. */
function makeControls(form, controls, write) {
  const made = new Map();
  const placed = new Set(sections.flatMap(({ keys = [] }) => keys));
  const rowOf = (control) => {
    const label = names[control.key] ?? control.key;
    const widget = (control.key === "random" ? widgets.seed : (widgets[control.kind] ?? widgets.text))(control, label, (value, isFinal) => write(control.key, value, isFinal));
    const why = element("p", { class: "why", id: `why-${control.key}` });
    const problem = element("p", { class: "problem", role: "alert", hidden: true });
    const row = element("div", { class: `control of-${control.key} kind-${control.kind}`, title: control.help }, element("span", { class: "name" }, label), element("span", { class: "widget" }, ...widget.parts), why, problem);
    made.set(control.key, { control, widget, row, why, problem });
    return row;
  };
  for (const { title, keys, group, open } of sections) {
    const rows = controls.filter(({ key, group: of }) => (keys ? keys.includes(key) : of === group && !placed.has(key)));
    if (keys) rows.sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));
    if (rows.length) form.append(element("details", { open: Boolean(open), class: "section" }, element("summary", {}, title), ...rows.map(rowOf)));
  }
  form.append(element("datalist", { id: "captions" }, ...["params", "formula", "both"].map((word) => element("option", { value: word }))));
  form.onsubmit = (event) => event.preventDefault();

  const remedyButton = (problem) => {
    const remedy = remedyOf(problem, controls);
    if (!remedy) return [];
    const [key, value] = remedy;
    const button = element("button", { type: "button", class: "text-button remedy" }, value === undefined ? "leave it out" : `${names[key] ?? key}: ${value === true ? "on" : value}`);
    button.onclick = () => write(key, value, true);
    return [" ", button];
  };
  /** Says problems at their controls, and gives those that belong to none. */
  const showProblems = (problems) => {
    const others = [];
    for (const { problem, row } of made.values()) {
      problem.hidden = true;
      row.classList.remove("wrong");
    }
    for (const each of problems) {
      const place = made.get(each.key);
      if (!place) {
        others.push(each);
        continue;
      }
      place.problem.hidden = false;
      place.row.classList.add("wrong");
      place.problem.replaceChildren(each.why, each.hint ? `; ${each.hint}` : "", ...remedyButton(each));
      place.row.closest("details").open = true;
    }
    return others;
  };
  const showIdle = (idle, settings) => {
    for (const [key, { row, why, widget }] of made) {
      const reason = idle[key]?.why ? idle[key] : undefined;
      const isIdle = Boolean(reason) && settings[key] === undefined;
      row.classList.toggle("idle", isIdle);
      row.querySelectorAll("input, select, button").forEach((part) => {
        part.disabled = isIdle && !part.classList.contains("remedy");
      });
      row.tabIndex = isIdle ? 0 : -1;
      if (!isIdle) row.removeAttribute("tabindex");
      why.replaceChildren(...(isIdle ? [reason.why, ...remedyButton({ ...reason, key: undefined })] : []));
      if (widget.select) greyChoices(widget.select, idle[key]?.choices);
    }
  };
  return {
    showSettings: (settings) => {
      for (const [key, { widget }] of made) {
        const value = settings[key];
        const fallback = key === "s" && settings.op && settings.op !== "conv" ? settings.k : usual[key];
        widget.show(value === undefined ? "" : value, fallback ?? "");
      }
    },
    showAnswer: (answer, settings) => {
      showIdle(answer.idle ?? {}, settings);
      return showProblems(answer.problems ?? []);
    },
    remedyButton,
  };
}
