#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "arithmetic/operation.hpp"
#include "config/models/onnx_functions.hpp"
#include "config/models/onnx_operators.hpp"

namespace convarith {
namespace {

/// What leaves numbers as they are.
ShapeKeeper keeper_of_all() {
  return {0, 0, {NumberFunction::Kind::identity}};
}

/// Returns the sizes of a shape that is not known as unknown ones.
OnnxShape unknown_sizes(const OnnxShape& shape) {
  if (!shape) return std::nullopt;
  return std::vector<OnnxSize>(shape->size());
}

OnnxSize size_at(const OnnxShape& shape, std::size_t axis) {
  return shape && axis < shape->size() ? (*shape)[axis] : std::nullopt;
}

/// Whether the first axis of the result is not the batch.
bool mixes_batch(const OnnxShape& before, const OnnxShape& after) {
  if (!after || after->empty()) return true;
  const OnnxSize one = size_at(before, 0);
  const OnnxSize other = after->front();
  return one && other && *one != *other;
}

/// Returns what gives a map another shape. Each size of `target` may be 0 or -1, as in Reshape.
OnnxMeaning regrouping(const OnnxShape& before, const std::vector<OnnxSize>& target) {
  const OnnxShape after = reshaped(before, target);
  if (mixes_batch(before, after)) return unknown_onnx("it mixes the batch with other axes");
  if (after->size() == 2) return {Flatten{}, after};
  Reshape action;
  for (std::size_t i = 1; i < after->size(); ++i) {
    const OnnxSize size = (*after)[i] ? (*after)[i] : target[i];
    if (!size) return unknown_onnx("its sizes are computed from those of the input");
    action.sizes.push_back(*size);
  }
  if (std::count(action.sizes.begin(), action.sizes.end(), -1) > 1) {
    return unknown_onnx("its sizes are computed from those of the input");
  }
  return {std::move(action), after};
}

/// Returns what leads to a shape of the same numbers in the same order.
OnnxMeaning regrouping_to(const OnnxShape& before, const OnnxShape& after) {
  if (!before || !after) return unknown_onnx("its axes are computed from those of the input");
  std::vector<OnnxSize> target;
  for (std::size_t i = 0; i < after->size(); ++i) {
    const bool stays = i < before->size() && !(*before)[i] && !(*after)[i];
    target.push_back((*after)[i] ? (*after)[i] : OnnxSize(stays ? 0 : -1));
  }
  return regrouping(before, target);
}

/// Padding before and after each axis, with the batch and the channels.
using AllSides = std::vector<std::pair<long long, long long>>;

/// Returns what adds cells around a map or cuts some off.
Result<OnnxMeaning> bordered(const OnnxShape& input, const AllSides& sides, bool holds_copies) {
  if (sides.size() < 3 || (input && sides.size() != input->size())) {
    return unknown_onnx("it doesn't have the axes of its input");
  }
  constexpr std::pair<long long, long long> none{0, 0};
  if (sides[0] != none || sides[1] != none) return unknown_onnx("it changes the number of channels, or the batch");
  Border action;
  action.holds_copies = holds_copies;
  OnnxShape shape(std::vector<OnnxSize>(sides.size()));
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const auto [before, after] = sides[i];
    if (std::max(std::abs(before), std::abs(after)) > kLargestSize) {
      return usage_problem({}, "pads by more cells than any map has");
    }
    const OnnxSize size = size_at(input, i);
    if (size) (*shape)[i] = *size + before + after;
    if (i >= 2) action.sides.push_back({static_cast<int>(before), static_cast<int>(after)});
  }
  return OnnxMeaning{std::move(action), shape};
}

OnnxMeaning channels_of(const OnnxShape& input, long long first, long long count) {
  const auto first_channel = as_onnx_count(first);
  const auto channels = as_onnx_count(count);
  if (!first_channel || !channels || *channels < 1) return unknown_onnx("it takes no channels");
  OnnxShape shape = input;
  if (shape) (*shape)[1] = count;
  return {ChannelSlice{*first_channel, *channels}, shape};
}

/// A part of an axis, from a place on up to another one that doesn't belong to it.
struct AxisPart {
  std::size_t axis = 0;
  long long first = 0;
  long long end = 0;
  long long step = 1;
};

/// Reads the parts that a Slice takes. Nothing if any of its numbers is unknown.
std::optional<std::vector<AxisPart>> parts_of(const OnnxNodeView& node) {
  const auto starts = node.wholes("starts", 1);
  const auto ends = node.wholes("ends", 2);
  if (!starts || !ends || starts->size() != ends->size()) return std::nullopt;
  std::vector<long long> axes;
  for (std::size_t i = 0; i < starts->size(); ++i) axes.push_back(static_cast<long long>(i));
  std::vector<long long> steps(starts->size(), 1);
  const auto replace = [&](std::string_view name, std::size_t place, std::vector<long long>& numbers) {
    if (!node.has_numbers(name, place)) return true;
    numbers = node.wholes(name, place).value_or(std::vector<long long>{});
    return numbers.size() == starts->size();
  };
  if (!replace("axes", 3, axes) || !replace("steps", 4, steps)) return std::nullopt;
  std::vector<AxisPart> parts;
  for (std::size_t i = 0; i < starts->size(); ++i) {
    const auto axis = onnx_axis(axes[i], node.map(0)->shape);
    if (!axis) return std::nullopt;
    parts.push_back({*axis, (*starts)[i], (*ends)[i], steps[i]});
  }
  return parts;
}

/// Returns how many cells are cut off before and after a part, if they are known.
std::optional<std::pair<long long, long long>> cut_off(const AxisPart& part, OnnxSize size) {
  const bool counts_from_end = part.first < 0 || (part.end >= 0 && part.end <= kLargestSize);
  if (counts_from_end && !size) {
    const bool is_to_end = part.first >= 0 && part.end >= kLargestSize;
    if (!is_to_end) return std::nullopt;
  }
  const long long length = size.value_or(0);
  const auto place = [length](long long at) { return std::clamp(at < 0 ? at + length : at, 0LL, length); };
  if (size) return std::pair{place(part.first), length - std::max(place(part.end), place(part.first))};
  return std::pair{part.first, part.end < 0 ? -part.end : 0};
}

}  // namespace

