#pragma once

#include <optional>
#include <string>

#include "arithmetic/walkthrough.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// The texts in the cells of a one-dimensional layer with one filter: numbers where they are known, otherwise symbols.
/// All are to be set as formulas.
class SequenceTexts {
 public:
  explicit SequenceTexts(const Subject& subject);

  const Walkthrough& walkthrough() const { return walkthrough_; }
  const Numbers& numbers() const { return numbers_; }
  /// Whether all numbers that outputs are computed from are known, including the bias.
  bool knows_outputs() const;

  /// Returns "x" for a single channel, otherwise a name like "x_1".
  std::string channel(int channel) const;
  /// Returns the text on a place of the plane: "2", "x_3", "0", or with several channels "x_{1,3}". Padding that copies
  /// an input has the text of that input. Places that count for nothing have no text.
  std::string on_place(int place, int channel) const;
  /// Returns a symbol like "w_5". Weights are numbered as the layer stores them, through all channels.
  std::string weight_symbol(int channel, int weight) const;
  std::string weight(int channel, int weight) const;
  std::string bias() const;
  /// Returns a symbol like "y_3".
  std::string output_symbol(int output) const;
  std::string output(int output) const;

 private:
  std::string input(int channel, int input) const;

  Walkthrough walkthrough_;
  Numbers numbers_;
};

}  // namespace convarith
