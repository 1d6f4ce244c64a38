#include "config/layer_text/keras_1_calls.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace convarith {
namespace {

constexpr std::pair<std::string_view, std::string_view> kNewNames[] = {
    {"nb_filter", "filters"},
    {"filter_length", "kernel_size"},
    {"pool_length", "pool_size"},
    {"border_mode", "padding"},
    {"subsample", "strides"},
    {"subsample_length", "strides"},
    {"atrous_rate", "dilation_rate"},
    {"dim_ordering", "data_format"},
    {"init", "kernel_initializer"},
    {"W_regularizer", "kernel_regularizer"},
    {"b_regularizer", "bias_regularizer"},
    {"W_constraint", "kernel_constraint"},
    {"b_constraint", "bias_constraint"},
};

constexpr std::array<std::string_view, 2> kKernelOfTwo{"nb_row", "nb_col"};
constexpr std::array<std::string_view, 3> kKernelOfThree{"kernel_dim1", "kernel_dim2", "kernel_dim3"};

/// The positional arguments of Keras 1 after the kernel, in their order and in the words of Keras 2.
constexpr std::string_view kBehindKernel[] = {"kernel_initializer", "activation", "weights", "padding", "strides",
                                              "data_format"};

std::span<const std::string_view> kernel_names(int dims) {
  if (dims == 2) return kKernelOfTwo;
  return dims == 3 ? std::span<const std::string_view>(kKernelOfThree) : std::span<const std::string_view>();
}

void rename(Call& call) {
  for (CallArgument& argument : call.arguments) {
    const auto* const found = std::find_if(std::begin(kNewNames), std::end(kNewNames),
                                           [&](const auto& names) { return names.first == argument.name; });
    if (found != std::end(kNewNames)) argument.name = found->second;
  }
}

/// Joins numbers that were separate arguments into a tuple.
CallValue tuple_of(const std::vector<CallArgument>& numbers) {
  CallValue tuple;
  tuple.kind = CallValue::Kind::sequence;
  tuple.start = numbers.front().value.start;
  tuple.end = numbers.back().value.end;
  for (const CallArgument& number : numbers) tuple.items.push_back(number.value);
  return tuple;
}

/// Turns nb_row=3, nb_col=3 into kernel_size=(3, 3).
void join_named_kernel(Call& call, int dims) {
  std::vector<CallArgument> numbers;
  for (const std::string_view name : kernel_names(dims)) {
    const auto found = std::find_if(call.arguments.begin(), call.arguments.end(),
                                    [name](const CallArgument& argument) { return argument.name == name; });
    if (found == call.arguments.end()) return;
    numbers.push_back(*found);
  }
  if (numbers.empty()) return;
  std::erase_if(call.arguments, [dims](const CallArgument& argument) {
    const std::span<const std::string_view> names = kernel_names(dims);
    return std::find(names.begin(), names.end(), argument.name) != names.end();
  });
  call.arguments.push_back({"kernel_size", numbers.front().start, tuple_of(numbers)});
}

/// Turns the positional arguments (32, 3, 3) into (32, (3, 3)). Returns whether it did.
bool join_positional_kernel(Call& call, int dims) {
  const auto axes = static_cast<std::size_t>(dims);
  if (dims < 2 || call.arguments.size() <= axes) return false;
  const auto kernel = call.arguments.begin() + 1;
  const bool is_kernel = std::all_of(call.arguments.begin(), kernel + dims, [](const CallArgument& argument) {
    return argument.name.empty() && argument.value.kind == CallValue::Kind::whole;
  });
  if (!is_kernel) return false;
  const CallValue tuple = tuple_of({kernel, kernel + dims});
  call.arguments.erase(kernel + 1, kernel + dims);
  call.arguments[1].value = tuple;
  for (std::size_t i = 2; i < call.arguments.size() && i - 2 < std::size(kBehindKernel); ++i) {
    if (call.arguments[i].name.empty()) call.arguments[i].name = kBehindKernel[i - 2];
  }
  return true;
}

std::string reading_of(const Call& call, std::string_view layer) {
  std::vector<int> numbers;
  for (const CallValue& item : call.arguments[1].value.items) numbers.push_back(item.number);
  return fmt::format(
      "{}({}, {}) is read as in Keras 1, with a kernel of {}; if the last number is the stride, name it: strides={}",
      layer, call.arguments[0].value.number, fmt::join(numbers, ", "), fmt::join(numbers, " x "), numbers.back());
}

}  // namespace

Call in_words_of_keras_2(Call call, std::string_view layer, int dims, std::optional<std::string>& reading) {
  rename(call);
  join_named_kernel(call, dims);
  // These are the names of Keras 1, which Keras 2 still accepts.
  const bool has_old_name = layer.find("Convolution") != std::string_view::npos && !layer.ends_with("Transpose");
  if (has_old_name && join_positional_kernel(call, dims)) reading = reading_of(call, layer);
  return call;
}

}  // namespace convarith
