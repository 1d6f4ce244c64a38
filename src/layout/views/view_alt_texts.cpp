#include "layout/views/view_alt_texts.hpp"

#include "arithmetic/alt_text.hpp"

namespace convarith {

std::string tell_layer(const Chain& chain) {
  return alt_text(chain);
}

std::string tell_stamps(const Chain& chain) {
  return stamp_alt_text(chain.front());
}

std::string tell_numbers(const Chain& chain) {
  return alt_text(chain) + ", with all numbers";
}

std::string tell_equation(const Chain& chain) {
  return alt_text(chain) + ", drawn as input times kernel equals output";
}

std::string tell_breakdown(const Chain& chain) {
  return alt_text(chain) + ", each step worked out as products that add up";
}

std::string tell_sums(const Chain& chain) {
  return alt_text(chain) + ", the sum of each step written out";
}

std::string tell_moves(const Chain& chain) {
  return alt_text(chain) + ", the input shown before and after each move";
}

std::string tell_padding(const Chain& chain) {
  Operation unsaid = chain.front();
  unsaid.padding_mode = PaddingMode::zeros;
  return "What padding copies in each padding mode, side by side, of the " + input_alt_text(unsaid);
}

std::string tell_pooling(const Chain& chain) {
  return alt_text(chain) + ", the windows pulled apart";
}

std::string tell_blocks(const Chain& chain) {
  return alt_text(chain) + ", drawn as solid blocks in space";
}

}  // namespace convarith
