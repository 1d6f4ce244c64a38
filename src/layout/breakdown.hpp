#pragma once

#include "convarith/figure.hpp"
#include "convarith/result.hpp"
#include "convarith/theme.hpp"
#include "drawing.hpp"
#include "kernel_panel.hpp"
#include "number_paints.hpp"
#include "numbers.hpp"
#include "panel_row.hpp"
#include "subject.hpp"

namespace convarith {

/// One step of a convolution worked out in a row: region × kernel = products, which add up to the output.
class BreakdownRow {
 public:
  BreakdownRow(const Walkthrough& walkthrough, const Numbers& numbers);

  /// Around the row when its middle is at y = 0.
  Box box() const { return row_.box(); }
  void move(Point shift);
  /// What is the same in all steps.
  void draw_still(const NumberPaints& paints, DisplayList& shapes) const;
  void draw_step(const NumberPaints& paints, const Step& step, DisplayList& shapes) const;
  /// Of a window that gives no output.
  void draw_nothing(const NumberPaints& paints, DisplayList& shapes) const;

  static void note_areas(const Walkthrough& walkthrough, NumberAreas& areas);

 private:
  Walkthrough walkthrough_;
  Numbers numbers_;
  FlatMap region_;
  KernelPanel kernel_;
  FlatMap products_;
  FlatMap sum_;   // of the products
  FlatMap bias_;  // both only where there is a bias
  FlatMap total_;
  PanelRow row_;
  Point shift_;
};

Status check_breakdown(const Subject& subject, const FigureOptions& options);

/// The row alone.
Drawing draw_breakdown(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
