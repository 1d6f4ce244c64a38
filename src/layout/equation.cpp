#include "equation.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "breakdown.hpp"
#include "convarith/formula.hpp"
#include "flat_map.hpp"
#include "input_panel.hpp"
#include "kernel_panel.hpp"
#include "measures.hpp"
#include "number_paints.hpp"
#include "numbers.hpp"
#include "panel_row.hpp"
#include "panel_shapes.hpp"
#include "projection_notes.hpp"
#include "tight_page.hpp"
#include "view_needs.hpp"

namespace convarith {
namespace {

constexpr EquationPanel kPanels[] = {
    {"input", "the input with its padding"},
    {"kernel", "the weights"},
    {"output", "the output, as far as it is computed"},
    {"breakdown", "the current step worked out, below"},
};

constexpr double kRowGap = 16;  // bp between the equation and its breakdown

bool has_panel(const FigureOptions& options, std::string_view name) {
  const std::string list = "," + options.panels.value_or("input,kernel,output") + ",";
  return list.find("," + std::string(name) + ",") != std::string::npos;
}

/// A window of the equation: one that gives an output, or one that no longer fits.
struct Moment {
  Cell index;  // of the window; beyond the output where it does not fit
  bool fits = true;
  std::size_t outputs = 0;  // that there are by then
};

/// The windows of a layer in order.
class Moments {
 public:
  Moments(const Walkthrough& walkthrough, bool misfits)
      : rows_(static_cast<std::size_t>(walkthrough.rows().output)),
        cols_(static_cast<std::size_t>(walkthrough.cols().output)),
        misfits_(misfits),
        has_row_below_(misfits && walkthrough.operation().dims > 1) {}

  std::size_t count() const { return rows_ * per_row() + (has_row_below_ ? 1 : 0); }
  Moment at(std::size_t step) const {
    const std::size_t row = step / per_row();
    const std::size_t col = step % per_row();
    const bool fits = row < rows_ && col < cols_;
    const std::size_t outputs = std::min(rows_ * cols_, row * cols_ + std::min(cols_, col + (fits ? 1 : 0)));
    return {{static_cast<int>(row), static_cast<int>(col)}, fits, outputs};
  }

 private:
  std::size_t per_row() const { return cols_ + (misfits_ ? 1 : 0); }

  std::size_t rows_;
  std::size_t cols_;
  bool misfits_;
  bool has_row_below_;
};

/// Where window `index` begins, be it the one after the last.
int window_at(const AxisWalk& axis, int index) {
  return index < axis.output ? axis.window(index) : axis.window(axis.output - 1) + axis.advance;
}

/// Inputs along an axis before the first and after the last that is the centre of a window.
struct Loss {
  int before = 0;
  int after = 0;
};

/// None where outputs don't stand for inputs: with strides, or outputs beyond the input.
std::optional<Loss> loss_along(const AxisWalk& axis, const Operation& operation) {
  if (operation.transposed || axis.advance != 1) return std::nullopt;
  const int before = axis.dilation * (axis.taps - 1) / 2 - axis.first_input;
  const Loss loss{before, axis.input - axis.output - before};
  if (loss.before < 0 || loss.after < 0) return std::nullopt;
  return loss;
}

class Equation {
 public:
  Equation(const Subject& subject, const FigureOptions& options, const Theme& theme);

  Drawing drawing() &&;

 private:
  void arrange();
  void add_panels(std::vector<FlatMap*>& maps);
  void mix_paints(const Theme& theme);
  bool has_loss() const { return row_loss_.before + row_loss_.after + col_loss_.before + col_loss_.after > 0; }
  Cell output_spot(Cell output) const { return {output.row + row_loss_.before, output.col + col_loss_.before}; }
  bool has_centre() const;
  double overhang(const AxisWalk& axis) const;

  /// In the order of steps.
  Cell output_cell(std::size_t number) const {
    const auto cols = static_cast<std::size_t>(walkthrough_.cols().output);
    return {static_cast<int>(number / cols), static_cast<int>(number % cols)};
  }

