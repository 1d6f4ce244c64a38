#include "sequence.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "convarith/facts.hpp"
#include "flat_map.hpp"
#include "kernel_panel.hpp"
#include "measures.hpp"
#include "number_paints.hpp"
#include "panel_rows.hpp"
#include "panel_shapes.hpp"
#include "plane_places.hpp"
#include "projection_notes.hpp"
#include "sequence_words.hpp"
#include "sum_block.hpp"
#include "tight_page.hpp"
#include "unreached_note.hpp"
#include "view_needs.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kLabelSize = 6.5;     // of what stands above cells
constexpr double kLabelGap = 3;        // from a cell to the base line above it
constexpr double kLabelRoom = 7;       // that these take above a panel
constexpr double kChannelSize = 8.5;   // of the names of rows
constexpr double kChannelGap = 5;      // from them to the panel
constexpr double kCornerSize = 5.5;    // of symbols in the corners of cells
constexpr double kCornerMargin = 2.2;  // from them to the lines
constexpr double kTallCell = 23;       // has room for a symbol in its corner
constexpr double kFrameWidth = 1.4;    // of the current output's frame
constexpr double kWidestRow = 800;     // longer rows of panels are broken
constexpr double kSumGap = 12;         // above the sum
constexpr double kNarrowestSum = 240;  // sums are broken at the width of the row, but not below this,
constexpr double kWidestSum = 480;     // nor above this
constexpr double kNoteSize = 8;
constexpr double kNoteGap = 6;         // above the note
constexpr double kSmallLetter = 0.43;  // em: the height of small letters

/// Adds a text that begins at a point of the base line.
void write(DisplayList& shapes, Role role, std::optional<Cell> cell, PaintId ink, const TextLine& line, Point origin) {
  for (Text text : line.texts) {
    text.origin = {text.origin.x + origin.x, text.origin.y + origin.y};
    shapes.push_back({role, cell, ink, std::move(text)});
  }
}

TextLine formula(std::string_view text, double size) {
  return Typesetter().line(text, size, TextStyle::formula);
}

