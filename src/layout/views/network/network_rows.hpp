#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "layout/views/network/network_plan.hpp"

namespace convarith {

/// The room that a block takes in its row, bp.
struct NetworkSlot {
  double block = 0;  ///< width of the block
  double label = 0;  ///< width of the texts below it
};

/// Blocks side by side, from the left edge of the row at x = 0.
struct NetworkRow {
  std::vector<double> middles;  ///< of the blocks and their texts
  double width = 0;
};

NetworkRow network_row(std::span<const NetworkSlot> slots);

/// Returns the first block of each of `rows` rows, so that the widest row is as narrow as possible. No line of a branch
/// leads from row to row. Nullopt if there are no such rows of at most `widest` bp.
std::optional<std::vector<std::size_t>> break_rows(const NetworkPlan& plan, std::span<const NetworkSlot> slots,
                                                   std::size_t rows, double widest);

/// The space between blocks, in which the arrow from one to the next stands (bp).
inline constexpr double kNetworkGap = 13;

}  // namespace convarith