  DisplayList panels() const;
  DisplayList outputs(std::size_t first, std::size_t last) const;
  DisplayList outputs_added(std::size_t step) const;
  Step window_of(const Moment& moment) const;
  DisplayList marks(std::size_t step) const;
  DisplayList numbers() const;
  DisplayList frames(std::size_t step) const;
  void add_output_cells(DisplayList& shapes) const;
  void add_output_lines(DisplayList& shapes) const;
  void add_centre_frames(const Moment& moment, DisplayList& shapes) const;
  std::vector<Key> keys() const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  Moments moments_;
  bool shows_input_;
  bool shows_kernel_;
  bool shows_output_;
  bool misfits_;
  Loss row_loss_;
  Loss col_loss_;
  InputPanel input_;
  KernelPanel kernel_;
  FlatMap bias_map_;
  FlatMap output_map_;
  PanelRow row_;
  Point shift_;
  std::optional<BreakdownRow> breakdown_;
  TightPage page_;
  Box box_;
  NumberPaints paints_;
};

Loss both_or_none(const Walkthrough& walkthrough, const AxisWalk& axis) {
  const std::optional<Loss> rows = loss_along(walkthrough.rows(), walkthrough.operation());
  const std::optional<Loss> cols = loss_along(walkthrough.cols(), walkthrough.operation());
  if (!rows || !cols) return {};
  return &axis == &walkthrough.rows() ? *rows : *cols;
}

Equation::Equation(const Subject& subject, const FigureOptions& options, const Theme& theme)
    : walkthrough_(subject.walkthrough),
      numbers_(subject),
      moments_(walkthrough_, options.misfits.value_or(false)),
      shows_input_(has_panel(options, "input")),
      shows_kernel_(has_panel(options, "kernel")),
      shows_output_(has_panel(options, "output")),
      misfits_(options.misfits.value_or(false)),
      row_loss_(both_or_none(walkthrough_, walkthrough_.rows())),
      col_loss_(both_or_none(walkthrough_, walkthrough_.cols())),
      input_(walkthrough_, numbers_),
      kernel_(walkthrough_, numbers_),
      bias_map_(1, 1, cell_width_for(std::vector{numbers_.bias_text(numbers_.bias())}, {})),
      output_map_(walkthrough_.rows().output + row_loss_.before + row_loss_.after,
                  walkthrough_.cols().output + col_loss_.before + col_loss_.after,
                  cell_width_for(numbers_.output_texts(), {})) {
  if (has_panel(options, "breakdown")) breakdown_.emplace(walkthrough_, numbers_);
  arrange();
  mix_paints(theme);
}

/// Cells by which the window that no longer fits reaches over the plane.
double Equation::overhang(const AxisWalk& axis) const {
  if (!misfits_) return 0;
  const int extent = axis.dilation * (axis.taps - 1) + 1;
  return std::max(0, window_at(axis, axis.output) + extent - axis.padded);
}

void Equation::arrange() {
  std::vector<FlatMap*> maps;
  add_panels(maps);
  Box box = maps.empty() ? breakdown_->box() : row_.box();
  Point below;
  if (breakdown_ && !maps.empty()) {
    const Box breakdown = breakdown_->box();
    below = {box.middle() - breakdown.width() / 2, box.bottom - kRowGap - breakdown.top};
    box.add(breakdown.moved(below));
  }
  page_ = page_around(box);
  shift_ = page_.shift;
  box_ = box.moved(shift_);
  if (breakdown_) breakdown_->move({below.x + shift_.x, below.y + shift_.y});
  for (std::size_t i = 0; i < maps.size(); ++i) {
    const Point corner = row_.corner(i);
    maps[i]->move_to({corner.x + shift_.x, corner.y + shift_.y});
  }
}

/// Those that are shown, to the row and to `maps`.
void Equation::add_panels(std::vector<FlatMap*>& maps) {
  const Operation& operation = walkthrough_.operation();
  const auto add = [&](FlatMap& map, std::string title, std::string caption) {
    row_.add(map.width(), map.height(), std::move(title), std::move(caption));
    maps.push_back(&map);
  };
  if (shows_input_) {
    add(input_.map(), input_.title(), input_.caption());
    const double right = overhang(walkthrough_.cols()) * input_.map().cell_width();
    const double below = operation.dims > 1 ? overhang(walkthrough_.rows()) * input_.map().cell_height() : 0;
    row_.leave_room({0, right, 0, below});
  }
  if (shows_kernel_) {
    if (!maps.empty()) row_.add_sign("∗");
    add(kernel_.map(), kernel_title(walkthrough_), kernel_caption(operation));
  }
  if (shows_kernel_ && numbers_.has_bias()) {
    row_.add_sign("+");
    add(bias_map_, "Bias", "1");
  }
  if (shows_output_) {
    if (!maps.empty()) row_.add_sign("=");
    add(output_map_, "Output", output_shape_text(operation));
  }
}

void Equation::mix_paints(const Theme& theme) {
  NumberAreas areas;
  if (breakdown_) BreakdownRow::note_areas(walkthrough_, areas);
  if (shows_input_) {
    input_.note_areas(areas);
    areas.shade = true;
    areas.shade_on_paper = misfits_;
  }
  areas.kernel = areas.kernel || shows_kernel_;
  areas.output = areas.output || shows_output_;
  areas.accent = shows_output_;
  areas.lost = shows_output_ && has_loss();
  paints_ = mix_number_paints(theme, areas);
}

bool Equation::has_centre() const {
  return walkthrough_.rows().taps % 2 == 1 && walkthrough_.cols().taps % 2 == 1;
}

void Equation::add_output_cells(DisplayList& shapes) const {
  if (!has_loss()) return;
  for_each_place(output_map_, [&](Cell place) {
    const int row = place.row - row_loss_.before;
    const int col = place.col - col_loss_.before;
    const bool is_output = row >= 0 && row < walkthrough_.rows().output && col >= 0 && col < walkthrough_.cols().output;
    if (!is_output) shapes.push_back(output_map_.fill(Role::lost_cell, place, place, paints_.lost));
  });
}

void Equation::add_output_lines(DisplayList& shapes) const {
  add_lines(shapes, output_map_, Role::output_grid, paints_.line);
  if (!has_loss()) return;
  shapes.push_back(output_map_.frame(Role::output_grid, paints_.line, output_spot({}), walkthrough_.rows().output,
                                     walkthrough_.cols().output, 1.5 * kThick));
}

DisplayList Equation::panels() const {
  DisplayList shapes;
  if (shows_input_) input_.draw_cells(paints_, shapes);
  if (shows_output_) add_output_cells(shapes);
  if (shows_kernel_) {
    kernel_.draw(paints_, shapes);
    if (numbers_.has_bias()) {
      add_cells(shapes, bias_map_, Role::bias_cell, paints_.kernel);
      add_lines(shapes, bias_map_, Role::kernel_grid, paints_.line);
      bias_map_.number(shapes, Role::bias_number, {}, {}, paints_.ink, numbers_.bias_text(numbers_.bias()));
    }
  }
  row_.write(shapes, paints_.ink, shift_);
  if (breakdown_) breakdown_->draw_still(paints_, shapes);
  return shapes;
}

/// The outputs from one to another, which is not counted.
DisplayList Equation::outputs(std::size_t first, std::size_t last) const {
  DisplayList shapes;
  if (!shows_output_) return shapes;
  for (std::size_t i = first; i < last; ++i) {
    const Cell cell = output_cell(i);
    shapes.push_back(output_map_.fill(Role::output_cell, cell, output_spot(cell), paints_.output));
  }
  for (std::size_t i = first; i < last; ++i) {
    const Cell cell = output_cell(i);
    output_map_.number(shapes, Role::output_number, cell, output_spot(cell), paints_.ink,
                       numbers_.output_text(numbers_.output(cell)));
  }
  return shapes;
}

DisplayList Equation::outputs_added(std::size_t step) const {
  return outputs(step == 0 ? 0 : moments_.at(step - 1).outputs, moments_.at(step).outputs);
}

/// The window and its taps, which of one that does not fit are no step of the layer's.
Step Equation::window_of(const Moment& moment) const {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  Step step;
  step.window = {window_at(rows, moment.index.row), window_at(cols, moment.index.col)};
  step.window_rows = rows.dilation * (rows.taps - 1) + 1;
  step.window_cols = cols.dilation * (cols.taps - 1) + 1;
  for (int row = 0; row < rows.taps; ++row) {
    for (int col = 0; col < cols.taps; ++col) {
      const Cell place{step.window.row + row * rows.dilation, step.window.col + col * cols.dilation};
      step.taps.push_back({place, {}, {}, {}});
    }
  }
  return step;
}

/// What lies under lines and numbers.
DisplayList Equation::marks(std::size_t step) const {
  const Moment moment = moments_.at(step);
  DisplayList shapes;
  if (shows_input_) input_.draw_taps(window_of(moment), paints_, shapes);
  return shapes;
}

DisplayList Equation::numbers() const {
  DisplayList shapes;
  if (shows_input_) {
    input_.draw_lines(paints_, shapes);
    input_.draw_numbers(paints_, shapes);
  }
  if (shows_output_) add_output_lines(shapes);
  return shapes;
}

/// Of the region, the kernel and the output. With a stride those of earlier regions stay, as they show it.
void Equation::add_centre_frames(const Moment& moment, DisplayList& shapes) const {
  const auto add = [&](const FlatMap& map, Cell place) {
    shapes.push_back(map.frame(Role::centre_frame, paints_.accent, place, 1, 1, kCellFrame));
  };
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const auto centre_of = [&](Cell index) {
    return input_.places().spot_of({window_at(rows, index.row) + rows.dilation * (rows.taps - 1) / 2,
                                    window_at(cols, index.col) + cols.dilation * (cols.taps - 1) / 2});
  };
  if (has_centre() && shows_input_ && shows_output_) {
    if (rows.advance > 1 || cols.advance > 1) {
      for (std::size_t i = 0; i < moment.outputs; ++i) add(input_.map(), centre_of(output_cell(i)));
    }
    add(input_.map(), centre_of(moment.index));
    if (shows_kernel_) add(kernel_.map(), {rows.taps / 2, cols.taps / 2});
  }
  const Cell spot = output_spot(moment.index);
  if (shows_output_ && (moment.fits || (spot.row < output_map_.rows() && spot.col < output_map_.cols()))) {
    add(output_map_, spot);
  }
}

/// What lies above lines and numbers.
DisplayList Equation::frames(std::size_t step) const {
  const Moment moment = moments_.at(step);
  DisplayList shapes;
  if (shows_input_) input_.draw_region(window_of(moment), paints_, shapes);
  add_centre_frames(moment, shapes);
  if (breakdown_ && moment.fits) breakdown_->draw_step(paints_, walkthrough_.step(moment.outputs - 1), shapes);
  if (breakdown_ && !moment.fits) breakdown_->draw_nothing(paints_, shapes);
  return shapes;
}

std::vector<Key> Equation::keys() const {
  std::vector<Key> keys;
  if (shows_input_) keys.push_back({"input", paints_.input, {}, paints_.line});
  if (paints_.unvisited != kPaper) keys.push_back({"input, never visited", paints_.unvisited, {}, paints_.line});
  if (paints_.padding != kPaper) keys.push_back({"padding", paints_.padding, {}, paints_.line, true});
  if (shows_input_) keys.push_back({"region", paints_.input, paints_.shade, paints_.line, true});
  if (paints_.kernel != kPaper) keys.push_back({"kernel", paints_.kernel, {}, paints_.line});
  if (breakdown_) keys.push_back({"products", paints_.product, {}, paints_.line});
  if (paints_.output != kPaper) keys.push_back({"output", paints_.output, {}, paints_.line});
  if (paints_.lost != kPaper) keys.push_back({"lost at the border", paints_.lost, {}, paints_.line});
  return keys;
}

Drawing Equation::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, moments_.count(), paints_.paints, {}};
  drawing.ink = paints_.ink;
  drawing.outline = box_.corners();
  drawing.keys = keys();
  drawing.formulas = projection_formulas(walkthrough_.operation());
  const auto shared = std::make_shared<const Equation>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->panels(); }},
      {false, [shared](std::size_t step) { return shared->outputs(0, shared->moments_.at(step).outputs); },
       [shared](std::size_t step) { return shared->outputs_added(step); }},
      {false, [shared](std::size_t step) { return shared->marks(step); }},
      {true, [shared](std::size_t) { return shared->numbers(); }},
      {false, [shared](std::size_t step) { return shared->frames(step); }},
  };
  return drawing;
}

}  // namespace

std::span<const EquationPanel> panels_of_equations() {
  return kPanels;
}

Status check_equation(const Subject& subject, const FigureOptions& options) {
  Status suits = check_breakdown(subject, options);
  if (!suits) return suits;
  if (!options.misfits.value_or(false)) return ok();
  if (subject.walkthrough.operation().transposed) {
    return usage_problem("misfits", "shows windows beyond the input, and those of a transposed convolution all fit",
                         "leave it out");
  }
  return ok();
}

Drawing draw_equation(const Subject& subject, const FigureOptions& options, const Theme& theme) {
  return Equation(subject, options, theme).drawing();
}

}  // namespace convarith
