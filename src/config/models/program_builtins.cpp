#include <algorithm>
#include <cmath>
#include <utility>

#include "config/models/name_list.hpp"
#include "config/models/program_run.hpp"

namespace convarith {
namespace {

/// Functions that make a tensor of which the shape is given.
constexpr std::string_view kArrayMakers[] = {"randn", "rand",   "zeros",       "ones",
                                             "empty", "Tensor", "FloatTensor", "normal"};

using Values = std::vector<ProgramValue>;

std::optional<long long> whole_at(const Values& values, std::size_t place) {
  const bool is_whole = place < values.size() && values[place].is(ProgramValue::Kind::whole);
  return is_whole ? std::optional(values[place].number) : std::nullopt;
}

/// What int() makes of a number. Nothing is known of what is too large.
ProgramValue whole_part_of(const ProgramValue& number) {
  constexpr double most = 1e15;
  if (number.is(ProgramValue::Kind::whole)) return number;
  const bool is_small = number.fraction > -most && number.fraction < most;
  return is_small ? ProgramValue::whole(static_cast<long long>(number.fraction)) : ProgramValue();
}

std::optional<int> input_size(const ProgramValue& value) {
  const bool is_size = value.is(ProgramValue::Kind::whole) && value.number > 0 && value.number < 1'000'000'000;
  return is_size ? std::optional(static_cast<int>(value.number)) : std::nullopt;
}

/// The shape that sizes give from a place on. Keras has the channels last.
std::optional<MapShape> keras_shape_of(const Values& sizes, std::size_t first) {
  MapShape shape;
  for (std::size_t i = first; i + 1 < sizes.size(); ++i) {
    const std::optional<int> size = input_size(sizes[i]);
    if (!size) return std::nullopt;
    shape.sizes.push_back(*size);
  }
  shape.channels.number = input_size(sizes.back());
  return shape;
}

}  // namespace

/// Calls a function of Python, or one that makes a tensor. Returns nothing for any other name.
std::optional<ProgramValue> ProgramRun::call_builtin(std::string_view name, const Arguments& arguments) {
  const Values& given = arguments.positional;
  const Value first = arguments.first();
  const bool is_number = first.is(Kind::whole) || first.is(Kind::fraction);
  if (name == "range") return range_of(given);
  if (name == "OrderedDict" || name == "list" || name == "tuple" || name == "Parameter") return first;
  if (name == "int" && is_number) return whole_part_of(first);
  if (name == "round" && given.size() == 1 && first.is(Kind::fraction)) {
    Value rounded = first;
    rounded.fraction = std::nearbyint(first.fraction);
    return rounded;
  }
  if (name == "len" && first.is(Kind::sequence)) return Value::whole(static_cast<long long>(first.items->size()));
  const bool are_two = given.size() == 2 && whole_at(given, 0) && whole_at(given, 1);
  if (name == "max" && are_two) return Value::whole(std::max(given[0].number, given[1].number));
  if (name == "min" && are_two) return Value::whole(std::min(given[0].number, given[1].number));
  if (name == "enumerate" && (first.is(Kind::sequence) || first.is(Kind::module))) return enumeration_of(first);
  if (is_among(kArrayMakers, name) && !given.empty()) {
    Value array = first.is(Kind::sequence) ? first : sequence_of(given);
    array.kind = Kind::array;
    return array;
  }
  return std::nullopt;
}

/// The numbers of range(end), range(start, end) or range(start, end, step).
ProgramValue ProgramRun::range_of(const std::vector<Value>& given) {
  const bool has_start = given.size() > 1;
  const auto start = has_start ? whole_at(given, 0) : std::optional(0LL);
  const auto end = whole_at(given, has_start ? 1 : 0);
  const auto step = given.size() > 2 ? whole_at(given, 2) : std::optional(1LL);
  if (!start || !end || !step || *step == 0) return {};
  std::vector<Value> items;
  for (long long i = *start; (*step > 0 ? i < *end : i > *end) && items.size() < kMostItems; i += *step)
    items.push_back(Value::whole(i));
  steps_ += items.size();
  return sequence_of(std::move(items));
}

/// Pairs of a number and an item, or a part of a module.
ProgramValue ProgramRun::enumeration_of(const Value& object) {
  std::vector<Value> pairs;
  const auto add = [&](const Value& item) {
    pairs.push_back(sequence_of({Value::whole(static_cast<long long>(pairs.size())), item}));
  };
  if (object.is(Kind::sequence)) {
    for (const Value& item : *object.items) add(item);
  } else {
    for (const auto& [name, part] : object.module->parts) add(Value::of(part));
  }
  steps_ += pairs.size();
  return sequence_of(std::move(pairs));
}

/// Makes what Keras's Input() does: an input of the model.
ProgramValue ProgramRun::make_input(const Arguments& arguments) {
  const Value* shape = arguments.find("shape", 0);
  std::size_t first = 0;
  if (shape == nullptr) shape = arguments.find("input_shape", 0);
  for (const std::string_view name : {"batch_shape", "batch_input_shape"}) {
    if (shape != nullptr) break;
    shape = arguments.find(name, 1000);
    first = 1;
  }
  const bool is_given = shape != nullptr && shape->is(Kind::sequence) && shape->items->size() > first;
  const std::optional<MapShape> known = is_given ? keras_shape_of(*shape->items, first) : std::nullopt;
  const Value input = Value::tensor(builder_.add_input(known));
  if (first_input_) return input;
  first_input_ = input;
  if (is_given && !known) builder_.give_input_channels(input_size(shape->items->back()));
  return input;
}

}  // namespace convarith
