#include "layout/views/network/network_scale.hpp"

#include <algorithm>
#include <cmath>

namespace convarith {
namespace {

// Lengths in bp.
constexpr double kTallestMap = 100;
constexpr double kWidestMap = 26;
constexpr double kLongestBar = 92;
constexpr double kBarWidth = 5;
constexpr double kUnknownWidth = 9;  // of maps whose channels are not known

// The largest numbers may be so many times the least before their square roots are taken.
constexpr double kRangeOfSizes = 10;
constexpr double kRangeOfChannels = 16;
constexpr double kRangeOfFeatures = 16;

/// How far the back of a map lies to the right and higher up, for each bp of its depth.
constexpr Point kDepthWay{0.36, 0.256};

}  // namespace

NumberScale::NumberScale(const std::vector<int>& numbers, double longest, double widest_range) {
  if (numbers.empty()) return;
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  has_roots_ = *most > widest_range * *least;
  factor_ = longest / (has_roots_ ? std::sqrt(*most) : *most);
}

double NumberScale::length_of(int number) const {
  return factor_ * (has_roots_ ? std::sqrt(number) : number);
}

NetworkScale::NetworkScale(const NetworkPlan& plan) {
  std::vector<int> lengths;
  std::vector<int> sheets;
  std::vector<int> bars;
  for (const NetworkBlock& block : plan.blocks) {
    if (block.join) continue;
    const MapShape& shape = block.shape;
    const bool is_map = !shape.sizes.empty();
    if (shape.channels.number) (is_map ? sheets : bars).push_back(*shape.channels.number);
    if (is_map && !shape.channels.number) knows_channels = false;
    if (shape.sizes.size() > 2) has_three_axes = true;
    lengths.insert(lengths.end(), shape.sizes.end() - std::min<std::ptrdiff_t>(2, std::ssize(shape.sizes)),
                   shape.sizes.end());
  }
  // Maps of a single cell are small on any scale.
  const auto small = std::remove(lengths.begin(), lengths.end(), 1);
  if (small != lengths.begin()) lengths.erase(small, lengths.end());
  sizes = NumberScale(lengths, kTallestMap, kRangeOfSizes);
  channels = NumberScale(sheets, kWidestMap, kRangeOfChannels);
  features = NumberScale(bars, kLongestBar, kRangeOfFeatures);
}

BlockExtent NetworkScale::extent_of(const NetworkBlock& block) const {
  const std::optional<int> number = block.shape.channels.number;
  const std::vector<int>& lengths = block.shape.sizes;
  if (lengths.empty()) {
    return {kBarWidth, number ? features.length_of(*number) : kLongestBar / 2, kBarWidth * kDepthWay, true};
  }
  const double width = number ? channels.length_of(*number) : kUnknownWidth;
  if (lengths.size() == 1) return {width, sizes.length_of(lengths.front()), kBarWidth * kDepthWay, true};
  return {width, sizes.length_of(lengths[lengths.size() - 2]), sizes.length_of(lengths.back()) * kDepthWay, false};
}

}  // namespace convarith
