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

/// Which panels an equation has.
struct EquationParts {
  bool input = true;
  bool kernel = true;
  bool results = true;  ///< of each of several filters, before they are stacked
  bool output = true;
  bool misfits = false;  ///< windows that no longer fit are shown, too
  /// Frames around the centres of region and kernel; none: where an output is the centre's number.
  std::optional<bool> centres = {};
};

/// Where a stage stands among others.
struct StagePlace {
  bool follows = false;  ///< its input is the output of the stage before, which draws it
  bool is_last = true;
};

/// The panels of one convolution in an equation: its input, its filters, what each of them gives, and the output.
///
/// A single filter is in a row with the others. Several are below each other, more than four in two columns, each with
/// its own result; with groups each group has the channels that it is of beside it. Of many filters, channels or groups
/// only some are shown (shown_sheets.hpp), with dots between.
class EquationStage {
 public:
  EquationStage(const Subject& subject, const EquationParts& parts, const StagePlace& place);
  // Rows that it was added to know it by its address.
  EquationStage(const EquationStage&) = delete;
  EquationStage& operator=(const EquationStage&) = delete;

  const Walkthrough& walkthrough() const { return walkthrough_; }
  const Moments& moments() const { return moments_; }

  /// Adds the panels to a row, after what may be in it.
  void add_to(PanelRow& panels);
  /// When the row has been placed: what is around panels, so far.
  void add_surroundings(Box& box);
  /// The lower left corner of the output; a stage that follows has its input there.
  Point output_corner() const { return output_.front().box().corners().front(); }
  void place_input(Point corner) { inputs_.front().move_to(corner); }

  const PlanePlaces& places() const { return inputs_.front().places(); }
  bool shows_outputs() const { return parts_.output || shows_results(); }
  bool shows_bias() const { return parts_.kernel && numbers_.has_bias(); }
  bool shows_lost_cells() const { return parts_.output && loss_.any(); }

  /// Where the maps are that draw_below() draws, and those of draw_outputs().
  std::vector<CellMap> still_maps() const;
  std::vector<CellMap> output_maps() const;
  /// What is the same in all steps: below all marks, and above them.
  void draw_below(Pen pen) const;
  void draw_above(Pen pen) const;
  /// The outputs of each filter from one to another, which is not counted.
  void draw_outputs(std::size_t first, std::size_t last, Pen pen) const;
  /// Of the current window: what lies under lines and numbers, and what above them.
  void draw_marks(const Moment& moment, Pen pen) const;
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
  /// Of one of the groups that are shown.
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
  void draw_centre_frames(const Moment& moment, Pen pen) const;
  void draw_current_output(const Moment& moment, Pen pen) const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  EquationParts parts_;
  StagePlace place_;
  Moments moments_;
  MapLoss loss_;
  std::vector<InputPanel> inputs_;  // of each group that is shown
  std::vector<Filter> filters_;     // that are shown
  std::vector<Point> dots_;         // the middles of what stands for filters and groups that are not
  ShownSheets shown_outputs_;
  SheetStack output_;
  std::optional<Box> bank_;  // around several kernels
};

}  // namespace convarith