class Sequence {
 public:
  Sequence(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  std::vector<std::string> input_texts() const;
  std::vector<std::string> weight_texts() const;
  std::vector<std::string> product_texts() const;
  std::vector<std::string> output_texts() const;
  template <class Visit>
  void for_each_product(std::size_t step, const Visit& visit) const;

  void arrange();
  void fill_rows(bool are_broken);
  void place_below(Box& box);
  void mix_paints(const Theme& theme);
  void set_output_numbers();
  double overhang() const;
  double channel_width() const;
  std::string input_title() const;
  NumberSize size_of_numbers() const;
  double width_of_cells(const std::vector<std::string>& texts) const;
  bool has_corner_symbols() const { return channels_ > 1 && words_.numbers().has_weights(); }
  std::vector<Key> keys() const;

  DisplayList panels() const;
  DisplayList marks(std::size_t step) const;
  DisplayList numbers() const;
  DisplayList frames(std::size_t step) const;
  void add_input_cells(DisplayList& shapes) const;
  void add_input_lines(DisplayList& shapes) const;
  void add_labels(DisplayList& shapes) const;
  void add_label(const FlatMap& map, int col, Role role, PaintId ink, std::string_view text, DisplayList& shapes) const;
  void add_symbol(Cell place, std::string_view text, DisplayList& shapes) const;
  void add_kernel(DisplayList& shapes) const;
  void add_bias(DisplayList& shapes) const;
  void add_note(DisplayList& shapes) const;

  SequenceWords words_;
  Walkthrough walkthrough_;
  PlanePlaces places_;
  int channels_;
  bool shows_kernel_;
  bool shows_bias_;
  bool shows_products_;
  NumberSize size_;
  FlatMap input_map_;
  FlatMap kernel_map_;
  FlatMap bias_map_;
  FlatMap product_map_;
  FlatMap output_map_;
  std::optional<PanelRows> rows_;
  std::vector<FlatMap*> maps_;  // while they are arranged: those in the rows
  std::optional<SumBlock> sum_;
  Point sum_top_;
  std::vector<TextLine> note_;
  Point note_top_;
  TightPage page_;
  Box box_;
  NumberPaints paints_;
  std::vector<DisplayList> output_numbers_;  // set once, as all later steps show them too
};

Sequence::Sequence(const Subject& subject, const Theme& theme)
    : words_(subject),
      walkthrough_(subject.walkthrough),
      places_(walkthrough_),
      channels_(walkthrough_.operation().channels),
      shows_kernel_(!walkthrough_.operation().is_pooling()),
      shows_bias_(walkthrough_.operation().has_bias),
      shows_products_(shows_kernel_ && words_.knows_outputs()),
      size_(size_of_numbers()),
      input_map_(channels_, places_.cols(), width_of_cells(input_texts()), size_),
      kernel_map_(channels_, walkthrough_.cols().taps, width_of_cells(weight_texts()), size_),
      bias_map_(1, 1, width_of_cells({words_.bias()}), size_),
      product_map_(channels_, walkthrough_.cols().taps, width_of_cells(product_texts()), size_),
      output_map_(1, walkthrough_.cols().output, width_of_cells(output_texts()), size_) {
  arrange();
  mix_paints(theme);
  set_output_numbers();
}

void Sequence::set_output_numbers() {
  for (int i = 0; i < output_map_.cols(); ++i) {
    output_map_.number(output_numbers_.emplace_back(), Role::output_number, {0, i}, {0, i}, paints_.ink,
                       words_.output(i));
  }
}

NumberSize Sequence::size_of_numbers() const {
  NumberSize size;
  size.style = TextStyle::formula;
  if (has_corner_symbols()) size.cell = kTallCell;
  return size;
}

/// Tall cells need not be wide.
double Sequence::width_of_cells(const std::vector<std::string>& texts) const {
  NumberSize size = size_;
  size.cell = NumberSize{}.cell;
  return cell_width_for(texts, size);
}

/// Calls visit(place in the panel, product).
template <class Visit>
void Sequence::for_each_product(std::size_t step, const Visit& visit) const {
  const AxisWalk& axis = walkthrough_.cols();
  for (int i = 0; i < axis.taps; ++i) {
    const AxisTap tap = axis.tap(static_cast<int>(step), i);
    for (int channel = 0; channel < channels_; ++channel) {
      const double number = words_.numbers().at_place({0, tap.place}, channel).value_or(0);
      visit(Cell{channel, i}, number * words_.numbers().weight({0, tap.weight}, channel));
    }
  }
}

std::vector<std::string> Sequence::input_texts() const {
  std::vector<std::string> texts;
  for (int channel = 0; channel < channels_; ++channel) {
    for (const PlanePlace& place : places_.all()) texts.push_back(words_.on_place(place.place.col, channel));
  }
  return texts;
}

std::vector<std::string> Sequence::weight_texts() const {
  std::vector<std::string> texts;
  if (!shows_kernel_) return texts;
  for (int channel = 0; channel < channels_; ++channel) {
    for (int i = 0; i < walkthrough_.cols().taps; ++i) texts.push_back(words_.weight(channel, i));
  }
  return texts;
}

/// The longest ones are among these.
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
  return {words_.numbers().product_text(least), words_.numbers().product_text(most)};
}

std::vector<std::string> Sequence::output_texts() const {
  std::vector<std::string> texts;
  texts.reserve(walkthrough_.steps());
  for (int i = 0; i < walkthrough_.cols().output; ++i) texts.push_back(words_.output(i));
  return texts;
}

/// How far windows reach over the end of the padded input, bp.
double Sequence::overhang() const {
  const AxisWalk& axis = walkthrough_.cols();
  const int last = axis.output - 1;
  const int end = places_.spot_of({0, axis.window(last) + axis.extent_of(last)}).col;
  return std::max(0, end - places_.cols()) * input_map_.cell_width();
}

double Sequence::channel_width() const {
  return formula(words_.channel(channels_ - 1), kChannelSize).width;
}

std::string Sequence::input_title() const {
  if (!places_.has(PlaceKind::padding)) return "Input";
  return walkthrough_.operation().transposed ? "Input with zeros" : "Padded input";
}

