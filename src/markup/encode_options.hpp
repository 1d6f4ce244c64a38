#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "arithmetic/chain_values.hpp"
#include "arithmetic/model/model_numbers.hpp"
#include "arithmetic/model/traced_model.hpp"
#include "layout/film.hpp"

namespace convarith {

/// What encoders are told about the figure besides its steps.
struct EncodeOptions {
  std::string title;
  double delay = 1;           ///< time for which each step is shown, s
  double hold = 0;            ///< time for which the last step is shown on top of that, s
  int loop = 0;               ///< number of times that the animation plays; 0: for ever
  std::size_t last_step = 0;  ///< last step of the animation
  bool optimize = false;      ///< whether to spend many times the time on smaller files
  /// The layers and numbers that the film shows, for formats that give them as data. Both must outlive the encoder.
  const Chain* chain = nullptr;
  const ChainValues* values = nullptr;
  /// The model that the film shows instead of `chain`, or null. It must outlive the encoder.
  const TracedModel* model = nullptr;
  const ModelNumbers* numbers = nullptr;  ///< of the model, if the film shows them; must outlive the encoder, too
  std::optional<int> depth = {};  ///< how many names of blocks a network tells apart, as plan_network() takes it
  /// The comparison in which the film shows the layer; empty if there is none.
  std::string beside = {};
  /// The same figure in dark colours, with the same shapes in the same order, or null if it was not asked for. It must
  /// outlive the encoder.
  const Film* dark = nullptr;
  std::string summary = {};  ///< what the figure is of in a few words
  std::string heading = {};  ///< title of the figure for readers, if any, where `title` is its name
  std::string alt = {};      ///< a sentence on what the figure shows, for readers who cannot see it
  double page_scale = 1;     ///< size of pages and vector pictures, as a multiple of the film's
};

}  // namespace convarith