Result<OnnxMeaning> onnx_flattening(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  const OnnxShape& input = node.map(0)->shape;
  if (onnx_axis(node.whole("axis", 1), input) != 1U) return unknown_onnx("it mixes the batch with other axes");
  return OnnxMeaning{Flatten{}, std::vector<OnnxSize>{size_at(input, 0), count_from(input, 1)}};
}

Result<OnnxMeaning> onnx_reshaping(const OnnxNodeView& node) {
  const OnnxConstant* const shape = node.constant(1);
  std::optional<std::vector<OnnxSize>> target;
  if (const OnnxAttribute* const given = node.attribute("shape")) {
    target.emplace(given->wholes.begin(), given->wholes.end());
  } else if (shape != nullptr && shape->values) {
    target.emplace();
    for (const OnnxNumber& number : *shape->values) {
      target->push_back(number ? OnnxSize(as_onnx_size(*number)) : std::nullopt);
    }
  }
  if (node.map(0) == nullptr || !target) return unknown_onnx("its shape is computed");
  const bool is_valid = std::all_of(target->begin(), target->end(), [](OnnxSize size) { return !size || *size >= -1; });
  if (!is_valid) return usage_problem({}, "asks for a negative size");
  return regrouping(node.map(0)->shape, *target);
}

Result<OnnxMeaning> onnx_squeezing(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  const OnnxShape& input = node.map(0)->shape;
  std::vector<long long> axes;
  if (node.has_numbers("axes", 1)) {
    const auto given = node.wholes("axes", 1);
    if (!given) return unknown_onnx("its axes are computed");
    axes = *given;
  } else {
    // The batch stays, even if it is one: the model is meant for others, too.
    for (std::size_t i = 1; input && i < input->size(); ++i) {
      if ((*input)[i] == 1) axes.push_back(static_cast<long long>(i));
    }
    if (axes.empty()) return OnnxMeaning{keeper_of_all(), input};
  }
  return regrouping_to(input, squeezed(input, axes));
}

