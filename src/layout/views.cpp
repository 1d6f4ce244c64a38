#include "views.hpp"

#include <algorithm>
#include <iterator>

#include "projection.hpp"
#include "stamp.hpp"

namespace convarith {
namespace {

Status any_layer(const Operation&) {
  return ok();
}

Status only_transposed(const Operation& operation) {
  if (operation.transposed) return ok();
  return usage_problem("view", "is of transposed convolutions, and this layer is none",
                       "add --transposed, or leave the view out");
}

constexpr View kViews[] = {
    {"projection", "the input below, the output above", any_layer, draw_projection},
    {"insertion", "of a transposed convolution: zeros put between its inputs", only_transposed, draw_projection},
    {"stamp", "of a transposed convolution: each input stamps its kernel on the output", only_transposed, draw_stamp},
};

}  // namespace

std::span<const View> views() {
  return kViews;
}

const View* find_view(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kViews), std::end(kViews), [name](const View& view) { return view.name == name; });
  return found == std::end(kViews) ? nullptr : found;
}

}  // namespace convarith
