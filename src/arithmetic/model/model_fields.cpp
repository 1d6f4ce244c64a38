#include "arithmetic/model/model_fields.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace convarith {
namespace {

/// The longest map of which the field of every output is kept.
constexpr int kMostKept = 1 << 16;

/// The most steps from one layer to another that are taken to find the fields of a layer whose outputs see different
/// ones.
constexpr std::size_t kMostSteps = std::size_t{1} << 18;

/// What is known of one layer along one axis.
struct AxisFields {
  Ratio jump;
  /// What output 0 sees if every output sees the same, moved by the jump.
  std::optional<CellStretch> regular;
  bool is_regular = true;
  bool is_bounded = false;  ///< a layer before it depends on the length of its input
  bool depends_on_path = false;
  bool is_kept = true;
  std::vector<std::optional<CellStretch>> existing;  ///< of each output, if they are kept
};

/// Finds the fields of all layers along one axis of the model's input.
class AxisTracer {
 public:
  AxisTracer(const ModelTrace& trace, std::size_t axis) : trace_(trace), axis_(axis) {
    for (const TracedMap& input : trace.inputs) inputs_.push_back(of_input(input));
    layers_.reserve(trace.layers.size());
    for (const TracedLayer& layer : trace.layers) layers_.push_back(of_layer(layer));
  }

  const std::vector<std::optional<CellStretch>>& existing_of(std::size_t layer) const {
    return layers_[layer].existing;
  }

  SeenAlong seen_by(std::size_t layer) const {
    const AxisFields& fields = layers_[layer];
    SeenAlong seen;
    seen.depends_on_path = fields.depends_on_path;
    seen.field.jump = fields.jump;
    seen.field.cells = 0;
    if (fields.is_kept) {
      seen.existing_cells = 0;
      for (const auto& stretch : fields.existing) {
        if (stretch) seen.existing_cells = std::max(*seen.existing_cells, stretch->cells());
      }
    }
    if (fields.is_bounded && fields.is_kept) {
      seen.field.cells = *seen.existing_cells;
      set_start(fields.existing.empty() ? std::nullopt : fields.existing.front(), seen.field);
    } else if (fields.is_regular) {
      seen.field.cells = fields.regular ? fields.regular->cells() : 0;
      set_start(fields.regular, seen.field);
    } else {
      look_at_outputs(layer, seen.field);
    }
    return seen;
  }

 private:
  static void set_start(const std::optional<CellStretch>& seen, ReceptiveField& field) {
    if (!seen) return;
    field.start = seen->first;
    field.centre = static_cast<double>(seen->first + seen->last) / 2;
  }

  AxisFields of_input(const TracedMap& input) const {
    AxisFields fields;
    fields.regular = CellStretch{0, 0};
    fields.is_kept = input.lengths[axis_] <= kMostKept;
    for (int i = 0; fields.is_kept && i < input.lengths[axis_]; ++i) fields.existing.push_back(CellStretch{i, i});
    return fields;
  }

  const AxisFields& fields_of(int source) const {
    return source < 0 ? inputs_[static_cast<std::size_t>(-1 - source)] : layers_[static_cast<std::size_t>(source)];
  }

  /// Returns what output 0 of a layer sees through one of its inputs, where all outputs see the same.
  static std::optional<CellStretch> regular_through(const AxisReach& reach, const AxisFields& before) {
    const std::optional<CellStretch> inputs = reach.inputs_of({0, 0});
    if (!inputs || !before.regular) return std::nullopt;
    const long long jump = before.jump.numerator;
    return CellStretch{before.regular->first + limited_product(inputs->first, jump),
                       before.regular->last + limited_product(inputs->last, jump)};
  }

  AxisFields of_layer(const TracedLayer& layer) const {
    AxisFields fields;
    for (std::size_t i = 0; i < layer.effect.reaches.size(); ++i) {
      const AxisReach& reach = layer.effect.reaches[i][axis_];
      const AxisFields& before = fields_of(layer.sources[i]);
      const Ratio jump = before.jump * reach.jump();
      const bool is_regular =
          before.is_regular && reach.period() == 1 && !reach.is_bounded() && before.jump.denominator == 1;
      const std::optional<CellStretch> regular = is_regular ? regular_through(reach, before) : std::nullopt;
      fields.depends_on_path = fields.depends_on_path || before.depends_on_path ||
                               (i > 0 && (regular != fields.regular || is_regular != fields.is_regular));
      fields.is_regular = is_regular && (i == 0 || (fields.is_regular && jump == fields.jump));
      fields.regular = joined(fields.regular, regular);
      fields.is_bounded = fields.is_bounded || before.is_bounded || reach.is_bounded();
      // An input with a single cell stands for all cells, so that it has no distance.
      if (i == 0 || reach.input() > 1) fields.jump = jump;
    }
    keep_existing(layer, fields);
    return fields;
  }

