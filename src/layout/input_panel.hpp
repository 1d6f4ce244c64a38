#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drawing.hpp"
#include "flat_map.hpp"
#include "number_paints.hpp"
#include "numbers.hpp"
#include "panel_row.hpp"
#include "plane_places.hpp"

namespace convarith {

/// The input of a layer with its padding, and the region that a window covers on it. Cells are empty where their
/// numbers are not known.
class InputPanel {
 public:
  /// `shows_number`, where there is one, says of which places the numbers are shown.
  InputPanel(const Walkthrough& walkthrough, const Numbers& numbers,
             const std::function<bool(const PlanePlace&)>& shows_number = {});

  const PlanePlaces& places() const { return places_; }
  FlatMap& map() { return map_; }
  const FlatMap& map() const { return map_; }
  std::string title() const;
  std::string caption() const;
  /// For windows that reach over the end.
  PanelRoom overhang() const;
  bool has_overhang() const;
  /// Input, padding and what is never visited.
  void note_areas(NumberAreas& areas) const;

  /// The paint of a place, if it is not the usual one.
  using Tint = std::function<std::optional<PaintId>(const PlanePlace&)>;
  void draw_cells(const NumberPaints& paints, DisplayList& shapes, const Tint& tint = {}) const;
  /// Dashed around the padding, solid around the input.
  void draw_lines(const NumberPaints& paints, DisplayList& shapes) const;
  void draw_numbers(const NumberPaints& paints, DisplayList& shapes) const;
  void draw_taps(const Step& step, const NumberPaints& paints, DisplayList& shapes) const;
  void draw_region(const Step& step, const NumberPaints& paints, DisplayList& shapes) const;
  void frame_place(Cell place, Role role, PaintId line, DisplayList& shapes) const;
  /// On the page.
  Box region_of(const Step& step) const;
  /// Of what note_areas() notes.
  std::vector<Key> keys(const NumberPaints& paints) const;

 private:
  Walkthrough walkthrough_;
  PlanePlaces places_;
  std::vector<std::string> texts_;
  FlatMap map_;
};

/// How wide (bp) lines around single cells are.
inline constexpr double kCellFrame = 1.4;

}  // namespace convarith
