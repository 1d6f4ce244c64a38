#include "layout/views/stride/stride.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/input_panel.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/arrows.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/view_needs.hpp"
#include "layout/views/projection/projection_labels.hpp"
#include "layout/views/stride/region_move.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kArrowDistance = 5.5;  // from a map to the arrows along its edges
constexpr double kArrowRoom = kArrowDistance + kArrowReach;
constexpr double kWordDistance = 7;    // from the arrow between the panels to the words
constexpr double kEarlierFrame = 0.9;  // line width

/// A stretch of a line along one axis.
struct Stretch {
  double from = 0;
  double to = 0;
};

/// Returns the parts of a stretch that lie outside another one.
std::vector<Stretch> without(const Stretch& whole, const Stretch& other) {
  std::vector<Stretch> rest;
  if (const double end = std::min(whole.to, other.from); end > whole.from) rest.push_back({whole.from, end});
  if (const double start = std::max(whole.from, other.to); whole.to > start) rest.push_back({start, whole.to});
  return rest;
}

bool is_one_of(double place, double first, double second) {
  return std::abs(place - first) < kThin || std::abs(place - second) < kThin;
}

/// Returns the parts of a box's outline that do not lie on the outline of another box.
std::vector<Stroke::Path> outline_beside(const Box& box, const Box& other) {
  std::vector<Stroke::Path> paths;
  for (const double y : {box.bottom, box.top}) {
    const bool may_cover = is_one_of(y, other.bottom, other.top);
    const Stretch covered = may_cover ? Stretch{other.left, other.right} : Stretch{};
    for (const auto& [from, to] : without({box.left, box.right}, covered))
      paths.push_back({{{from, y}, {to, y}}, false});
  }
  for (const double x : {box.left, box.right}) {
    const bool may_cover = is_one_of(x, other.left, other.right);
    const Stretch covered = may_cover ? Stretch{other.bottom, other.top} : Stretch{};
    for (const auto& [from, to] : without({box.bottom, box.top}, covered))
      paths.push_back({{{x, from}, {x, to}}, false});
  }
  return paths;
}

