#include "arithmetic/formula.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "arithmetic/axes.hpp"
#include "arithmetic/facts.hpp"

namespace convarith {
namespace {

/// The signs that formulas of one format are written with.
struct Notation {
  std::string_view minus;
  std::string_view times;
  std::string_view prime;
  std::string_view dots;
  std::string_view floor[2];  ///< before and after the term that is rounded
  std::string_view ceil[2];
  std::string_view fraction[3];  ///< before, between and after numerator and denominator
  std::string_view sum_over[3];  ///< the same for a numerator that is a sum
  std::string_view aside[2];     ///< before and after words in parentheses
  std::string_view given;        ///< behind a size that is given instead of computed
  std::string_view window;       ///< before the cells of window i
  std::string_view whole[2];     ///< before and after a formula
  bool names_letters = false;    ///< whether each number is an element that names its letter
};

constexpr Notation kText{"−",         "·",        "′",           "…",
                         {"⌊", "⌋"},  {"⌈", "⌉"}, {"", "/", ""}, {"(", ")/", ""},
                         {" (", ")"}, " given",   "window i: ",  {"", ""}};

constexpr Notation with_names(Notation notation) {
  notation.names_letters = true;
  return notation;
}

constexpr Notation kHtml = with_names(kText);

constexpr Notation in_latex(std::string_view delimiter) {
  return {"-",
          " \\cdot ",
          "'",
          "\\dots",
          {"\\left\\lfloor ", " \\right\\rfloor"},
          {"\\left\\lceil ", " \\right\\rceil"},
          {"\\frac{", "}{", "}"},
          {"\\frac{", "}{", "}"},
          {" \\quad \\text{(", ")}"},
          " \\text{ given}",
          "\\text{window } i\\colon ",
          {delimiter, delimiter}};
}

constexpr Notation kMarkdown = in_latex("$");
constexpr Notation kLatex = in_latex("");

const Notation& notation_of(FormulaFormat format) {
  switch (format) {
    case FormulaFormat::markdown:
      return kMarkdown;
    case FormulaFormat::latex:
      return kLatex;
    case FormulaFormat::html:
      return kHtml;
    case FormulaFormat::text:
      break;
  }
  return kText;
}

std::string between(const std::string_view (&signs)[2], const std::string& inside) {
  return fmt::format("{}{}{}", signs[0], inside, signs[1]);
}

std::string fraction(const std::string_view (&signs)[3], const std::string& numerator, const std::string& denominator) {
  return fmt::format("{}{}{}{}{}", signs[0], numerator, signs[1], denominator, signs[2]);
}

/// The symbols of a formula: letters, or the numbers of one axis.
struct Symbols {
  std::string m;
  std::string n;
  std::string s;
  std::string per_stride;  ///< the stride behind a factor: "s" or "·2"
  std::string reach;       ///< d(k - 1)
  std::string a;
  std::vector<std::string> sides;    ///< p, or p and p'
  std::vector<std::string> padding;  ///< the terms that are added for both sides: 2p, or p and p'
};

/// Returns what stands for a letter: itself, or a number.
std::string symbol(const Notation& notation, std::string_view letter, std::string_view text) {
  if (!notation.names_letters) return std::string(text);
  return fmt::format("<var class=\"{}\">{}</var>", letter, text);
}
std::string symbol(const Notation& notation, std::string_view letter, int number) {
  return symbol(notation, letter, fmt::format("{}", number));
}

Symbols letters(const Notation& notation, bool has_two_sides) {
  const auto letter = [&](std::string_view name) { return symbol(notation, name, name); };
  const std::string p = letter("p");
  const std::string prime = symbol(notation, "p", fmt::format("p{}", notation.prime));
  const std::string reach = fmt::format("{}({}{}1)", letter("d"), letter("k"), notation.minus);
  Symbols symbols{letter("m"), letter("n"), letter("s"), letter("s"), reach, letter("a"), {p}, {"2" + p}};
  if (has_two_sides) symbols.sides = symbols.padding = {p, prime};
  return symbols;
}

Symbols numbers(const Notation& notation, bool has_two_sides, const Axis& axis) {
  const auto number = [&](std::string_view letter, int value) { return symbol(notation, letter, value); };
  const std::string reach = fmt::format("({}{}1)", number("k", axis.kernel), notation.minus);
  const std::string dilated = fmt::format("{}{}{}", number("d", axis.dilation), notation.times, reach);
  const std::string stride = number("s", axis.stride);
  const std::string before = number("p", axis.padding.before);
  Symbols symbols{number("m", axis.output),
                  number("n", axis.input),
                  stride,
                  fmt::format("{}{}", notation.times, stride),
                  axis.dilation == 1 ? reach : dilated,
                  number("a", axis.output_padding),
                  {before},
                  {fmt::format("2{}{}", notation.times, before)}};
  if (has_two_sides) symbols.sides = symbols.padding = {before, number("p", axis.padding.after)};
  return symbols;
}

/// Whether the output formula is that of a padding rule: ceil(n/s).
bool gives_all_strides(const Operation& operation) {
  const bool by_rule =
      operation.padding_rule == PaddingRule::tf_same || operation.padding_rule == PaddingRule::same_lower;
  return by_rule && !operation.transposed;
}

/// Writes the right side of "m =", without the result.
class OutputFormula {
 public:
  OutputFormula(const Operation& operation, const Notation& notation) : operation_(operation), notation_(notation) {}

