#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "layout/drawing.hpp"
#include "layout/shapes/box.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// The measure of text around drawings of this size: 1 bp usually, and more for large ones, beside which text would be
/// lost.
double text_unit(double width, double height);

/// Of the number of a step, in units.
inline constexpr double kCounterSize = 7;

/// A drawing's page, which grows for what is written around it. Nothing overlaps: labels stand beside the drawing, and
/// each of the other additions above or below all that is there already.
class Page {
 public:
  /// `unit` (bp) is the measure of all that is written.
  Page(Drawing drawing, double unit, const Typesetter& typesetter);

  void add_labels();
  /// "4/9" on a line of its own, above on the right.
  void add_step_counter();
  void add_legend();
  void add_title(std::string_view title);
  /// A smaller title, for one of several drawings.
  void add_heading(std::string_view heading);
  /// Each line of the caption, centred and wrapped.
  void add_caption(const std::vector<std::string>& lines, TextStyle style);

  /// bp, without borders.
  double height() const { return box_.height(); }
  /// Leaves room above and below, the same for both, to be as high as others.
  void grow_to(double height);

  /// The drawing with all that was added, on a page that has room for it.
  Drawing finish() &&;

 private:
  void set_lines_above(std::string_view text, double size);
  void set_lines(const std::vector<TextLine>& lines, double size, double first_base, Role role);
  void write(const TextLine& line, Point origin, Role role);
  Box box_of_counter(double width) const;
  double text_width() const;

  Drawing drawing_;
  const Typesetter& typesetter_;
  double unit_;
  Box box_;  ///< all that is there
  DisplayList still_;
  bool has_grown_ = false;
  Sheet counter_;
};

}  // namespace convarith
