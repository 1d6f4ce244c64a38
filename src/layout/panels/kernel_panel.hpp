#pragma once

#include <string>
#include <vector>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/panels/sheet_stack.hpp"
#include "layout/panels/shown_sheets.hpp"

namespace convarith {

/// "Kernel, flipped" where its last weight lies over the first place.
std::string kernel_title(const Walkthrough& walkthrough);
/// The shape of a layer's weights, and their dilation if there is any; those of a single filter of a bank.
std::string kernel_caption(const Operation& operation);
std::string filter_caption(const Operation& operation);

/// The weights of one filter as they lie over the plane, those of a transposed layer the other way round: a sheet for
/// each channel of its group, one behind the other; of many only some are shown.
class KernelPanel {
 public:
  KernelPanel(const Walkthrough& walkthrough, const Numbers& numbers, int filter = 0);

  /// Of the first channel.
  const FlatMap& map() const { return sheets_.front(); }
  double width() const { return sheets_.width(); }
  double height() const { return sheets_.height(); }
  void move_to(Point corner) { sheets_.move_to(corner); }
  /// The weight on a cell of the panel.
  Cell weight_at(Cell place) const;
  /// Where the channels are, those behind before those in front.
  std::vector<CellMap> maps() const;
  /// Cells, lines and numbers.
  void draw(Pen pen) const;

 private:
  int channel_of(int sheet) const { return group_.first_channel + shown_.numbers[static_cast<std::size_t>(sheet)]; }

  Walkthrough walkthrough_;
  Numbers numbers_;
  int filter_;
  Group group_;
  ShownSheets shown_;  // of the group's channels
  SheetStack sheets_;
};

}  // namespace convarith
