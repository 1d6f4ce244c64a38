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

/// Neighbouring channels of a layer's input; of many only some are shown.
struct ChannelRange {
  int first = 0;
  int count = 1;
};

/// Channels of a layer's input with their padding, one behind the other, and the region that a window covers on each.
/// Cells are empty where their numbers are not known.
class InputPanel {
 public:
  /// `shows_number`, where there is one, says of which places the numbers are shown.
  InputPanel(const Walkthrough& walkthrough, const Numbers& numbers, ChannelRange channels = {},
             const std::function<bool(const PlanePlace&)>& shows_number = {});

  const PlanePlaces& places() const { return places_; }
  /// Makes cells at least so wide (bp), before it is moved.
  void widen_cells(double least);
  /// The channel in front.
  const FlatMap& map() const { return sheets_.front(); }
  /// Around all channels.
  Box box() const;
  double width() const { return sheets_.width(); }
  double height() const { return sheets_.height(); }
  void move_to(Point corner) { sheets_.move_to(corner); }
  std::string title() const;
  std::string caption() const;
  /// For windows that reach over the end. Of these little is seen beyond it: they are cut off, and their frames are
  /// open there, so that captions and signs stay where they are without them.
  PanelRoom overhang() const;
  bool has_overhang() const;

  /// Where the channels are, those behind before those in front.
  std::vector<CellMap> maps() const;

  /// The paint of a place, if it is not the usual one.
  using Tint = std::function<std::optional<PaintId>(const PlanePlace&)>;
  void draw_cells(Pen pen, const Tint& tint = {}) const;
  /// Dashed around the padding, solid around the input.
  void draw_lines(Pen pen) const;
  void draw_numbers(Pen pen) const;
  void draw_taps(const Step& step, Pen pen) const;
  void draw_region(const Step& step, Pen pen) const;
  /// In the accent.
  void frame_place(Cell place, Role role, Pen pen) const;
  /// Of a place in front, on the page.
  Box box_of(Cell place) const { return map().box_of(places_.spot_of(place), 1, 1); }
  /// On the page, as far as it is seen.
  Box region_of(const Step& step) const;
  /// Of input, padding and what is never visited.
  std::vector<Key> keys(const NumberPaints& paints) const;

 private:
  int number_of(int sheet) const { return shown_.numbers[static_cast<std::size_t>(sheet)]; }
  int channel_of(int sheet) const { return channels_.first + number_of(sheet); }
  Cell shift_of_sheets() const;
  void draw_lines_of(int sheet, Pen pen) const;
  bool fits(const Step& step) const;
  Box seen() const;
  void draw_cut_taps(const Step& step, Pen pen) const;
  void draw_cut_region(const Step& step, Pen pen) const;
  bool shows(int sheet, const PlanePlace& place) const { return sheets_.shows(sheet, place.spot); }

  Walkthrough walkthrough_;
  ChannelRange channels_;
  PlanePlaces places_;
  ShownSheets shown_;                            // of the channels
  std::vector<std::vector<std::string>> texts_;  // of each channel
  SheetStack sheets_;
};

/// How much (bp) is seen of a window beyond the edge that it reaches over.
inline constexpr double kShownOverhang = 4;

/// How wide (bp) lines around single cells are.
inline constexpr double kCellFrame = 1.4;

}  // namespace convarith
