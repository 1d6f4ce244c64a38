#pragma once

#include <vector>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/panels/panel_rows.hpp"

namespace convarith {

/// How wide (bp) the cells of breakdowns are: alike for all channels and filters.
struct BreakdownWidths {
  BreakdownWidths(const Walkthrough& walkthrough, const Numbers& numbers);

  double region;
  double kernel;
  double product;
  double sum;  // of a channel's products
  double bias;
  double total;  // of all
};

/// One step of a filter worked out: region × kernel = products, which add up to the output. With several channels a row
/// for each, and a last one in which their sums are added; where the kernel is a single weight, all in one row.
class FilterBreakdown {
 public:
  FilterBreakdown(const Walkthrough& walkthrough, const Numbers& numbers, int filter, const BreakdownWidths& widths);

  /// Whether all is in one row, which others stand best below.
  bool is_one_line() const { return group_.channels > 1 && has_single_weight(); }
  /// When the middle of the first row is at y = 0.
  Box box() const { return box_; }
  void move(Point shift);
  /// Where the maps are that draw_still() draws, and those of draw_step().
  std::vector<CellMap> still_maps() const;
  std::vector<CellMap> region_maps() const;
  void draw_still(Pen pen) const;
  void draw_step(const Step& step, Pen pen) const;
  /// Of a window that gives no output.
  void draw_nothing(Pen pen) const;

 private:
  enum class Part { region, kernel, products, sum, addend, bias, total };

  struct Panel {
    Part part;
    int channel;
    FlatMap map;
  };

  void add(Part part, int channel, double cell_width, std::string title = {});
  void add_rows(const BreakdownWidths& widths);
  CellMap map_of(const Panel& panel, CellMap::Kind kind) const;
  void add_line(const BreakdownWidths& widths);
  void add_end(const BreakdownWidths& widths);
  bool has_single_weight() const;
  PaintId paint_of(const Panel& panel, const NumberPaints& paints) const;
  double product_of(const Tap& tap, int channel) const;
  double sum_of(const Step& step, int channel) const;
  void draw_weights(const Panel& panel, Pen pen) const;
  void draw_region(const Panel& panel, const Step& step, Pen pen) const;
  void draw_products(const Panel& panel, const Step& step, Pen pen) const;
  void draw_frame(const Panel& panel, Pen pen) const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  int filter_;
  Group group_;
  PanelRows rows_;
  std::vector<Panel> panels_;  // as they are in the rows
  Box box_;
};

}  // namespace convarith
