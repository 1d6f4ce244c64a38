#include "sum_block.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sequence_labels.hpp"
#include "sum_text.hpp"
#include "typesetting.hpp"

namespace convarith {
namespace {

constexpr double kSize = 10;  // bp to the em

TextLine formula(const std::string& text) {
  return set_formula(text, kSize);
}

/// Some of a sum's parts, which stand in one line.
struct SumLine {
  std::size_t first = 0;
  std::size_t last = 0;  // exclusive
  double width = 0;
};

/// Finds where lines end. Steps say the same numbers over and over, so that widths are measured once.
class Breaker {
 public:
  explicit Breaker(double width) : width_(width), space_(formula(" ").width) {}

  std::vector<SumLine> lines_of(const std::vector<SumPart>& parts) {
    std::vector<SumLine> lines;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const double width = width_of(parts[i].number) + width_of(parts[i].rest);
      const bool fits = !lines.empty() && lines.back().width + space_ + width <= width_;
      if (!fits) lines.push_back({i, i, -space_});
      lines.back().last = i + 1;
      lines.back().width += space_ + width;
    }
    return lines;
  }

 private:
  double width_of(const std::string& text) {
    if (text.empty()) return 0;
    const auto [known, is_new] = widths_.try_emplace(text, 0);
    if (is_new) known->second = formula(text).width;
    return known->second;
  }

  double width_;
  double space_;
  std::unordered_map<std::string, double> widths_;
};

/// A line of a sum, and apart from it the value that it may end with.
std::pair<TextLine, TextLine> set_line(const std::vector<SumPart>& parts, const SumLine& line) {
  std::string text;
  std::string value;
  for (std::size_t i = line.first; i < line.last; ++i) {
    if (i > line.first) text += " ";
    text += parts[i].number;
    (parts[i].is_value ? value : text) += parts[i].rest;
  }
  return {formula(text), formula(value)};
}

}  // namespace

SumBlock::SumBlock(const SequenceWords& words, double width) : width_(width) {
  Breaker breaker(width);
  for (std::size_t step = 0; step < words.walkthrough().steps(); ++step) {
    const std::vector<SumLine> lines = breaker.lines_of(sum_parts(words, step));
    most_lines_ = std::max(most_lines_, lines.size());
    for (const SumLine& line : lines) widest_ = std::max(widest_, line.width);
  }
}

double SumBlock::height() const {
  return (static_cast<double>(most_lines_ - 1) * kLeading + kAscent + kDescent) * kSize;
}

void SumBlock::draw(const SequenceWords& words, std::size_t step, Point top, PaintId ink, PaintId accent,
                    DisplayList& shapes) const {
  const std::vector<SumPart> parts = sum_parts(words, step);
  double base = top.y - kAscent * kSize;
  for (const SumLine& stretch : Breaker(width_).lines_of(parts)) {
    const auto& [line, value] = set_line(parts, stretch);
    const double left = top.x - (line.width + value.width) / 2;
    write_line(shapes, Role::sum_text, std::nullopt, ink, line, {left, base});
    write_line(shapes, Role::sum_text, std::nullopt, accent, value, {left + line.width, base});
    base -= kLeading * kSize;
  }
}

}  // namespace convarith
