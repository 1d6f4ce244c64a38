#pragma once

#include <string>
#include <vector>

#include "flat_map.hpp"
#include "number_paints.hpp"
#include "numbers.hpp"

namespace convarith {

/// The weights of a layer as they lie over its plane: those of a transposed layer the other way round.
class KernelPanel {
 public:
  KernelPanel(const Walkthrough& walkthrough, const Numbers& numbers);

  FlatMap& map() { return map_; }
  const FlatMap& map() const { return map_; }
  /// The weight on a cell of the panel.
  Cell weight_at(Cell place) const;
  std::string title() const;
  std::string caption() const;
  /// Cells, lines and numbers.
  void draw(const NumberPaints& paints, DisplayList& shapes) const;

 private:
  std::vector<std::string> texts() const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  FlatMap map_;
};

}  // namespace convarith