  void keep_existing(const TracedLayer& layer, AxisFields& fields) const {
    const int length = layer.effect.output.lengths[axis_];
    fields.is_kept = length <= kMostKept;
    for (std::size_t i = 0; i < layer.effect.reaches.size(); ++i) {
      fields.is_kept = fields.is_kept && fields_of(layer.sources[i]).is_kept;
    }
    if (!fields.is_kept) return;
    fields.existing.resize(static_cast<std::size_t>(length));
    for (std::size_t i = 0; i < layer.effect.reaches.size(); ++i) {
      add_existing(layer.effect.reaches[i][axis_], fields_of(layer.sources[i]).existing, fields.existing);
    }
  }

  /// Adds what each output sees through one of the layer's inputs.
  static void add_existing(const AxisReach& reach, const std::vector<std::optional<CellStretch>>& before,
                           std::vector<std::optional<CellStretch>>& existing) {
    std::optional<CellStretch> last_inputs;
    std::optional<CellStretch> seen;
    for (std::size_t output = 0; output < existing.size(); ++output) {
      if (reach.has_gaps()) {
        for (const int tap : reach.taps_of(static_cast<int>(output))) {
          existing[output] = joined(existing[output], before[static_cast<std::size_t>(tap)]);
        }
        continue;
      }
      const auto at = static_cast<long long>(output);
      const std::optional<CellStretch> inputs = reach.existing_inputs_of({at, at});
      if (!inputs) continue;
      // The windows of many layers hold all inputs.
      if (inputs != last_inputs) seen = seen_through(before, *inputs);
      last_inputs = inputs;
      existing[output] = joined(existing[output], seen);
    }
  }

  static std::optional<CellStretch> seen_through(const std::vector<std::optional<CellStretch>>& before,
                                                 const CellStretch& inputs) {
    std::optional<CellStretch> seen;
    for (long long input = inputs.first; input <= inputs.last; ++input) {
      seen = joined(seen, before[static_cast<std::size_t>(input)]);
    }
    return seen;
  }

  /// Returns what one output of a layer sees of the model's input, as if inputs went on for ever.
  std::optional<CellStretch> seen_from(std::size_t layer, long long output) const {
    std::vector<std::optional<CellStretch>> needed(layer + 1);
    std::optional<CellStretch> seen;
    needed[layer] = CellStretch{output, output};
    for (std::size_t i = layer + 1; i-- > 0;) {
      if (!needed[i]) continue;
      const TracedLayer& at = trace_.layers[i];
      for (std::size_t input = 0; input < at.effect.reaches.size(); ++input) {
        const std::optional<CellStretch> inputs = at.effect.reaches[input][axis_].inputs_of(*needed[i]);
        const int source = at.sources[input];
        std::optional<CellStretch>& into = source < 0 ? seen : needed[static_cast<std::size_t>(source)];
        into = joined(into, inputs);
      }
    }
    return seen;
  }

  /// Looks at outputs one by one, as they see different fields.
  void look_at_outputs(std::size_t layer, ReceptiveField& field) const {
    const auto outputs = static_cast<std::size_t>(trace_.layers[layer].effect.output.lengths[axis_]);
    const std::size_t asked = std::min(outputs, std::max<std::size_t>(kMostSteps / (layer + 1), 2));
    for (std::size_t i = 0; i < asked; ++i) {
      const std::optional<CellStretch> seen = seen_from(layer, static_cast<long long>(i * outputs / asked));
      if (!seen) continue;
      field.cells = std::max(field.cells, seen->cells());
      if (i == 0) set_start(seen, field);
    }
  }

  const ModelTrace& trace_;
  std::size_t axis_;
  std::vector<AxisFields> inputs_;
  std::vector<AxisFields> layers_;
};

}  // namespace

std::vector<std::vector<SeenAlong>> receptive_fields(const ModelTrace& trace) {
  std::vector<std::vector<SeenAlong>> fields(trace.layers.size());
  for (std::size_t axis = 0; axis < trace.inputs.front().places.size(); ++axis) {
    const AxisTracer tracer(trace, axis);
    for (std::size_t layer = 0; layer < fields.size(); ++layer) fields[layer].push_back(tracer.seen_by(layer));
  }
  return fields;
}

std::vector<std::vector<std::optional<CellStretch>>> existing_fields(const ModelTrace& trace, std::size_t axis) {
  const AxisTracer tracer(trace, axis);
  std::vector<std::vector<std::optional<CellStretch>>> fields;
  for (std::size_t layer = 0; layer < trace.layers.size(); ++layer) fields.push_back(tracer.existing_of(layer));
  return fields;
}

}  // namespace convarith
