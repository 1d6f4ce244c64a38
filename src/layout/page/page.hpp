#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "layout/drawing.hpp"
#include "layout/shapes/box.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// Returns the text unit for a drawing of this size: usually 1 bp, and more for large drawings, beside which text would
/// be lost.
double text_unit(double width, double height);

/// Size of a step counter, in text units.
inline constexpr double kCounterSize = 7;

/// The page of a drawing, which grows for what is written around it. Nothing overlaps: labels stand beside the drawing,
/// and every other addition stands above or below everything that is there already.
class Page {
 public:
  /// `unit` (bp) is the measure of everything that is written.
  Page(Drawing drawing, double unit, const Typesetter& typesetter);

  void add_labels();
  /// Adds a counter such as "4/9" on a line of its own, above on the right.
  void add_step_counter();
  void add_legend();
  void add_title(std::string_view title);
  /// Adds a smaller title, for one of several drawings.
  void add_heading(std::string_view heading);
  /// Adds a caption. Each of its lines is centred and wrapped.
  void add_caption(const std::vector<std::string>& lines, TextStyle style);

  /// Returns the height of the page without borders, in bp.
  double height() const { return box_.height(); }
  /// Adds the same room above and below, so that the page without borders is at least this high (bp).
  void grow_to(double height);

  /// Returns the drawing with everything that was added, on a page that has room for it.
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
  Box box_;  ///< bounds of everything on the page
  DisplayList still_;
  bool has_grown_ = false;
  Sheet counter_;
};

}  // namespace convarith