/// The panels in one row, or with the kernel and the output on new ones.
void Sequence::fill_rows(bool are_broken) {
  const Operation& operation = walkthrough_.operation();
  PanelRows& rows = rows_.emplace();
  maps_.clear();
  const auto add = [&](FlatMap& map, std::string title, std::string caption, double left = 0, double right = 0) {
    rows.add(map.width(), map.height(), std::move(title), std::move(caption), {left, right, kLabelRoom, 0});
    maps_.push_back(&map);
  };
  const auto add_bias = [&] {
    if (!shows_bias_) return;
    rows.last().add_sign("+");
    add(bias_map_, "Bias", "1");
  };
  add(input_map_, input_title(), input_shape_text(operation), channel_width() + kChannelGap, overhang());
  if (shows_kernel_) {
    if (are_broken) rows.begin_row();
    rows.last().add_sign(shows_products_ ? "×" : "∗");
    add(kernel_map_, kernel_title(walkthrough_), kernel_caption(operation));
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
  add(output_map_, "Output", output_shape_text(operation));
}

void Sequence::arrange() {
  fill_rows(false);
  rows_->stack({});
  if (rows_->box().width() > kWidestRow) fill_rows(true);
  rows_->stack({});
  Box box = rows_->box();
  place_below(box);
  page_ = page_around(box);
  box_ = box.moved(page_.shift);
  rows_->stack(page_.shift);
  for (std::size_t i = 0; i < maps_.size(); ++i) maps_[i]->move_to(rows_->corner(i));
  maps_.clear();
  for (Point* const point : {&sum_top_, &note_top_}) *point = {point->x + page_.shift.x, point->y + page_.shift.y};
}

/// Leaves room for the longest sum, and for the note.
void Sequence::place_below(Box& box) {
  const double width = std::clamp(box.width(), kNarrowestSum, kWidestSum);
  sum_.emplace(words_, width);
  sum_top_ = {0, box.bottom - kSumGap};
  box.add(Box{-sum_->width() / 2, sum_top_.y - sum_->height(), sum_->width() / 2, sum_top_.y});
  const std::string note = unreached_note(never_visited(walkthrough_.operation().cols, walkthrough_.operation()));
  if (note.empty()) return;
  note_ = Typesetter().paragraph(note, kNoteSize, width);
  note_top_ = {0, box.bottom - kNoteGap};
  for (const TextLine& line : note_) {
    box.add(Box{-line.width / 2, box.bottom - kLeading * kNoteSize, line.width / 2, box.bottom});
  }
  box.bottom -= kNoteGap;
}

void Sequence::mix_paints(const Theme& theme) {
  NumberAreas areas;
  areas.input = true;
  areas.padding = places_.has(PlaceKind::padding);
  areas.unvisited = places_.has(PlaceKind::unvisited_input) || places_.has(PlaceKind::cropped_input);
  areas.kernel = shows_kernel_;
  areas.product = shows_products_;
  areas.output = true;
  areas.shade = true;
  areas.accent = areas.accent_on_output_only = true;
  areas.shade_on_paper = overhang() > 0;
  areas.faint_on_paper = true;
  paints_ = mix_number_paints(theme, areas);
}

void Sequence::add_input_cells(DisplayList& shapes) const {
  for (int channel = 0; channel < channels_; ++channel) {
    for (const PlanePlace& place : places_.all()) {
      const Cell spot{channel, place.spot.col};
      const auto add = [&](Role role, int col, PaintId paint) {
        shapes.push_back(input_map_.fill(role, {channel, col}, spot, paint));
      };
      if (!place.input) {
        add(Role::padded_cell, place.place.col, paints_.padding);
      } else if (place.kind == PlaceKind::input) {
        add(Role::input_cell, place.input->col, paints_.input);
      } else {
        const bool is_cropped = place.kind == PlaceKind::cropped_input;
        add(is_cropped ? Role::cropped_cell : Role::unvisited_input_cell, place.input->col, paints_.unvisited);
      }
    }
  }
}

/// Dashed around the padding, solid around the input, or around each input where there are places between them.
void Sequence::add_input_lines(DisplayList& shapes) const {
  const bool has_padding = places_.has(PlaceKind::padding);
  if (channels_ > 1 || places_.cols() > 1) {
    shapes.push_back(input_map_.inner_grid(Role::plane_grid, paints_.line, {}, channels_, places_.cols()));
  }
  if (has_padding) {
    input_map_.dashed_frame(shapes, Role::plane_grid, paints_.line, {}, channels_, places_.cols(), kThick);
  }
  const double width = has_padding ? 1.5 * kThick : kThick;
  if (const std::optional<Cell> first = places_.first_input_spot()) {
    shapes.push_back(
        input_map_.frame(Role::input_grid, paints_.line, {0, first->col}, channels_, walkthrough_.cols().input, width));
    return;
  }
  for (const PlanePlace& place : places_.all()) {
    if (!place.input) continue;
    shapes.push_back(input_map_.frame(Role::input_grid, paints_.line, {0, place.spot.col}, channels_, 1, kThick));
  }
}

/// Above a column of a map.
void Sequence::add_label(const FlatMap& map, int col, Role role, PaintId ink, std::string_view text,
                         DisplayList& shapes) const {
  const Box cell = map.box_of({0, col}, 1, 1);
  const Point middle{cell.middle(), cell.top + kLabelGap + kDigitMiddle * kLabelSize};
  write_centred(shapes, role, Cell{0, col}, ink, text, middle, kLabelSize, TextStyle::formula);
}

/// The names of rows and columns.
void Sequence::add_labels(DisplayList& shapes) const {
  for (const PlanePlace& place : places_.all()) {
    if (!place.input) continue;
    add_label(input_map_, place.spot.col, Role::position_label, paints_.faint, fmt::format("{}", place.input->col),
              shapes);
  }
  for (int i = 0; i < output_map_.cols(); ++i) {
    add_label(output_map_, i, Role::position_label, paints_.faint, fmt::format("{}", i), shapes);
  }
  for (int channel = 0; channel < channels_; ++channel) {
    const TextLine line = formula(words_.channel(channel), kChannelSize);
    const Point middle = input_map_.middle({channel, 0});
    const Point origin{input_map_.box().left - kChannelGap - line.width, middle.y - kSmallLetter / 2 * kChannelSize};
    write(shapes, Role::channel_label, Cell{channel, 0}, paints_.ink, line, origin);
  }
}

/// What a weight is called: above its cell, or in the corner where there may be other cells above.
void Sequence::add_symbol(Cell place, std::string_view text, DisplayList& shapes) const {
  if (!has_corner_symbols()) return add_label(kernel_map_, place.col, Role::weight_symbol, paints_.ink, text, shapes);
  const Box cell = kernel_map_.box_of(place, 1, 1);
  const Point origin{cell.left + kCornerMargin, cell.top - kCornerMargin - kSmallLetter * kCornerSize};
  write(shapes, Role::weight_symbol, place, paints_.ink, formula(text, kCornerSize), origin);
}

void Sequence::add_kernel(DisplayList& shapes) const {
  add_cells(shapes, kernel_map_, Role::kernel_cell, paints_.kernel);
  add_lines(shapes, kernel_map_, Role::kernel_grid, paints_.line);
  for_each_place(kernel_map_, [&](Cell place) {
    const int weight = walkthrough_.cols().tap(0, place.col).weight;
    kernel_map_.number(shapes, Role::weight_number, {place.row, weight}, place, paints_.ink,
                       words_.weight(place.row, weight));
    if (!words_.numbers().has_weights()) return;
    add_symbol(place, words_.weight_symbol(place.row, weight), shapes);
  });
}

void Sequence::add_bias(DisplayList& shapes) const {
  add_cells(shapes, bias_map_, Role::bias_cell, paints_.kernel);
  add_lines(shapes, bias_map_, Role::kernel_grid, paints_.line);
  bias_map_.number(shapes, Role::bias_number, {}, {}, paints_.ink, words_.bias());
  if (words_.numbers().has_bias()) add_label(bias_map_, 0, Role::weight_symbol, paints_.ink, "b", shapes);
}

void Sequence::add_note(DisplayList& shapes) const {
  double base = note_top_.y - kAscent * kNoteSize;
  for (const TextLine& line : note_) {
    write(shapes, Role::note, std::nullopt, paints_.ink, line, {note_top_.x - line.width / 2, base});
    base -= kLeading * kNoteSize;
  }
}

DisplayList Sequence::panels() const {
  DisplayList shapes;
  add_input_cells(shapes);
  if (shows_kernel_) add_kernel(shapes);
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

/// What lies under lines and numbers.
DisplayList Sequence::marks(std::size_t step) const {
  DisplayList shapes;
  for (int i = 0; i <= static_cast<int>(step); ++i) {
    shapes.push_back(output_map_.fill(Role::output_cell, {0, i}, {0, i}, paints_.output));
  }
  for (const Tap& tap : walkthrough_.step(step).taps) {
    for (int channel = 0; channel < channels_; ++channel) {
      shapes.push_back(input_map_.fill(Role::tap, {channel, tap.place.col}, {channel, places_.spot_of(tap.place).col},
                                       paints_.shade));
    }
  }
  return shapes;
}

DisplayList Sequence::numbers() const {
  DisplayList shapes;
  add_input_lines(shapes);
  for (int channel = 0; channel < channels_; ++channel) {
    for (const PlanePlace& place : places_.all()) {
      const int col = place.input ? place.input->col : place.place.col;
      input_map_.number(shapes, place.input ? Role::input_number : Role::padding_number, {channel, col},
                        {channel, place.spot.col}, place.input ? paints_.ink : paints_.faint,
                        words_.on_place(place.place.col, channel));
    }
  }
  add_lines(shapes, output_map_, Role::output_grid, paints_.line);
  return shapes;
}

/// What lies above lines and numbers.
DisplayList Sequence::frames(std::size_t step) const {
  DisplayList shapes;
  const auto current = static_cast<int>(step);
  const auto end = output_numbers_.begin() + current + 1;
  std::for_each(output_numbers_.begin(), end,
                [&](const DisplayList& number) { shapes.insert(shapes.end(), number.begin(), number.end()); });
  if (shows_products_) {
    for_each_product(step, [&](Cell place, double product) {
      product_map_.number(shapes, Role::product_number, place, place, paints_.ink,
                          words_.numbers().product_text(product));
    });
  }
  const AxisWalk& axis = walkthrough_.cols();
  input_map_.dashed_frame(shapes, Role::region_frame, paints_.line, {0, places_.spot_of({0, axis.window(current)}).col},
                          channels_, axis.extent_of(current));
  shapes.push_back(output_map_.frame(Role::current_output_outline, paints_.accent, {0, current}, 1, 1, kFrameWidth));
  sum_->draw(words_, step, sum_top_, paints_.ink, paints_.accent, shapes);
  return shapes;
}

std::vector<Key> Sequence::keys() const {
  std::vector<Key> keys{{"input", paints_.input, {}, paints_.line}};
  if (paints_.unvisited != kPaper) keys.push_back({"input, never reached", paints_.unvisited, {}, paints_.line});
  if (paints_.padding != kPaper) keys.push_back({"padding", paints_.padding, {}, paints_.line, true});
  keys.push_back({"region", paints_.input, paints_.shade, paints_.line, true});
  if (shows_kernel_) keys.push_back({"kernel", paints_.kernel, {}, paints_.line});
  if (shows_products_) keys.push_back({"products", paints_.product, {}, paints_.line});
  keys.push_back({"output", paints_.output, {}, paints_.line});
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
      {true, [shared](std::size_t) { return shared->panels(); }},
      {false, [shared](std::size_t step) { return shared->marks(step); }},
      {true, [shared](std::size_t) { return shared->numbers(); }},
      {false, [shared](std::size_t step) { return shared->frames(step); }},
  };
  return drawing;
}

}  // namespace

Status check_sequence(const Subject& subject, const FigureOptions&) {
  return first_problem_of({needs_one_dimension(subject), needs_one_filter(subject), needs_few_numbers(subject)});
}

Drawing draw_sequence(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return Sequence(subject, theme).drawing();
}

}  // namespace convarith
