#pragma once

#include <optional>
#include <vector>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"
#include "layout/views/breakdown/filter_breakdown.hpp"

namespace convarith {

/// One step of a convolution worked out for each filter. Several filters are side by side as far as the page allows,
/// else below each other, each under its name.
class Breakdown {
 public:
  Breakdown(const Walkthrough& walkthrough, const Numbers& numbers);

  /// Around everything; of a single filter's only row the middle is at y = 0.
  Box box() const { return box_; }
  void move(Point shift);
  /// Where the maps are that draw_still() draws, and those of draw_step().
  std::vector<CellMap> still_maps() const;
  std::vector<CellMap> region_maps() const;
  /// What is the same in all steps.
  void draw_still(Pen pen) const;
  void draw_step(const Step& step, Pen pen) const;
  /// Of a window that gives no output.
  void draw_nothing(Pen pen) const;

  /// Whether it has products: not where all is in one row.
  static bool shows_products(const Walkthrough& walkthrough);

 private:
  struct Part {
    FilterBreakdown breakdown;
    Point shift;
    Point heading;  // the middle of its base line
  };

  void arrange();

  std::vector<Part> parts_;
  Point shift_;
  Box box_;
};

Status check_breakdown(const Subject& subject, const FigureOptions& options);

/// The breakdown alone.
Drawing draw_breakdown(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
