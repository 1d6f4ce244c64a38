#include "layout/views/view_alt_texts.hpp"

#include "arithmetic/alt_text.hpp"

namespace convarith {

std::string tell_layer(const Subject& subject) {
  return alt_text(subject.chain);
}

std::string tell_stamps(const Subject& subject) {
  return stamp_alt_text(subject.chain.front());
}

std::string tell_numbers(const Subject& subject) {
  return alt_text(subject.chain) +
         (subject.cells.planes == CellKind::heat ? ", with all numbers as colours" : ", with all numbers");
}

std::string tell_equation(const Subject& subject) {
  return alt_text(subject.chain) + ", drawn as input times kernel equals output" +
         (subject.cells.planes == CellKind::heat ? ", with numbers as colours" : "");
}

std::string tell_breakdown(const Subject& subject) {
  return alt_text(subject.chain) + ", each step worked out as products that add up";
}

std::string tell_sums(const Subject& subject) {
  return alt_text(subject.chain) + ", the sum of each step written out";
}

std::string tell_moves(const Subject& subject) {
  return alt_text(subject.chain) + ", the input shown before and after each move";
}

std::string tell_padding(const Subject& subject) {
  Operation unsaid = subject.chain.front();
  unsaid.padding_mode = PaddingMode::zeros;
  return "What padding copies in each padding mode, side by side, of the " + input_alt_text(unsaid);
}

std::string tell_pooling(const Subject& subject) {
  return alt_text(subject.chain) + ", the windows pulled apart";
}

std::string tell_blocks(const Subject& subject) {
  return alt_text(subject.chain) + ", drawn as solid blocks in space";
}

}  // namespace convarith
