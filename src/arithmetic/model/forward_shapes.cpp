#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "arithmetic/model/forward_layers.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {
namespace {

/// Goes through all places of a shape in order, and says where each lies in another tensor.
class PlaceWalk {
 public:
  /// `steps` is how far the other tensor's index goes along each axis.
  PlaceWalk(const std::vector<int>& shape, std::vector<std::size_t> steps)
      : shape_(shape), steps_(std::move(steps)), at_(shape.size()) {}

  const std::vector<int>& at() const { return at_; }
  std::size_t index() const { return index_; }

  void step() {
    for (std::size_t axis = at_.size(); axis-- > 0;) {
      index_ += steps_[axis];
      if (++at_[axis] < shape_[axis]) return;
      index_ -= steps_[axis] * static_cast<std::size_t>(shape_[axis]);
      at_[axis] = 0;
    }
  }

 private:
  const std::vector<int>& shape_;
  std::vector<std::size_t> steps_;
  std::vector<int> at_;
  std::size_t index_ = 0;
};

/// Returns how far an index goes along each axis of a tensor.
std::vector<std::size_t> steps_of(const std::vector<int>& shape) {
  std::vector<std::size_t> steps(shape.size());
  std::size_t step = 1;
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    steps[axis] = step;
    step *= static_cast<std::size_t>(shape[axis]);
  }
  return steps;
}

/// Returns the steps through a map for each axis of a result, along which it may have a single cell for all.
std::vector<std::size_t> steps_for(const std::vector<int>& map, std::size_t axes) {
  std::vector<std::size_t> steps = steps_of(map);
  for (std::size_t axis = 0; axis < map.size(); ++axis) {
    if (map[axis] == 1) steps[axis] = 0;
  }
  steps.resize(axes);
  return steps;
}

Tensor concatenate(std::size_t axis, Operands inputs, std::vector<int> shape) {
  Tensor output{std::move(shape), {}};
  output.values.reserve(numbers_in(output.shape));
  std::size_t blocks = 1;
  for (std::size_t i = 0; i < axis; ++i) blocks *= static_cast<std::size_t>(output.shape[i]);
  for (std::size_t block = 0; block < blocks; ++block) {
    for (const Tensor* input : inputs) {
      const std::size_t size = input->values.size() / blocks;
      const auto first = input->values.begin() + static_cast<std::ptrdiff_t>(block * size);
      output.values.insert(output.values.end(), first, first + static_cast<std::ptrdiff_t>(size));
    }
  }
  return output;
}

}  // namespace

Tensor join_maps(const Join& join, Operands inputs, std::vector<int> shape) {
  if (join.kind == Join::Kind::concatenation) {
    return concatenate(static_cast<std::size_t>(join.axis), inputs, std::move(shape));
  }
  const bool is_sum = join.kind == Join::Kind::sum;
  Tensor output{std::move(shape), {}};
  output.values.assign(numbers_in(output.shape), is_sum ? 0 : 1);
  for (const Tensor* input : inputs) {
    PlaceWalk walk(output.shape, steps_for(input->shape, output.shape.size()));
    for (double& value : output.values) {
      const double other = input->values[walk.index()];
      value = is_sum ? value + other : value * other;
      walk.step();
    }
  }
  return output;
}

Tensor flatten_map(const Tensor& input, bool has_channels_last) {
  Tensor output{{static_cast<int>(input.values.size())}, input.values};
  if (!has_channels_last || input.shape.size() < 2) return output;
  const auto channels = static_cast<std::size_t>(input.shape.front());
  const std::size_t cells = input.values.size() / channels;
  for (std::size_t i = 0; i < input.values.size(); ++i) {
    output.values[i % cells * channels + i / cells] = input.values[i];
  }
  return output;
}

Tensor repeat_cells(const Tensor& input, std::vector<int> shape) {
  const std::vector<std::size_t> steps = steps_of(input.shape);
  Tensor output{std::move(shape), {}};
  output.values.reserve(numbers_in(output.shape));
  PlaceWalk walk(output.shape, std::vector<std::size_t>(output.shape.size()));
  for (std::size_t i = 0; i < numbers_in(output.shape); ++i, walk.step()) {
    std::size_t index = 0;
    for (std::size_t axis = 0; axis < steps.size(); ++axis) {
      index += static_cast<std::size_t>(walk.at()[axis] / (output.shape[axis] / input.shape[axis])) * steps[axis];
    }
    output.values.push_back(input.values[index]);
  }
  return output;
}

