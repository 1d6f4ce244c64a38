#pragma once

#include <string>
#include <vector>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/panels/sheet_stack.hpp"
#include "layout/panels/shown_sheets.hpp"

namespace convarith {

/// Returns "Kernel, flipped" if the kernel's last weight lies over the first place, otherwise "Kernel".
std::string kernel_title(const Walkthrough& walkthrough);
/// Returns the shape of all weights of a layer, and their dilation if there is any.
std::string kernel_caption(const Operation& operation);
/// Returns the shape of the weights of a single filter, and their dilation if there is any.
std::string filter_caption(const Operation& operation);

/// The weights of one filter as they lie over the plane (those of a transposed layer lie the other way round): a sheet
/// for each channel of the filter's group, one behind the other. If there are many channels, only some are shown.
class KernelPanel {
 public:
  KernelPanel(const Walkthrough& walkthrough, const Numbers& numbers, int filter = 0);

  /// Returns the map of the first channel.
  const FlatMap& map() const { return sheets_.front(); }
  double width() const { return sheets_.width(); }
  double height() const { return sheets_.height(); }
  void move_to(Point corner) { sheets_.move_to(corner); }
  /// Returns which weight of the kernel lies on a cell of the panel.
  Cell weight_at(Cell place) const;
  /// Returns the maps of the channels, those behind before those in front.
  std::vector<CellMap> maps() const;
  /// Draws cells, lines and numbers.
  void draw(Pen pen) const;

 private:
  const CellLook& look() const { return numbers_.kernel_look(); }
  int channel_of(int sheet) const { return group_.first_channel + shown_.numbers[static_cast<std::size_t>(sheet)]; }

  Walkthrough walkthrough_;
  Numbers numbers_;
  int filter_;
  Group group_;
  ShownSheets shown_;  // shown channels of the group
  SheetStack sheets_;
};

}  // namespace convarith