Result<OnnxMeaning> onnx_unsqueezing(const OnnxNodeView& node) {
  const auto axes = node.wholes("axes", 1);
  if (node.map(0) == nullptr || !axes) return unknown_onnx("its axes are computed");
  const OnnxShape& input = node.map(0)->shape;
  return regrouping_to(input, unsqueezed(input, *axes));
}

Result<OnnxMeaning> onnx_transposition(const OnnxNodeView& node) {
  const OnnxAttribute* const order = node.attribute("perm");
  if (node.map(0) == nullptr || order == nullptr || order->wholes.empty() || order->wholes.front() != 0) {
    return unknown_onnx("it mixes the batch with other axes");
  }
  const std::vector<long long> axes(order->wholes.begin(), order->wholes.end());
  std::vector<long long> sorted = axes;
  std::sort(sorted.begin(), sorted.end());
  Transposition action;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (sorted[i] != static_cast<long long>(i)) return usage_problem({}, "has a perm that is no order of axes");
    if (i > 0) action.order.push_back(static_cast<int>(axes[i]) - 1);
  }
  return OnnxMeaning{std::move(action), transposed(node.map(0)->shape, axes)};
}

Result<OnnxMeaning> onnx_concatenation(const OnnxNodeView& node) {
  const std::vector<const OnnxMap*> maps = node.maps();
  if (maps.size() < node.inputs()) return unknown_onnx("it joins maps with numbers of the file");
  OnnxShape shape;
  for (const OnnxMap* map : maps) {
    if (map->shape) shape = map->shape;
  }
  const auto axis = onnx_axis(node.whole("axis", 1), shape);
  if (!axis || *axis < 1) return unknown_onnx("it joins samples, not maps");
  Join action{Join::Kind::concatenation, static_cast<int>(*axis) - 1};
  if (!shape) return OnnxMeaning{action, shape};
  OnnxSize sum = 0;
  for (const OnnxMap* map : maps) {
    const OnnxSize part = size_at(map->shape, *axis);
    sum = sum && part && *part <= kLargestSize ? OnnxSize(*sum + *part) : std::nullopt;
  }
  (*shape)[*axis] = sum;
  return OnnxMeaning{action, shape};
}

Result<OnnxMeaning> onnx_padding(const OnnxNodeView& node) {
  const std::string_view name = node.attribute("paddings") != nullptr ? "paddings" : "pads";
  const auto pads = node.wholes(name, 1);
  if (node.map(0) == nullptr || !pads) return unknown_onnx("its padding is computed");
  const OnnxShape& input = node.map(0)->shape;
  if (pads->size() % 2 != 0) return usage_problem({}, "has an odd count of pads");
  const std::size_t count = pads->size() / 2;
  AllSides sides(input ? input->size() : count);
  std::vector<long long> axes;
  for (std::size_t i = 0; i < count; ++i) axes.push_back(static_cast<long long>(i));
  if (node.input(3) != nullptr) axes = node.wholes("axes", 3).value_or(std::vector<long long>{});
  if (axes.size() != count) return unknown_onnx("its axes are computed");
  for (std::size_t i = 0; i < count; ++i) {
    const auto axis = onnx_axis(axes[i], input);
    if (!axis || *axis >= sides.size()) return unknown_onnx("it doesn't have the axes of its input");
    sides[*axis] = {(*pads)[i], (*pads)[count + i]};
  }
  Result<OnnxMeaning> meaning = bordered(input, sides, node.text("mode", "constant") != "constant");
  if (auto* const border = meaning ? std::get_if<Border>(&meaning->action) : nullptr) {
    border->value = onnx_padding_value(node);
    border->mode = onnx_padding_mode(node);
  }
  return meaning;
}

