"use strict";
// The settings of a figure, by the keys of presets, are its whole state; a link holds them in words that stay.

/** "#n=5&k=3&transposed&step=4" of settings, the step and a pasted model. */
function linkOf({ settings, step, model }) {
  const parts = Object.entries(settings).map(([key, value]) => (value === true ? key : `${key}=${encoded(value === false ? "no" : value)}`));
  if (step) parts.push(`step=${step}`);
  if (model) parts.push(`text=${encoded(model)}`);
  return `#${parts.join("&")}`;
}
const encoded = (text) => encodeURIComponent(text).replace(/%(2C|5B|5D|20|3A)/g, (code) => ({ "%2C": ",", "%5B": "[", "%5D": "]", "%20": "+", "%3A": ":" })[code]);

/** The state of a link, or undefined if it holds none. */
function stateOf(hash) {
  const parts = hash.replace(/^#/, "").split("&").filter(Boolean);
  if (!parts.length) return undefined;
  const state = { settings: {}, step: 0, model: "" };
  for (const part of parts) {
    const [key, ...rest] = part.split("=");
    let value = true;
    try {
      if (rest.length) value = decodeURIComponent(rest.join("=").replaceAll("+", " "));
    } catch {
      continue;
    }
    if (key === "step") state.step = Number(value) || 0;
    else if (key === "text") state.model = value === true ? "" : value;
    else if (/^\w+$/.test(key)) state.settings[key] = value === "no" ? false : value;
  }
  return state;
}

/** The settings that a hint such as "use -p 1, or leave it out" asks for: [key, value or undefined to leave it out], or undefined. */
function remedyOf({ hint, key }, controls) {
  const found = /(?:^|\s)(-{1,2}[a-z][a-z-]*)(?:[ =]([^\s,;]+))?/.exec(hint ?? "");
  if (found) {
    const control = controls.find(({ flag }) => flag.split("/").includes(found[1]));
    if (control?.kind === "switch") return [control.key, true];
    if (control && found[2]) return [control.key, found[2]];
  }
  return key && /leave (it|one of them) out/.test(hint ?? "") ? [key, undefined] : undefined;
}

/** Nested lists of numbers in this shape, as text. */
function nested(numbers, shape) {
  const [length, ...rest] = shape;
  if (!rest.length) return `[${numbers.join(",")}]`;
  const size = numbers.length / length;
  return `[${[...Array(length).keys()].map((i) => nested(numbers.slice(i * size, (i + 1) * size), rest)).join(",")}]`;
}

/** The setting that changes one number: the shown layer's inputs or weights, all written out. */
function withNumber(layer, { of, index }, value) {
  const numbers = [...(of === "values" ? layer.x : layer.w)];
  numbers[index] = value;
  const [rows, cols] = of === "values" ? [layer.rows.n, layer.cols.n] : [layer.rows.k, layer.cols.k];
  const plane = layer.dims === 1 ? [cols] : [rows, cols];
  if (of === "values") return nested(numbers, [layer.channels, ...plane]);
  const [channels, filters] = [layer.channels / layer.groups, layer.filters / layer.groups];
  return nested(numbers, [...(layer.transposed ? [layer.channels, filters] : [layer.filters, channels]), ...plane]);
}