  std::string operator()(const Symbols& symbols) const {
    if (operation_.transposed) return transposed(symbols);
    if (gives_all_strides(operation_)) {
      return between(notation_.ceil, fraction(notation_.fraction, symbols.n, symbols.s));
    }
    const std::string room = fmt::format("{} + {} {} {} {} 1", symbols.n, fmt::join(symbols.padding, " + "),
                                         notation_.minus, symbols.reach, notation_.minus);
    return between(operation_.ceil_mode ? notation_.ceil : notation_.floor,
                   fraction(notation_.sum_over, room, symbols.s) + " + 1");
  }

 private:
  std::string transposed(const Symbols& symbols) const {
    const std::string minus = fmt::format(" {} ", notation_.minus);
    return fmt::format("({}{}1){}{}{} + {} + {} + 1", symbols.n, minus, symbols.per_stride, minus,
                       fmt::join(symbols.padding, minus), symbols.reach, symbols.a);
  }

  const Operation& operation_;
  const Notation& notation_;
};

/// Writes the first and the last cell of window i of an adaptive pooling.
std::string adaptive_window(const Notation& notation, const Symbols& symbols) {
  const auto share = [&](std::string_view index) {
    return fraction(notation.fraction, fmt::format("{}{}{}", index, notation.times, symbols.n), symbols.m);
  };
  return fmt::format("{} {} {} {} 1", between(notation.floor, share("i")), notation.dots,
                     between(notation.ceil, share("(i+1)")), notation.minus);
}

/// Makes a formula of its general form and of what work(axis, symbols) writes for the numbers of each axis.
template <class Work>
Formula make_formula(const Operation& operation, const Notation& notation, const std::string& general,
                     const Work& work) {
  Formula formula{between(notation.whole, general), {}};
  for (const Axis& axis : operation.axes()) {
    formula.worked.push_back(between(notation.whole, work(axis, numbers(notation, has_two_sides(operation), axis))));
  }
  const bool are_alike = std::all_of(formula.worked.begin(), formula.worked.end(),
                                     [&](const std::string& worked) { return worked == formula.worked.front(); });
  if (are_alike) formula.worked.resize(1);
  return formula;
}

Formula adaptive_formula(const Operation& operation, const Notation& notation) {
  const auto text = [&](const std::string& m, const Symbols& symbols) {
    return fmt::format("{}, {}{}", m, notation.window, adaptive_window(notation, symbols));
  };
  const Symbols general = letters(notation, false);
  return make_formula(
      operation, notation, text(fmt::format("{}{}", general.m, notation.given), general),
      [&](const Axis&, const Symbols& symbols) { return text(fmt::format("{} = {}", general.m, symbols.m), symbols); });
}

}  // namespace

Formula output_formula(const Operation& operation, FormulaFormat format) {
  const Notation& notation = notation_of(format);
  if (operation.adaptive) return adaptive_formula(operation, notation);
  const OutputFormula formula(operation, notation);
  const Symbols general = letters(notation, has_two_sides(operation));
  return make_formula(operation, notation, fmt::format("{} = {}", general.m, formula(general)),
                      [&](const Axis& axis, const Symbols& symbols) {
                        const std::string size = formula(symbols);
                        if (!axis.drops_window) return fmt::format("{} = {} = {}", general.m, size, symbols.m);
                        return fmt::format("{} = {} {} 1 = {}{}", general.m, size, notation.minus, symbols.m,
                                           between(notation.aside, "the last window would begin in the padding"));
                      });
}

Formula transposed_padding_formula(const Operation& operation, FormulaFormat format) {
  const Notation& notation = notation_of(format);
  // Writes "p_t = ...", for both sides where they differ. `ends` holds the results.
  const auto text = [&](const Symbols& symbols, const std::vector<std::string>& ends) {
    std::vector<std::string> sides;
    for (std::size_t i = 0; i < symbols.sides.size(); ++i) {
      sides.push_back(fmt::format("p_t{} = {} {} {}{}", i == 0 ? "" : notation.prime, symbols.reach, notation.minus,
                                  symbols.sides[i], ends[i]));
    }
    return fmt::format("{}", fmt::join(sides, ", "));
  };
  const auto end = [&](int padding) {
    return padding < 0 ? fmt::format(" = {}{}", notation.minus, -padding) : fmt::format(" = {}", padding);
  };
  return make_formula(operation, notation, text(letters(notation, has_two_sides(operation)), {"", ""}),
                      [&](const Axis& axis, const Symbols& symbols) {
                        const Sides padding = transposed_padding(axis);
                        return text(symbols, {end(padding.before), end(padding.after)});
                      });
}

}  // namespace convarith