Result<OnnxMeaning> onnx_resizing(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  const OnnxShape& input = node.map(0)->shape;
  const bool has_two_inputs = node.inputs() <= 2;
  const auto sizes = has_two_inputs ? std::nullopt : node.wholes("sizes", 3);
  const auto scales = node.numbers("scales", has_two_inputs ? 1 : 2);
  Upsampling action;
  action.interpolates = node.text("mode", "nearest") != "nearest";
  action.is_uneven = repeats_unevenly(node);
  OnnxShape shape = unknown_sizes(input);
  if (scales && scales->size() > 2 && (*scales)[0] == 1 && (*scales)[1] == 1) {
    if (!shape) shape.emplace(scales->size());
    action.factors.assign(scales->begin() + 2, scales->end());
    for (std::size_t i = 0; i < scales->size() && i < shape->size(); ++i) {
      const double factor = (*scales)[i];
      if (!(factor > 0 && factor <= kLargestSize)) return usage_problem({}, "has a scale that no map can have");
      const OnnxSize size = size_at(input, i);
      if (size) (*shape)[i] = as_onnx_size(std::floor(static_cast<double>(*size) * factor));
    }
    return OnnxMeaning{std::move(action), shape};
  }
  if (!sizes || sizes->size() < 3 || (size_at(input, 1) && size_at(input, 1) != (*sizes)[1])) {
    return unknown_onnx("its sizes are computed, or it changes the number of channels");
  }
  for (std::size_t i = 2; i < sizes->size(); ++i) {
    const auto size = as_onnx_count((*sizes)[i]);
    if (!size || *size < 1) return usage_problem({}, "has a size that no map can have");
    action.sizes.push_back(*size);
  }
  return OnnxMeaning{std::move(action), std::vector<OnnxSize>(sizes->begin(), sizes->end())};
}

Result<OnnxMeaning> onnx_pixel_shuffle(const OnnxNodeView& node) {
  const auto factor = as_onnx_count(node.whole("blocksize", 1));
  if (node.map(0) == nullptr) return unknown_onnx();
  if (!factor || *factor < 1 || *factor > kLargestParameter) return usage_problem({}, "has a blocksize out of range");
  const bool is_inverse = node.type() == "SpaceToDepth";
  OnnxShape shape = unknown_sizes(node.map(0)->shape);
  const long long area = 1LL * *factor * *factor;
  for (std::size_t i = 0; shape && i < shape->size(); ++i) {
    const OnnxSize size = (*node.map(0)->shape)[i];
    if (!size || *size > kLargestSize) continue;
    const bool grows = (i == 1) == is_inverse;
    const long long by = i == 0 ? 1 : i == 1 ? area : *factor;
    (*shape)[i] = grows ? *size * by : *size / by;
  }
  return OnnxMeaning{PixelShuffle{*factor, is_inverse}, shape};
}

Result<OnnxMeaning> onnx_slice(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  const OnnxShape& input = node.map(0)->shape;
  const auto parts = parts_of(node);
  if (!parts) return unknown_onnx("its places are computed");
  AllSides sides(input ? input->size() : 2);
  for (const AxisPart& part : *parts) {
    if (part.step != 1) return unknown_onnx("it takes only some cells: every second one, say");
    const auto cut = cut_off(part, size_at(input, part.axis));
    if (!cut) return unknown_onnx("its places are computed from the size of the input");
    if (part.axis >= sides.size()) sides.resize(part.axis + 1);
    sides[part.axis] = {-cut->first, -cut->second};
  }
  const bool takes_channels = sides.size() > 1 && sides[1] != AllSides::value_type{0, 0};
  if (!takes_channels) {
    const bool takes_all = std::all_of(sides.begin(), sides.end(), [](auto side) {
      return side == std::pair{0LL, 0LL};
    });
    return takes_all ? OnnxMeaning{keeper_of_all(), input} : bordered(input, sides, false);
  }
  const OnnxSize channels = size_at(input, 1);
  if (!channels || parts->size() > 1) return unknown_onnx("it takes some of an unknown number of channels");
  return channels_of(input, -sides[1].first, *channels + sides[1].first + sides[1].second);
}