class StrideFigure {
 public:
  StrideFigure(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  Point size_of_words() const;
  void arrange();
  void mix_paints(const Theme& theme);
  RegionMove move(std::size_t step) const { return region_move(walkthrough_, step); }

  std::vector<CellMap> maps() const;
  DisplayList still_cells() const;
  DisplayList still_lines() const;
  DisplayList taps(std::size_t step) const;
  DisplayList regions(std::size_t step) const;
  void draw_earlier_region(const RegionMove& move, DisplayList& shapes) const;
  void draw_edge_arrows(const RegionMove& move, DisplayList& shapes) const;
  void draw_words(const RegionMove& move, DisplayList& shapes) const;
  std::vector<Key> keys() const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  InputPanel before_;
  InputPanel after_;
  PanelRow row_;
  Point words_middle_;  // middle of the arrow between the panels, too
  TightPage page_;
  NumberPaints paints_;
};

/// Returns the subject without weights and bias, so that outputs, which are not drawn, are not computed either.
Subject with_inputs_only(Subject subject) {
  subject.values.front().weights = {};
  subject.values.front().bias = {};
  return subject;
}

/// Returns how many channels are drawn: only one if the numbers of the input are not known, because all channels look
/// alike then.
int shown_channels(const Numbers& numbers, const Operation& operation) {
  return numbers.has_inputs() ? operation.channels : 1;
}

StrideFigure::StrideFigure(const Subject& subject, const Theme& theme)
    : walkthrough_(subject.walkthrough),
      numbers_(with_inputs_only(subject)),
      before_(walkthrough_, numbers_, {0, shown_channels(numbers_, walkthrough_.operation())}),
      after_(before_),
      row_(are_wide(before_.width(), before_.height())) {
  arrange();
  mix_paints(theme);
}

/// Returns the text above the arrow between the panels.
std::vector<std::string> words_above(const RegionMove& move, const Operation& operation) {
  const std::optional<int> stride = stride_of(move, operation);
  if (!stride) return {};
  return {"stride " + std::to_string(*stride)};
}

/// Returns the size (bp) of the room that the words of any move need.
Point StrideFigure::size_of_words() const {
  const auto cols = static_cast<std::size_t>(walkthrough_.cols().output);
  Point size{kPanelArrow, 0};
  // All moves along a row are alike, and so are all moves to the next row, except in adaptive pooling.
  const std::size_t last =
      walkthrough_.operation().adaptive ? walkthrough_.steps() - 1 : std::min(cols + 1, walkthrough_.steps() - 1);
  for (std::size_t step = 0; step < last; ++step) {
    std::vector<std::string> words = words_for(move(step));
    const std::vector<std::string> above = words_above(move(step), walkthrough_.operation());
    const double half = kWordDistance + height_of_words(words);
    words.insert(words.end(), above.begin(), above.end());
    if (row_.is_stacked()) {
      size.x = std::max(size.x, 2 * (kWordDistance + width_of_words(words)));
      size.y = std::max(kPanelArrow, std::max(size.y, height_of_words(words)));
    } else {
      size.x = std::max(size.x, width_of_words(words));
      size.y = std::max(size.y, 2 * half);
    }
  }
  return size;
}

void StrideFigure::arrange() {
  const bool moves_right = walkthrough_.cols().output > 1;
  const bool moves_down = walkthrough_.rows().output > 1;
  const std::string caption = input_shape_text(walkthrough_.operation(), walkthrough_.operation().channels);
  const auto add = [&](const InputPanel& panel, const std::string& title, double left) {
    const std::size_t number = row_.add(panel.width(), panel.height(), title, caption);
    PanelRoom room = panel.overhang();
    if (moves_right && (&panel == &after_ || !row_.is_stacked())) room.above = kArrowRoom;
    if (moves_down) room.left = left;
    row_.leave_room(room);
    return number;
  };
  const Point words = size_of_words();
  const std::size_t before = add(before_, "Before", 0);
  const std::size_t between = row_.add(words.x, words.y);
  const std::size_t after = add(after_, "After", kArrowRoom);
  page_ = put_on_page(row_);
  before_.move_to(row_.corner(before));
  after_.move_to(row_.corner(after));
  words_middle_ = row_.corner(between) + words / 2;
}

void StrideFigure::mix_paints(const Theme& theme) {
  const bool is_heat = before_.is_heat();
  const ShadeUse shade = before_.has_overhang() ? ShadeUse::paper_too : ShadeUse::inputs_and_padding;
  paints_ = mix_number_paints(theme, {.input = !is_heat,
                                      .padding = before_.places().has_padding(),
                                      .unvisited = !is_heat && before_.places().has_unvisited_inputs(),
                                      .shade = is_heat ? ShadeUse::none : shade,
                                      .accent = AccentUse::all_areas,
                                      .sheets = {.channels = shown_channels(numbers_, walkthrough_.operation())},
                                      .heat = is_heat ? numbers_.input_maps() : std::vector<const ColourMap*>(),
                                      .heat_has_numbers = numbers_.plane_look().has_numbers});
}

std::vector<CellMap> StrideFigure::maps() const {
  std::vector<CellMap> maps = before_.maps();
  add_maps(after_.maps(), maps);
  return maps;
}

DisplayList StrideFigure::still_cells() const {
  DisplayList shapes;
  for (const InputPanel* const panel : {&before_, &after_}) panel->draw_cells({paints_, shapes});
  row_.write(shapes, paints_.ink);
  const Point half{row_.is_stacked() ? 0 : kPanelArrow / 2, row_.is_stacked() ? -kPanelArrow / 2 : 0};
  add_arrow(shapes, Role::panel_arrow, paints_.ink, words_middle_ - half, words_middle_ + half);
  return shapes;
}

DisplayList StrideFigure::taps(std::size_t step) const {
  DisplayList shapes;
  before_.draw_taps(move(step).before, {paints_, shapes});
  after_.draw_taps(move(step).after, {paints_, shapes});
  return shapes;
}

DisplayList StrideFigure::still_lines() const {
  DisplayList shapes;
  for (const InputPanel* const panel : {&before_, &after_}) {
    panel->draw_lines({paints_, shapes});
    panel->draw_numbers({paints_, shapes});
  }
  return shapes;
}

void StrideFigure::draw_earlier_region(const RegionMove& move, DisplayList& shapes) const {
  for (Stroke::Path& path : outline_beside(after_.region_of(move.before), after_.region_of(move.after))) {
    const double length = length_of(path.points[1] - path.points[0]);
    if (after_.is_heat()) {
      shapes.push_back({Role::frame_casing, std::nullopt, paints_.heat.casing(),
                        Stroke{{path}, kEarlierFrame + 2 * kHeatCasing, 0}});
    }
    shapes.push_back({Role::earlier_region_frame, std::nullopt, paints_.accent,
                      Stroke{{std::move(path)}, kEarlierFrame, even_dash(length)}});
  }
}

/// Draws arrows from edge to edge of the region: above the map for a move along a row, on its left for a move down.
void StrideFigure::draw_edge_arrows(const RegionMove& move, DisplayList& shapes) const {
  const Box map = after_.box();
  const Box from = after_.region_of(move.before);
  const Box to = after_.region_of(move.after);
  if (move.cols_right != 0) {
    const double y = map.top + kArrowDistance;
    add_barred_arrow(shapes, Role::move_arrow, paints_.accent, {from.left, y}, {to.left, y});
  }
  if (move.rows_down != 0) {
    const double x = map.left - kArrowDistance;
    add_barred_arrow(shapes, Role::move_arrow, paints_.accent, {x, from.top}, {x, to.top});
  }
}

void StrideFigure::draw_words(const RegionMove& move, DisplayList& shapes) const {
  std::vector<std::string> above = words_above(move, walkthrough_.operation());
  std::vector<std::string> below = words_for(move);
  if (row_.is_stacked()) {
    above.insert(above.end(), below.begin(), below.end());
    const double x = words_middle_.x + kWordDistance + width_of_words(above) / 2;
    write_words(shapes, paints_.ink, above, {x, words_middle_.y});
    return;
  }
  const auto middle = [&](const std::vector<std::string>& lines, double side) {
    return Point{words_middle_.x, words_middle_.y + side * (kWordDistance + height_of_words(lines) / 2)};
  };
  write_words(shapes, paints_.ink, above, middle(above, 1));
  write_words(shapes, paints_.ink, below, middle(below, -1));
}

DisplayList StrideFigure::regions(std::size_t step) const {
  const RegionMove current = move(step);
  DisplayList shapes;
  before_.draw_region(current.before, {paints_, shapes});
  draw_earlier_region(current, shapes);
  after_.draw_region(current.after, {paints_, shapes});
  draw_edge_arrows(current, shapes);
  draw_words(current, shapes);
  return shapes;
}

std::vector<Key> StrideFigure::keys() const {
  std::vector<Key> keys = before_.keys(paints_);
  keys.push_back(key_of_region(paints_));
  keys.push_back(
      {"region before", after_.is_heat() ? std::nullopt : std::optional(paints_.input), {}, paints_.accent, true});
  return keys;
}

Drawing StrideFigure::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, walkthrough_.steps() - 1, paints_.paints, {}};
  drawing.film.walk = Walk::moves;
  drawing.ink = paints_.ink;
  drawing.outline = row_.box().corners();
  drawing.keys = keys();
  drawing.formulas = projection_formulas(walkthrough_.operation());
  const auto shared = std::make_shared<const StrideFigure>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->still_cells(); }, {}, shared->maps()},
      {false, [shared](std::size_t step) { return shared->taps(step); }},
      {true, [shared](std::size_t) { return shared->still_lines(); }},
      {false, [shared](std::size_t step) { return shared->regions(step); }},
  };
  return drawing;
}

}  // namespace

Status check_stride(const Subject& subject, const FigureOptions&) {
  return first_problem_of({needs_one_stage(subject), needs_moves(subject), needs_few_numbers(subject)});
}

Drawing draw_stride(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return StrideFigure(subject, theme).drawing();
}

}  // namespace convarith
