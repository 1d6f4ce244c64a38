#include "layout/views/sequence/sum_block.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "layout/text/typesetting.hpp"
#include "layout/views/sequence/sequence_labels.hpp"

namespace convarith {
namespace {

constexpr double kSize = 10;  // size of the text, bp
constexpr std::string_view kEquals = "= ";

TextLine formula(std::string_view text) {
  return set_formula(std::string(text), kSize);
}

double width_of(std::string_view text) {
  return text.empty() ? 0 : formula(text).width;
}

/// Returns the start of a sum, like "y_3 = ".
std::string head_of(const SequenceTexts& cell_texts, std::size_t step) {
  return cell_texts.output_symbol(static_cast<int>(step)) + " " + std::string(kEquals);
}

/// Splits a summand into its sign, with the space behind it, and the rest.
std::pair<std::string_view, std::string_view> split_sign(std::string_view number) {
  for (const std::string_view sign : {"+ ", "− "}) {
    if (number.starts_with(sign)) return {number.substr(0, sign.size()), number.substr(sign.size())};
  }
  return {{}, number};
}

/// Measures widths of texts, each only once: steps repeat the same numbers over and over.
class Measure {
 public:
  double operator()(std::string_view text) {
    const auto [known, is_new] = widths_.try_emplace(std::string(text), 0);
    if (is_new) known->second = width_of(text);
    return known->second;
  }

 private:
  std::unordered_map<std::string, double> widths_;
};

}  // namespace

SumBlock::SumBlock(const SequenceTexts& cell_texts, double width) : space_(width_of(" ")) {
  Measure measure;
  for (std::size_t step = 0; step < cell_texts.walkthrough().steps(); ++step) {
    head_ = std::max(head_, measure(head_of(cell_texts, step)));
    std::size_t number = 0;
    for (const SumPart& part : sum_parts(cell_texts, step)) {
      if (!part.is_value && number == terms_.size()) terms_.emplace_back();
      Column& column = part.is_value ? value_ : terms_[number++];
      const auto [sign, digits] = split_sign(part.number);
      column.sign = std::max(column.sign, measure(sign));
      column.number = std::max(column.number, measure(digits));
      column.rest = std::max(column.rest, measure(part.rest));
    }
  }
  break_lines(width);
}

void SumBlock::break_lines(double width) {
  double end = head_;
  const auto place = [&](Column& column) {
    const double breadth = column.sign + column.number + column.rest;
    const bool is_first = &column == &terms_.front();
    column.begins_line = is_first || end + space_ + breadth > width;
    if (column.begins_line && !is_first) ++lines_;
    column.line = lines_ - 1;
    column.left = column.begins_line ? head_ : end + space_;
    end = column.left + breadth;
    widest_ = std::max(widest_, end);
  };
  for (Column& term : terms_) place(term);
  if (has_value()) place(value_);
}

double SumBlock::height() const {
  return (static_cast<double>(lines_ - 1) * kLeading + kAscent + kDescent) * kSize;
}

void SumBlock::draw(const SequenceTexts& cell_texts, std::size_t step, Point top, PaintId ink, PaintId accent,
                    DisplayList& shapes) const {
  const double left = top.x - widest_ / 2;
  const auto write = [&](PaintId paint, const TextLine& line, double x, std::size_t number) {
    const double base = top.y - (kAscent + static_cast<double>(number) * kLeading) * kSize;
    write_line(shapes, Role::sum_text, std::nullopt, paint, line, {left + x, base});
  };
  const auto write_sign = [&](std::string_view sign, const Column& column) {
    const std::string text = (column.begins_line ? "" : " ") + std::string(sign);
    if (!text.empty()) write(ink, formula(text), column.left - (column.begins_line ? 0 : space_), column.line);
  };
  const TextLine head = formula(head_of(cell_texts, step));
  write(ink, head, head_ - head.width, 0);
  std::size_t number = 0;
  for (const SumPart& part : sum_parts(cell_texts, step)) {
    const Column& column = part.is_value ? value_ : terms_[number++];
    const auto [sign, digits] = split_sign(part.number);
    write_sign(part.is_value ? part.number : sign, column);
    if (part.is_value) {
      write(accent, formula(part.rest), column.left + column.number, column.line);
    } else {
      const double start = column.left + column.sign + column.number - width_of(digits);
      write(ink, formula(std::string(digits) + part.rest), start, column.line);
    }
  }
}

}  // namespace convarith
