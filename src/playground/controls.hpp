#pragma once

#include <nlohmann/json.hpp>

#include "config/preset.hpp"

namespace convarith {

/// Returns all controls of a figure, one for each field of a layer, of its numbers and of how it is drawn that a flag
/// can set: {"key", "flag", "group", "help", "kind", "least", "most", "choices"}. Kinds are switch, number, axes,
/// padding, word, numbers and text; choices are {"word", "help"}.
nlohmann::ordered_json controls();

/// Returns which controls make no sense for a request, and which choices of theirs: an object by key that has "why" and
/// "hint", or "choices" with an object of these by word. Reasons are what the program answers to whoever sets them all
/// the same.
nlohmann::ordered_json idle_controls(const SourcedRequest& request);

}  // namespace convarith
