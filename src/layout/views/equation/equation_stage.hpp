#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "layout/panels/input_panel.hpp"
#include "layout/panels/kernel_panel.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/panels/sheet_stack.hpp"
#include "layout/panels/shown_sheets.hpp"
#include "layout/subject.hpp"
#include "layout/views/equation/equation_windows.hpp"

namespace convarith {

/// The panels that an equation has.
struct EquationParts {
  bool input = true;
  bool kernel = true;
  bool results = true;  ///< what each of several filters gives, before the results are stacked
  bool output = true;
  bool misfits = false;  ///< whether windows that no longer fit are shown too
  /// Whether the centres of region and kernel are framed. If empty, they are framed where each output equals the number
  /// in the centre of its region.
  std::optional<bool> centres = {};
};

/// The position of a stage among the others.
struct StagePlace {
  bool follows = false;  ///< the stage's input is the output of the stage before, which draws it
  bool is_last = true;
};

/// The panels of one convolution in an equation: its input, its filters, the result of each filter, and the output.
///
/// A single filter stands in the row of the other panels. Several filters stand below each other, more than four in two
/// columns, each with its own result. With groups, the filters of each group have the channels that they take beside
/// them. Of many filters, channels or groups only some are shown (shown_sheets.hpp), with dots between.
class EquationStage {
 public:
  EquationStage(const Subject& subject, const EquationParts& parts, const StagePlace& place);
  // A stage cannot be copied: the rows to which it adds its panels hold its address.
  EquationStage(const EquationStage&) = delete;
  EquationStage& operator=(const EquationStage&) = delete;

  const Walkthrough& walkthrough() const { return walkthrough_; }
  const Moments& moments() const { return moments_; }

  /// Adds the panels to a row, after the panels that are already in it.
  void add_to(PanelRow& panels);
  /// Extends a box by what lies around the panels. The row must have been placed.
  void add_surroundings(Box& box);
  /// Returns the lower left corner of the output. A stage that follows has its input there.
  Point output_corner() const { return output_.front().box().corners().front(); }
  void place_input(Point corner) { inputs_.front().move_to(corner); }

  const Numbers& numbers() const { return numbers_; }
  const PlanePlaces& places() const { return inputs_.front().places(); }
  bool shows_outputs() const { return parts_.output || shows_results(); }
  bool shows_bias() const { return parts_.kernel && numbers_.has_bias(); }
  bool shows_lost_cells() const { return parts_.output && loss_.any(); }

  /// Returns the maps that draw_below() draws.
  std::vector<CellMap> still_maps() const;
  /// Returns the maps that draw_outputs() draws.
  std::vector<CellMap> output_maps() const;
  /// Draws what is the same in all steps and lies below all marks.
  void draw_below(Pen pen) const;
  /// Draws what is the same in all steps and lies above all marks.
  void draw_above(Pen pen) const;
  /// Draws the outputs of each filter from number `first` on, up to but without number `last`.
  void draw_outputs(std::size_t first, std::size_t last, Pen pen) const;
  /// Draws the parts of the current window that lie under lines and numbers.
  void draw_marks(const Moment& moment, Pen pen) const;
  /// Draws the parts of the current window, and the frame of the current output, that lie above lines and numbers.
  void draw_frames(const Moment& moment, Pen pen) const;

 private:
  struct Filter {
    int number = 0;
    KernelPanel kernel;
    FlatMap bias;
    FlatMap result;
  };

  const Operation& operation() const { return walkthrough_.operation(); }
  bool is_single() const { return operation().filters == 1; }
  bool shows_results() const { return parts_.results; }
  /// Adds the input of one of the groups that are shown, counted among these.
  void add_input(PanelRow& panels, std::size_t number);
  std::string title_of_filter(int number) const;
  void add_filter(PanelRow& panels, Filter& filter);
  PanelRow filter_row(int number);
  PanelRow row_of_dots(double width);
  void add_filters(PanelRow& panels, int group);
  std::vector<PanelRow> group_rows();
  Filter& filter(int number);

  Cell output_spot(Cell output) const { return {output.row + loss_.rows.before, output.col + loss_.cols.before}; }
  Cell output_cell(std::size_t number) const;
  bool has_centre() const;
  bool frames_centres() const;
  void draw_filter(const Filter& filter, Pen pen) const;
  void draw_bank(Pen pen) const;
  void draw_lost_cells(Pen pen) const;
  void draw_cells_to_come(Pen pen) const;
  void frame_output(const FlatMap& map, Cell spot, Pen pen) const;
  void draw_centre_frames(const Moment& moment, Pen pen) const;
  void draw_current_output(const Moment& moment, Pen pen) const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  EquationParts parts_;
  StagePlace place_;
  Moments moments_;
  MapLoss loss_;
  std::vector<InputPanel> inputs_;  // one for each group that is shown
  std::vector<Filter> filters_;     // those that are shown
  std::vector<Point> dots_;         // middles of the dots that stand for filters and groups left out
  ShownSheets shown_outputs_;
  SheetStack output_;
  std::optional<Box> bank_;  // the frame around several kernels
};

}  // namespace convarith
