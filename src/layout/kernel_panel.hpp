#pragma once

#include <string>
#include <vector>

#include "flat_map.hpp"
#include "number_paints.hpp"
#include "numbers.hpp"

namespace convarith {

/// "Kernel, flipped" where its last weight lies over the first place.
std::string kernel_title(const Walkthrough& walkthrough);
/// The shape of a layer's weights, and their dilation if there is any.
std::string kernel_caption(const Operation& operation);

/// The weights of a layer as they lie over its plane: those of a transposed layer the other way round.
class KernelPanel {
 public:
  KernelPanel(const Walkthrough& walkthrough, const Numbers& numbers);

  FlatMap& map() { return map_; }
  const FlatMap& map() const { return map_; }
  /// The weight on a cell of the panel.
  Cell weight_at(Cell place) const;
  /// Cells, lines and numbers.
  void draw(const NumberPaints& paints, DisplayList& shapes) const;

 private:
  Walkthrough walkthrough_;
  Numbers numbers_;
  FlatMap map_;
};

}  // namespace convarith