Result<OnnxMeaning> onnx_gathering(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx("an embedding");
  const OnnxShape& input = node.map(0)->shape;
  const OnnxConstant* const places = node.constant(1);
  const bool is_row = places != nullptr && places->shape && places->shape->size() == 1;
  const auto numbers = node.wholes("indices", 1);
  if (onnx_axis(node.whole("axis", 0), input) != 1U || !is_row || !numbers || numbers->empty()) {
    return unknown_onnx("it takes single cells");
  }
  for (std::size_t i = 1; i < numbers->size(); ++i) {
    if ((*numbers)[i] != (*numbers)[0] + static_cast<long long>(i)) return unknown_onnx("it exchanges channels");
  }
  const OnnxSize channels = size_at(input, 1);
  if (numbers->front() < 0 && !channels) return unknown_onnx("it takes some of an unknown number of channels");
  const long long first = numbers->front() < 0 ? numbers->front() + *channels : numbers->front();
  return channels_of(input, first, static_cast<long long>(numbers->size()));
}

Result<OnnxMeaning> onnx_expansion(const OnnxNodeView& node) {
  const auto sizes = node.wholes("shape", 1);
  if (node.map(0) == nullptr || !sizes) return unknown_onnx("its shape is computed");
  const OnnxShape& input = node.map(0)->shape;
  const bool keeps = broadcast(input, std::vector<OnnxSize>(sizes->begin(), sizes->end())) == input;
  return keeps ? OnnxMeaning{keeper_of_all(), input} : unknown_onnx("it repeats maps");
}

Result<OnnxMeaning> onnx_reduction(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  const OnnxShape& input = node.map(0)->shape;
  const bool is_of_place = node.type().starts_with("Arg");
  std::vector<long long> axes;
  if (is_of_place) {
    axes.push_back(node.whole("axis", 0));
  } else if (node.has_numbers("axes", 1)) {
    const auto given = node.wholes("axes", 1);
    if (!given) return unknown_onnx("its axes are computed");
    axes = *given;
  }
  if (axes.empty()) return unknown_onnx("it mixes the batch with other axes");
  Reduction action;
  action.keeps_axes = node.whole("keepdims", 1) != 0;
  action.kind = onnx_reduction_kind(node.type());
  for (const long long given : axes) {
    const auto axis = onnx_axis(given, input);
    if (!axis || *axis == 0) return unknown_onnx("it mixes the batch with other axes");
    action.axes.push_back(static_cast<int>(std::min<std::size_t>(*axis - 1, kLargestParameter)));
  }
  std::sort(action.axes.begin(), action.axes.end());
  OnnxShape shape = input;
  for (const int axis : action.axes) {
    if (shape) (*shape)[static_cast<std::size_t>(axis) + 1] = 1;
  }
  if (!action.keeps_axes) shape = squeezed(shape, axes);
  // All spatial axes are written as none.
  const bool has_all = input && action.axes.size() + 2 == input->size() && action.axes.front() > 0;
  if (has_all) action.axes.clear();
  return OnnxMeaning{std::move(action), shape};
}

Result<OnnxMeaning> onnx_global_pooling(const OnnxNodeView& node) {
  if (node.map(0) == nullptr) return unknown_onnx();
  OnnxShape shape = node.map(0)->shape;
  for (std::size_t i = 2; shape && i < shape->size(); ++i) (*shape)[i] = 1;
  return OnnxMeaning{Reduction{{}, true, onnx_reduction_kind(node.type())}, shape};
}

Result<std::vector<OnnxMeaning>> onnx_split(const OnnxNodeView& node) {
  std::vector<OnnxMeaning> parts(node.outputs(), unknown_onnx("it splits something other than channels"));
  if (node.map(0) == nullptr || node.outputs() == 0) return parts;
  const OnnxShape& input = node.map(0)->shape;
  const OnnxSize channels = size_at(input, 1);
  std::optional<std::vector<long long>> counts = node.wholes("split", 1);
  if (onnx_axis(node.whole("axis", 0), input) != 1U) return parts;
  if (!node.has_numbers("split", 1) && channels) {
    const auto outputs = static_cast<long long>(node.outputs());
    const long long each = (*channels + outputs - 1) / outputs;
    counts.emplace(node.outputs(), each);
    counts->back() = *channels - each * (outputs - 1);
  }
  if (!counts || counts->size() != parts.size()) return parts;
  long long first = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const long long count = std::clamp<long long>((*counts)[i], 0, kLargestSize);
    parts[i] = channels_of(input, first, count);
    first += count;
  }
  return parts;
}

}  // namespace convarith
