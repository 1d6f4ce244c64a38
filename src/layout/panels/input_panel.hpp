#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "layout/drawing.hpp"
#include "layout/panels/flat_map.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/panels/sheet_stack.hpp"
#include "layout/panels/shown_sheets.hpp"

namespace convarith {

/// Neighbouring channels of a layer's input. If there are many, only some are shown.
struct ChannelRange {
  int first = 0;
  int count = 1;
};

/// Channels of a layer's input with their padding, one behind the other, and the region that a window covers on each.
/// Cells whose numbers are not known are empty.
class InputPanel {
 public:
  /// `shows_number`, if it is set, says at which places numbers are shown.
  InputPanel(const Walkthrough& walkthrough, const Numbers& numbers, ChannelRange channels = {},
             const std::function<bool(const PlanePlace&)>& shows_number = {});

  const PlanePlaces& places() const { return places_; }
  /// Makes cells at least `least` bp wide. It must be called before move_to().
  void widen_cells(double least);
  /// Returns the map of the channel in front.
  const FlatMap& map() const { return sheets_.front(); }
  /// Returns the box around all channels.
  Box box() const;
  double width() const { return sheets_.width(); }
  double height() const { return sheets_.height(); }
  void move_to(Point corner) { sheets_.move_to(corner); }
  std::string title() const;
  std::string caption() const;
  /// Returns the room for windows that reach over the end. Little of such a window is seen beyond the end: it is cut
  /// off, and its frame is open there, so that captions and signs stay where they are without it.
  PanelRoom overhang() const;
  bool has_overhang() const;

  /// Returns the maps of the channels, those behind before those in front.
  std::vector<CellMap> maps() const;

  /// Returns the paint of a place, or nullopt if it has the usual one.
  using Tint = std::function<std::optional<PaintId>(const PlanePlace&)>;
  void draw_cells(Pen pen, const Tint& tint = {}) const;
  /// Draws lines: dashed ones around the padding, solid ones around the input.
  void draw_lines(Pen pen) const;
  void draw_numbers(Pen pen) const;
  void draw_taps(const Step& step, Pen pen) const;
  void draw_region(const Step& step, Pen pen) const;
  /// Whether cells are coloured by their numbers.
  bool is_heat() const { return look().is_heat; }
  /// Frames a place of the channel in front, in the accent's colour.
  void frame_place(Cell place, Role role, Pen pen) const;
  /// Returns the box of a place of the channel in front, on the page.
  Box box_of(Cell place) const { return map().box_of(places_.spot_of(place), 1, 1); }
  /// Returns the box of a step's window on the page, as far as it is seen.
  Box region_of(const Step& step) const;
  /// Returns the keys of input, padding and inputs that are never visited.
  std::vector<Key> keys(const NumberPaints& paints) const;

 private:
  int number_of(int sheet) const { return shown_.numbers[static_cast<std::size_t>(sheet)]; }
  int channel_of(int sheet) const { return channels_.first + number_of(sheet); }
  const CellLook& look() const { return numbers_.plane_look(); }
  std::optional<double> heat_at(int sheet, const PlanePlace& place) const;
  PaintId ink_at(int sheet, const PlanePlace& place, const NumberPaints& paints) const;
  bool has_heat_around_inputs() const;
  Cell first_heat(const PlanePlace& place) const;
  void draw_tap_frames(const Step& step, Pen pen) const;
  void draw_region_on_heat(const Step& step, Pen pen) const;
  Cell shift_of_sheets() const;
  void draw_lines_of(int sheet, Pen pen) const;
  bool fits(const Step& step) const;
  Box seen() const;
  void draw_cut_taps(const Step& step, Pen pen) const;
  void draw_cut_region(const Step& step, Pen pen) const;
  bool shows(int sheet, const PlanePlace& place) const { return sheets_.shows(sheet, place.spot); }

  Walkthrough walkthrough_;
  Numbers numbers_;
  ChannelRange channels_;
  PlanePlaces places_;
  ShownSheets shown_;                            // shown channels
  std::vector<std::vector<std::string>> texts_;  // texts of each channel
  SheetStack sheets_;
};

/// How much of a window is seen beyond the edge that it reaches over, in bp.
inline constexpr double kShownOverhang = 4;

/// Width of the lines around single cells, in bp.
inline constexpr double kCellFrame = 1.4;

}  // namespace convarith
