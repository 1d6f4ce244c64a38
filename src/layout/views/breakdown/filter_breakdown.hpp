#pragma once

#include <vector>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/panels/panel_rows.hpp"

namespace convarith {

/// The widths (bp) of cells in breakdowns. They are the same for all channels and filters.
struct BreakdownWidths {
  BreakdownWidths(const Walkthrough& walkthrough, const Numbers& numbers);

  double region;
  double kernel;
  double product;
  double sum;  // sum of one channel's products
  double bias;
  double total;  // sum of everything
  NumberRange range_of_products;
};

/// One step of a filter, worked out: region × kernel = products, which add up to the output. Several channels have a
/// row each, and a last row adds their sums. If the kernel is a single weight, all channels are in one row.
class FilterBreakdown {
 public:
  FilterBreakdown(const Walkthrough& walkthrough, const Numbers& numbers, int filter, const BreakdownWidths& widths);

  /// Whether everything is in one row. Such breakdowns stand best below each other.
  bool is_one_line() const { return group_.channels > 1 && has_single_weight(); }
  /// Returns the box around everything, with the middle of the first row at y = 0. move() does not change this box.
  Box box() const { return box_; }
  void move(Point shift);
  /// Returns the maps that draw_still() draws.
  std::vector<CellMap> still_maps() const;
  /// Returns the maps that draw_step() draws.
  std::vector<CellMap> region_maps() const;
  void draw_still(Pen pen) const;
  void draw_step(const Step& step, Pen pen) const;
  /// Returns the colour maps of cells that are coloured by their numbers.
  std::vector<const ColourMap*> colour_maps_used() const;
  /// Returns how products become colours.
  const HeatScale& product_scale() const { return product_scale_; }
  /// Draws empty regions, for a window that gives no output.
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
  bool is_heat() const { return numbers_.kernel_look().is_heat; }
  bool has_numbers() const { return numbers_.kernel_look().has_numbers; }
  void draw_cell(const Panel& panel, Role role, Cell cell, Cell place, double number, Pen pen) const;
  void write_number(const Panel& panel, Role role, Cell cell, Cell place, double number, Pen pen) const;
  const HeatScale& scale_of(const Panel& panel) const;
  std::string text_of(const Panel& panel, double number) const;
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
  HeatScale product_scale_;
  PanelRows rows_;
  std::vector<Panel> panels_;  // in the order in which they stand in the rows
  Box box_;
};

}  // namespace convarith
