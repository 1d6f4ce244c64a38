#pragma once

#include <optional>
#include <string>

#include "arithmetic/walkthrough.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// What is written in the cells of a one-dimensional layer with one filter: numbers where they are known, else symbols,
/// all to be set as formulas.
class SequenceWords {
 public:
  explicit SequenceWords(const Subject& subject);

  const Walkthrough& walkthrough() const { return walkthrough_; }
  const Numbers& numbers() const { return numbers_; }
  /// Whether all that an output is computed from is known, the bias too.
  bool knows_outputs() const;

  /// "x" for a single channel, else "x_1".
  std::string channel(int channel) const;
  /// What lies on a place of the plane: "2", "x_3", "0", or of several channels "x_{1,3}". Padding that holds an input
  /// says the same as that; nothing is said of what counts for nothing.
  std::string on_place(int place, int channel) const;
  /// "w_5": weights are numbered as the layer stores them, through all channels.
  std::string weight_symbol(int channel, int weight) const;
  std::string weight(int channel, int weight) const;
  std::string bias() const;
  /// "y_3"
  std::string output_symbol(int output) const;
  std::string output(int output) const;

 private:
  std::string input(int channel, int input) const;

  Walkthrough walkthrough_;
  Numbers numbers_;
};

}  // namespace convarith
