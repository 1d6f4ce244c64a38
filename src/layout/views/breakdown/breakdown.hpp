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

/// One step of a convolution, worked out for each filter. Several filters stand side by side as far as the page allows,
/// otherwise below each other, each under its name.
class Breakdown {
 public:
  Breakdown(const Walkthrough& walkthrough, const Numbers& numbers);

  /// Returns the box around everything. Before move(), the middle of the first filter's first row is at y = 0.
  Box box() const { return box_; }
  void move(Point shift);
  /// Returns the maps that draw_still() draws.
  std::vector<CellMap> still_maps() const;
  /// Returns the maps that draw_step() draws.
  std::vector<CellMap> region_maps() const;
  /// Return the colour maps of cells that are coloured by their numbers, and how products become colours.
  std::vector<const ColourMap*> colour_maps_used() const { return parts_.front().breakdown.colour_maps_used(); }
  const HeatScale& product_scale() const { return parts_.front().breakdown.product_scale(); }
  /// Draws what is the same in all steps.
  void draw_still(Pen pen) const;
  void draw_step(const Step& step, Pen pen) const;
  /// Draws empty regions, for a window that gives no output.
  void draw_nothing(Pen pen) const;

  /// Whether products are shown. They are not where everything is in one row (FilterBreakdown::is_one_line()).
  static bool shows_products(const Walkthrough& walkthrough);

 private:
  struct Part {
    FilterBreakdown breakdown;
    Point shift;
    Point heading;  // middle of the heading's base line
  };

  void arrange();

  std::vector<Part> parts_;
  Point shift_;
  Box box_;
};

Status check_breakdown(const Subject& subject, const FigureOptions& options);

/// Draws the breakdown as a figure of its own.
Drawing draw_breakdown(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
