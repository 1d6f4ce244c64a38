#include "layout/views/network/network_rows.hpp"

#include <algorithm>
#include <limits>

namespace convarith {
namespace {

constexpr double kLabelDistance = 6;  // bp: least space between texts side by side

/// For each block whether a row may begin with it: whether only the block before it leads to it and those after it.
std::vector<bool> possible_starts(const NetworkPlan& plan) {
  std::vector<bool> possible(plan.blocks.size(), true);
  for (std::size_t to = 0; to < plan.blocks.size(); ++to) {
    for (const std::size_t from : plan.blocks[to].sources) {
      const bool is_next = from + 1 == to;
      for (std::size_t start = from + 1; start <= to && !is_next; ++start) possible[start] = false;
    }
  }
  return possible;
}

}  // namespace

NetworkRow network_row(std::span<const NetworkSlot> slots) {
  NetworkRow row;
  double left = 0;
  double right = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    double middle = 0;
    if (i > 0) {
      const double blocks = (slots[i - 1].block + slots[i].block) / 2 + kNetworkGap;
      const double labels = (slots[i - 1].label + slots[i].label) / 2 + kLabelDistance;
      middle = row.middles.back() + std::max(blocks, labels);
    }
    const double half = std::max(slots[i].block, slots[i].label) / 2;
    left = std::min(left, middle - half);
    right = std::max(right, middle + half);
    row.middles.push_back(middle);
  }
  for (double& middle : row.middles) middle -= left;
  row.width = right - left;
  return row;
}

std::optional<std::vector<std::size_t>> break_rows(const NetworkPlan& plan, std::span<const NetworkSlot> slots,
                                                   std::size_t rows, double widest) {
  constexpr double impossible = std::numeric_limits<double>::max();
  const std::size_t count = slots.size();
  const std::vector<bool> possible = possible_starts(plan);
  // The width of the widest of some rows that hold the first blocks, and where the last of these rows begins.
  std::vector<std::vector<double>> width(rows + 1, std::vector<double>(count + 1, impossible));
  std::vector<std::vector<std::size_t>> start(rows + 1, std::vector<std::size_t>(count + 1, 0));
  width[0][0] = 0;
  for (std::size_t row = 1; row <= rows; ++row) {
    for (std::size_t first = 0; first < count; ++first) {
      if (width[row - 1][first] > widest || (first > 0 && !possible[first])) continue;
      for (std::size_t end = first + 1; end <= count; ++end) {
        const double wider = std::max(width[row - 1][first], network_row(slots.subspan(first, end - first)).width);
        if (wider >= width[row][end]) continue;
        width[row][end] = wider;
        start[row][end] = first;
      }
    }
  }
  if (width[rows][count] > widest) return std::nullopt;
  std::vector<std::size_t> starts(rows);
  std::size_t end = count;
  for (std::size_t row = rows; row > 0; --row) end = starts[row - 1] = start[row][end];
  return starts;
}

}  // namespace convarith
