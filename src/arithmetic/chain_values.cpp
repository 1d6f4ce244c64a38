#include "arithmetic/chain_values.hpp"

#include <cassert>
#include <utility>

namespace convarith {

ChainValues with_inputs(const Chain& chain, ChainValues values) {
  assert(values.size() == chain.size());
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (has_output(chain[i - 1], values[i - 1])) values[i].input = compute_output(chain[i - 1], values[i - 1]);
  }
  return values;
}

Tensor compute_output(const Chain& chain, const ChainValues& values) {
  return compute_output(chain.back(), with_inputs(chain, values).back());
}

}  // namespace convarith
