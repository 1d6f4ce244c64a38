#include "layout/views/sequence/sequence_labels.hpp"

namespace convarith {
namespace {

// In bp.
constexpr double kLabelSize = 6.5;
constexpr double kLabelGap = 3;  // from a cell to the base line above it

}  // namespace

TextLine set_formula(std::string_view text, double size) {
  return Typesetter().line(text, size, TextStyle::formula);
}

void write_above(DisplayList& shapes, Role role, PaintId ink, const FlatMap& map, int col, std::string_view text) {
  const Box cell = map.box_of({0, col}, 1, 1);
  const Point middle{cell.middle(), cell.top + kLabelGap + kDigitMiddle * kLabelSize};
  write_centred(shapes, role, Cell{0, col}, ink, text, middle, kLabelSize, TextStyle::formula);
}

}  // namespace convarith
