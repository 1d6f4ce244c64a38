#include "layout/views/sequence/sequence.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arithmetic/facts.hpp"
#include "layout/panels/flat_map.hpp"
#include "layout/panels/heat_cells.hpp"
#include "layout/panels/kernel_panel.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/panel_rows.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/view_needs.hpp"
#include "layout/views/projection/projection_labels.hpp"
#include "layout/views/sequence/sequence_labels.hpp"
#include "layout/views/sequence/sequence_panels.hpp"
#include "layout/views/sequence/sequence_texts.hpp"
#include "layout/views/sequence/sum_block.hpp"
#include "layout/views/sequence/unvisited_note.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kFrameWidth = 1.4;         // line width of the current output's frame
constexpr double kWidestSequenceRow = 800;  // rows of panels that would be wider are broken
constexpr double kSumGap = 12;              // space above the sum
constexpr double kNarrowestSum = 240;       // least width at which sums are broken: usually they are as wide as the row
constexpr double kWidestSum = 480;          // greatest width at which sums are broken
constexpr double kNoteSize = 8;
constexpr double kNoteGap = 6;  // space above the note

class Sequence {
 public:
  Sequence(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  std::vector<std::string> product_texts() const;
  std::vector<std::string> output_texts() const;
  template <class Visit>
  void for_each_product(std::size_t step, const Visit& visit) const;

  void arrange();
  void fill_rows(bool are_broken);
  void place_below(Box& box);
  void mix_paints(const Theme& theme);
  void set_output_numbers();
  bool has_heat_outputs() const { return cell_texts_.numbers().plane_look().is_heat && cell_texts_.knows_outputs(); }
  std::vector<Key> keys() const;

  std::vector<CellMap> still_maps() const;
  DisplayList panels() const;
  DisplayList marks(std::size_t step) const;
  DisplayList numbers() const;
  DisplayList frames(std::size_t step) const;
  void add_labels(DisplayList& shapes) const;
  void add_bias(DisplayList& shapes) const;
  void add_note(DisplayList& shapes) const;

  SequenceTexts cell_texts_;
  Walkthrough walkthrough_;
  int channels_;
  bool shows_kernel_;
  bool shows_bias_;
  bool shows_products_;
  NumberSize size_;
  SequenceInput input_;
  SequenceKernel kernel_;
  FlatMap bias_map_;
  FlatMap product_map_;
  FlatMap output_map_;
  std::optional<PanelRows> rows_;
  std::vector<FlatMap*> maps_;  // the maps in the rows, in order; set only while these are arranged
  std::optional<SumBlock> sum_;
  Point sum_top_;
  std::vector<TextLine> note_;
  Point note_top_;
  TightPage page_;
  Box box_;
  NumberPaints paints_;
  std::vector<DisplayList> output_numbers_;  // typeset once, because all later steps show them too
};

Sequence::Sequence(const Subject& subject, const Theme& theme)
    : cell_texts_(subject),
      walkthrough_(subject.walkthrough),
      channels_(walkthrough_.operation().channels),
      shows_kernel_(!walkthrough_.operation().is_pooling()),
      shows_bias_(walkthrough_.operation().has_bias),
      shows_products_(shows_kernel_ && cell_texts_.knows_outputs()),
      size_(size_in_sequence(cell_texts_)),
      input_(cell_texts_),
      kernel_(cell_texts_),
      bias_map_(1, 1, width_in_sequence({cell_texts_.bias()}, size_), size_),
      product_map_(channels_, walkthrough_.cols().taps, width_in_sequence(product_texts(), size_), size_),
      output_map_(1, walkthrough_.cols().output, width_in_sequence(output_texts(), size_), size_) {
  arrange();
  mix_paints(theme);
  set_output_numbers();
}

void Sequence::set_output_numbers() {
  for (int i = 0; i < output_map_.cols(); ++i) {
    DisplayList& shapes = output_numbers_.emplace_back();
    const Numbers& numbers = cell_texts_.numbers();
    if (has_heat_outputs() && !numbers.plane_look().has_numbers) continue;
    const PaintId ink =
        has_heat_outputs() ? paints_.heat.ink(numbers.output_scale(), numbers.output({0, i})) : paints_.ink;
    output_map_.number(shapes, Role::output_number, {0, i}, {0, i}, ink, cell_texts_.output(i));
  }
}

/// Calls visit(place in the panel, product) for each tap and channel of a step.
template <class Visit>
void Sequence::for_each_product(std::size_t step, const Visit& visit) const {
  const AxisWalk& axis = walkthrough_.cols();
  for (int i = 0; i < axis.taps; ++i) {
    const AxisTap tap = axis.tap(static_cast<int>(step), i);
    for (int channel = 0; channel < channels_; ++channel) {
      const double number = cell_texts_.numbers().at_place({0, tap.place}, channel).value_or(0);
      visit(Cell{channel, i}, number * cell_texts_.numbers().weight({0, tap.weight}, channel));
    }
  }
}

/// Returns the texts of the least and the largest product, one of which is the longest. The least is at most 0
/// and the largest at least 0.
std::vector<std::string> Sequence::product_texts() const {
  if (!shows_products_) return {};
  double least = 0;
  double most = 0;
  for (std::size_t step = 0; step < walkthrough_.steps(); ++step) {
    for_each_product(step, [&](Cell, double product) {
      least = std::min(least, product);
      most = std::max(most, product);
    });
  }
  return {cell_texts_.numbers().product_text(least), cell_texts_.numbers().product_text(most)};
}

std::vector<std::string> Sequence::output_texts() const {
  std::vector<std::string> texts;
  texts.reserve(walkthrough_.steps());
  for (int i = 0; i < walkthrough_.cols().output; ++i) texts.push_back(cell_texts_.output(i));
  return texts;
}

/// Arranges the panels in one row or, if `are_broken`, with the kernel and the output each at the start of a new row.
void Sequence::fill_rows(bool are_broken) {
  const Operation& operation = walkthrough_.operation();
  PanelRows& rows = rows_.emplace();
  maps_.clear();
  const auto add = [&](FlatMap& map, std::string title, std::string caption,
                       const PanelRoom& room = {.above = kLabelRoom}) {
    rows.add(map.width(), map.height(), std::move(title), std::move(caption), room);
    maps_.push_back(&map);
  };
  const auto add_bias = [&] {
    if (!shows_bias_) return;
    rows.last().add_sign("+");
    add(bias_map_, "Bias", "1");
  };
  add(input_.map(), input_.title(), input_shape_text(operation, operation.channels), input_.room());
  if (shows_kernel_) {
    if (are_broken) rows.begin_row();
    rows.last().add_sign(shows_products_ ? "⊙" : "∗");
    add(kernel_.map(), kernel_title(walkthrough_), kernel_caption(operation));
  }
  if (shows_products_) {
    rows.last().add_sign("=");
    add(product_map_, "Products", "");
  }
  if (shows_kernel_) add_bias();
  if (are_broken) rows.begin_row();
  if (shows_products_) {
    rows.last().add_words({"adds up to"});
  } else {
    rows.last().add_sign(shows_kernel_ ? "=" : "→");
  }
  add(output_map_, "Output", output_shape_text(operation, 1));
}

void Sequence::arrange() {
  fill_rows(false);
  rows_->stack({});
  if (rows_->box().width() > kWidestSequenceRow) fill_rows(true);
  rows_->stack({});
  Box box = rows_->box();
  place_below(box);
  page_ = page_around(box);
  box_ = box.moved(page_.shift);
  rows_->stack(page_.shift);
  for (std::size_t i = 0; i < maps_.size(); ++i) maps_[i]->move_to(rows_->corner(i));
  maps_.clear();
  for (Point* const point : {&sum_top_, &note_top_}) *point = *point + page_.shift;
}

/// Places the sum and the note below the panels, with room for the longest sum.
void Sequence::place_below(Box& box) {
  const double width = std::clamp(box.width(), kNarrowestSum, kWidestSum);
  sum_.emplace(cell_texts_, width);
  sum_top_ = {0, box.bottom - kSumGap};
  box.add(Box{-sum_->width() / 2, sum_top_.y - sum_->height(), sum_->width() / 2, sum_top_.y});
  const std::string note = unvisited_note(never_visited(walkthrough_.operation().cols, walkthrough_.operation()));
  if (note.empty()) return;
  note_ = Typesetter().paragraph(note, kNoteSize, width);
  note_top_ = {0, box.bottom - kNoteGap};
  for (const TextLine& line : note_) {
    box.add(Box{-line.width / 2, box.bottom - kLeading * kNoteSize, line.width / 2, box.bottom});
  }
  box.bottom -= kNoteGap;
}

void Sequence::mix_paints(const Theme& theme) {
  const Numbers& numbers = cell_texts_.numbers();
  const bool is_heat = numbers.plane_look().is_heat;
  const ShadeUse shade = input_.overhang() > 0 ? ShadeUse::paper_too : ShadeUse::inputs_and_padding;
  paints_ = mix_number_paints(theme, {.input = !is_heat,
                                      .padding = input_.places().has_padding(),
                                      .unvisited = !is_heat && input_.places().has_unvisited_inputs(),
                                      .kernel = shows_kernel_ && !numbers.kernel_look().is_heat,
                                      .bias = shows_bias_ && numbers.kernel_look().is_heat,
                                      .product = shows_products_,
                                      .output = !has_heat_outputs(),
                                      .faint_on_paper = true,
                                      .shade = is_heat ? ShadeUse::none : shade,
                                      .accent = AccentUse::outputs,
                                      .heat = numbers.colour_maps_used(),
                                      .heat_has_numbers = numbers.choice().has_both()});
}

/// Writes the names of channels beside rows, and positions above columns.
void Sequence::add_labels(DisplayList& shapes) const {
  input_.draw_positions({paints_, shapes});
  for (int i = 0; i < output_map_.cols(); ++i) {
    write_above(shapes, Role::position_label, paints_.faint, output_map_, i, fmt::format("{}", i));
  }
  input_.draw_channels({paints_, shapes});
}

void Sequence::add_bias(DisplayList& shapes) const {
  add_cells(shapes, bias_map_, Role::bias_cell, paints_.bias);
  add_lines(shapes, bias_map_, Role::kernel_grid, paints_.line);
  bias_map_.number(shapes, Role::bias_number, {}, {}, paints_.ink, cell_texts_.bias());
  if (cell_texts_.numbers().has_bias()) write_above(shapes, Role::weight_symbol, paints_.ink, bias_map_, 0, "b");
}

void Sequence::add_note(DisplayList& shapes) const {
  double base = note_top_.y - kAscent * kNoteSize;
  for (const TextLine& line : note_) {
    write_line(shapes, Role::note, std::nullopt, paints_.ink, line, {note_top_.x - line.width / 2, base});
    base -= kLeading * kNoteSize;
  }
}

/// Returns the maps of all panels but the output.
std::vector<CellMap> Sequence::still_maps() const {
  std::vector<CellMap> maps{input_.cell_map()};
  const auto add_taps = [&](CellMap::Kind kind, const FlatMap& map) {
    const CellMap taps = with_rows_of_channels(map_of_taps(kind, walkthrough_, 0, 0), channels_);
    maps.push_back(placed(taps, map.lattice()));
  };
  if (shows_kernel_) add_taps(CellMap::Kind::kernel, kernel_.map());
  if (shows_products_) add_taps(CellMap::Kind::product, product_map_);
  return maps;
}

DisplayList Sequence::panels() const {
  DisplayList shapes;
  input_.draw_cells({paints_, shapes});
  if (shows_kernel_) kernel_.draw({paints_, shapes});
  if (shows_products_) {
    add_cells(shapes, product_map_, Role::product_cell, paints_.product);
    add_lines(shapes, product_map_, Role::product_grid, paints_.line);
  }
  if (shows_bias_) add_bias(shapes);
  rows_->write(shapes, paints_.ink);
  add_labels(shapes);
  add_note(shapes);
  return shapes;
}

/// Draws what lies under lines and numbers.
DisplayList Sequence::marks(std::size_t step) const {
  DisplayList shapes;
  for (int i = 0; i <= static_cast<int>(step); ++i) {
    const Numbers& known = cell_texts_.numbers();
    const PaintId paint =
        has_heat_outputs() ? paints_.heat.fill(known.output_scale(), known.output({0, i})) : paints_.output;
    shapes.push_back(output_map_.fill(Role::output_cell, {0, i}, {0, i}, paint));
  }
  input_.draw_taps(walkthrough_.step(step), {paints_, shapes});
  return shapes;
}

DisplayList Sequence::numbers() const {
  DisplayList shapes;
  input_.draw_lines({paints_, shapes});
  input_.draw_numbers({paints_, shapes});
  add_lines(shapes, output_map_, Role::output_grid, paints_.line);
  return shapes;
}

/// Draws what lies above lines and numbers.
DisplayList Sequence::frames(std::size_t step) const {
  DisplayList shapes;
  const auto current = static_cast<int>(step);
  const auto end = output_numbers_.begin() + current + 1;
  std::for_each(output_numbers_.begin(), end,
                [&](const DisplayList& number) { shapes.insert(shapes.end(), number.begin(), number.end()); });
  if (shows_products_) {
    for_each_product(step, [&](Cell place, double product) {
      product_map_.number(shapes, Role::product_number, place, place, paints_.ink,
                          cell_texts_.numbers().product_text(product));
    });
  }
  input_.draw_region(current, {paints_, shapes});
  shapes.push_back(output_map_.frame(Role::current_output_outline, paints_.accent, {0, current}, 1, 1, kFrameWidth));
  sum_->draw(cell_texts_, step, sum_top_, paints_.ink, paints_.accent, shapes);
  return shapes;
}

std::vector<Key> Sequence::keys() const {
  const Numbers& known = cell_texts_.numbers();
  std::vector<Key> keys;
  const auto add_bar = [&](const char* text, const HeatScale& scale) {
    keys.push_back(heat_key(text, scale, known.choice().is_per_map, paints_.heat, paints_.line));
  };
  if (known.plane_look().is_heat) {
    add_bar("input", known.input_scale());
  } else {
    keys.push_back({"input", paints_.input, {}, paints_.line});
  }
  if (paints_.unvisited != kPaper) keys.push_back({"input, never reached", paints_.unvisited, {}, paints_.line});
  if (paints_.padding != kPaper) keys.push_back({"padding", paints_.padding, {}, paints_.line, true});
  keys.push_back(key_of_region(paints_));
  if (known.kernel_look().is_heat) {
    add_bar("kernel", known.weight_scale());
  } else if (shows_kernel_) {
    keys.push_back({"kernel", paints_.kernel, {}, paints_.line});
  }
  if (shows_products_) keys.push_back({"products", paints_.product, {}, paints_.line});
  if (has_heat_outputs()) {
    add_bar("output", known.output_scale());
  } else {
    keys.push_back({"output", paints_.output, {}, paints_.line});
  }
  return keys;
}

Drawing Sequence::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, walkthrough_.steps(), paints_.paints, {}};
  drawing.ink = paints_.ink;
  drawing.outline = box_.corners();
  drawing.keys = keys();
  drawing.formulas = projection_formulas(walkthrough_.operation());
  const auto shared = std::make_shared<const Sequence>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->panels(); }, {}, shared->still_maps()},
      {false,
       [shared](std::size_t step) { return shared->marks(step); },
       {},
       {placed(map_of_outputs(shared->walkthrough_, 0), shared->output_map_.lattice())}},
      {true, [shared](std::size_t) { return shared->numbers(); }},
      {false, [shared](std::size_t step) { return shared->frames(step); }},
  };
  return drawing;
}

}  // namespace

Status check_sequence(const Subject& subject, const FigureOptions&) {
  return first_problem_of(
      {needs_one_stage(subject), needs_one_dimension(subject), needs_one_filter(subject), needs_few_numbers(subject)});
}

Drawing draw_sequence(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return Sequence(subject, theme).drawing();
}

}  // namespace convarith
