#include "layout/views/view_sentences.hpp"

#include "arithmetic/alt_text.hpp"

namespace convarith {

std::string tell_layer(const Operation& operation) {
  return alt_text(operation);
}

std::string tell_stamps(const Operation& operation) {
  return stamp_alt_text(operation);
}

std::string tell_numbers(const Operation& operation) {
  return alt_text(operation) + ", with all numbers";
}

std::string tell_equation(const Operation& operation) {
  return alt_text(operation) + ", drawn as input times kernel equals output";
}

std::string tell_breakdown(const Operation& operation) {
  return alt_text(operation) + ", each step worked out as products that add up";
}

std::string tell_sums(const Operation& operation) {
  return alt_text(operation) + ", the sum of each step written out";
}

std::string tell_moves(const Operation& operation) {
  return alt_text(operation) + ", the input shown before and after each move";
}

std::string tell_padding(const Operation& operation) {
  Operation unsaid = operation;
  unsaid.padding_mode = PaddingMode::zeros;
  return "What padding copies in each padding mode, side by side, of the " + input_alt_text(unsaid);
}

std::string tell_pooling(const Operation& operation) {
  return alt_text(operation) + ", the windows pulled apart";
}

std::string tell_blocks(const Operation& operation) {
  return alt_text(operation) + ", drawn as solid blocks in space";
}

}  // namespace convarith
