#pragma once

#include <cstddef>
#include <string>

#include "arithmetic/chain_values.hpp"
#include "layout/film.hpp"

namespace convarith {

/// What encoders are told about the figure besides its steps.
struct EncodeOptions {
  std::string title;
  double delay = 1;           ///< s for which each step is shown
  double hold = 0;            ///< s for which the last step is shown on top of that
  int loop = 0;               ///< how often the animation plays; 0: for ever
  std::size_t last_step = 0;  ///< the step after which nothing comes
  bool optimize = false;      ///< spend many times the time on smaller files
  /// What the film shows, for formats that tell it as data; outlives the encoder.
  const Chain* chain = nullptr;
  const ChainValues* values = nullptr;
  /// The comparison that the film shows the layer in, if any.
  std::string beside = {};
  /// The same figure in dark colours, the same shapes in the same order, where both were asked for; outlives the
  /// encoder.
  const Film* dark = nullptr;
  std::string heading = {};  ///< the title that the figure is given, if any; for people, where `title` is its name
  std::string alt = {};      ///< what the figure shows, in a sentence, for those who can't see it
  double page_scale = 1;     ///< how many times as large as the film pages and vector pictures are
};

}  // namespace convarith
