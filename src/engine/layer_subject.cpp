#include "engine/layer_subject.hpp"

#include <algorithm>
#include <utility>

#include "arithmetic/random_values.hpp"
#include "arithmetic/walkthrough.hpp"
#include "config/numbers/fit_values.hpp"
#include "engine/limits.hpp"
#include "layout/page/strip.hpp"

namespace convarith {
namespace {

/// Returns the numbers that the request gives and, if it asks for random numbers, those to be made up.
Result<ChainValues> numbers_of(const Request& request, const Chain& chain) {
  Result<ChainValues> values = fit_values(request, chain);
  if (!values || !request.random) return values;
  const RandomValues random{*request.random, request.precision.value_or(0)};
  if (Status filled = fill_in_random_values(chain, random, *values); !filled) return filled.problems();
  return values;
}

/// Returns the number of pictures of a strip, or 1 if the request asks for no strip.
std::size_t pictures_of(const Request& request, std::size_t steps) {
  if (!request.strip) return 1;
  const auto shown = steps_of_strip(*request.strip, request.steps.value_or(StepRange{}), steps);
  // Problems with the strip are reported where it is laid out.
  return shown ? shown->size() : 1;
}

/// Checks that all layers can be drawn. The 1×1 convolution that follows a layer takes its size from that layer.
Status check_drawable_layers(const Chain& chain) {
  if (Status drawable = check_drawable(chain.front()); !drawable) return drawable;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Status drawable = check_drawable(chain[i]);
    if (drawable) continue;
    return usage_problem("pointwise", drawable.problems().front().why,
                         "make the output of the layer before it smaller, or see 'convarith shape'");
  }
  return ok();
}

/// Returns the layers that a request asks for. Errors: those of make_chain(); the layers can't be drawn; too many
/// cells.
Result<Chain> drawable_chain_of(const Request& request, bool has_limits) {
  Result<Chain> chain = make_chain(request);
  if (!chain) return chain;
  if (const Status drawable = check_drawable_layers(*chain); !drawable) return drawable.problems();
  if (chain->front().dims == 3) {
    return usage_problem("dims", "three-dimensional layers can't be drawn", "see 'convarith shape'");
  }
  if (!has_limits) return chain;
  const std::size_t pictures = pictures_of(request, outputs_of(*chain));
  if (Status few = check_cells(*chain, request.beside ? 2 : 1, pictures); !few) return few.problems();
  return chain;
}

}  // namespace

std::size_t outputs_of(const Chain& chain) {
  std::size_t outputs = 0;
  for (const Operation& operation : chain) outputs += Walkthrough(operation).steps();
  return outputs;
}

Result<Subject> subject_of_layer(const Request& request, bool has_limits) {
  const Result<Chain> chain = drawable_chain_of(request, has_limits);
  if (!chain) return chain.problems();
  Result<ChainValues> values = numbers_of(request, *chain);
  if (!values) return values.problems();
  return Subject(*chain, *std::move(values), request.precision);
}

}  // namespace convarith