Tensor add_border(const Border& border, const Tensor& input, std::vector<int> shape) {
  const std::vector<std::size_t> steps = steps_of(input.shape);
  // For each place along each axis the cell that it holds, if any.
  std::vector<std::vector<std::optional<std::size_t>>> cells(shape.size());
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    AxisWalk walk;
    walk.input = input.shape[axis];
    walk.padded = walk.plane = shape[axis];
    walk.first_input = axis == 0 ? 0 : border.sides[border.sides.size() == 1 ? 0 : axis - 1].before;
    if (border.holds_copies) walk.mode = border.mode.value_or(PaddingMode::zeros);
    for (int place = 0; place < shape[axis]; ++place) {
      const std::optional<int> direct = walk.input_at(place);
      const std::optional<int> cell = direct ? direct : walk.source_of(place);
      cells[axis].push_back(cell ? std::optional(static_cast<std::size_t>(*cell) * steps[axis]) : std::nullopt);
    }
  }
  Tensor output{std::move(shape), {}};
  output.values.reserve(numbers_in(output.shape));
  PlaceWalk walk(output.shape, std::vector<std::size_t>(output.shape.size()));
  for (std::size_t i = 0; i < numbers_in(output.shape); ++i, walk.step()) {
    std::optional<std::size_t> index = 0;
    for (std::size_t axis = 0; axis < steps.size() && index; ++axis) {
      const auto& cell = cells[axis][static_cast<std::size_t>(walk.at()[axis])];
      index = cell ? std::optional(*index + *cell) : std::nullopt;
    }
    output.values.push_back(index ? input.values[*index] : border.value.value_or(0));
  }
  return output;
}

Tensor slice_channels(const ChannelSlice& slice, const Tensor& input, std::vector<int> shape) {
  const std::size_t cells = input.values.size() / static_cast<std::size_t>(input.shape.front());
  const auto first = input.values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(slice.first) * cells);
  const std::size_t count = numbers_in(shape);
  return {std::move(shape), {first, first + static_cast<std::ptrdiff_t>(count)}};
}

Tensor exchange_axes(const Transposition& transposition, const Tensor& input, std::vector<int> shape) {
  const std::vector<std::size_t> before = steps_of(input.shape);
  std::vector<std::size_t> steps;
  for (const int axis : transposition.order) steps.push_back(before[static_cast<std::size_t>(axis)]);
  Tensor output{std::move(shape), {}};
  output.values.reserve(input.values.size());
  PlaceWalk walk(output.shape, steps);
  for (std::size_t i = 0; i < input.values.size(); ++i, walk.step())
    output.values.push_back(input.values[walk.index()]);
  return output;
}

Tensor reduce_map(const Reduction& reduction, const Tensor& input, std::vector<int> shape) {
  std::vector<int> reduced = input.shape;
  for (std::size_t axis = 0; axis < reduced.size(); ++axis) {
    const bool is_named =
        std::find(reduction.axes.begin(), reduction.axes.end(), static_cast<int>(axis)) != reduction.axes.end();
    if (is_named || (reduction.axes.empty() && axis > 0)) reduced[axis] = 1;
  }
  const bool is_maximum = reduction.kind == Reduction::Kind::maximum;
  Tensor output{std::move(shape), {}};
  double start = 0;
  if (is_maximum) start = -std::numeric_limits<double>::infinity();
  output.values.assign(numbers_in(reduced), start);
  PlaceWalk walk(input.shape, steps_for(reduced, reduced.size()));
  for (const double value : input.values) {
    double& result = output.values[walk.index()];
    result = is_maximum ? std::max(result, value) : result + value;
    walk.step();
  }
  if (reduction.kind == Reduction::Kind::mean) {
    const double count = static_cast<double>(input.values.size()) / static_cast<double>(output.values.size());
    for (double& value : output.values) value /= count;
  }
  return output;
}

}  // namespace convarith
