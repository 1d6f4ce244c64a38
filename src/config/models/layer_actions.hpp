#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/layer_text/call_syntax.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// A layer as its call says it.
struct LayerOfCall {
  Framework framework = Framework::pytorch;
  LayerAction action;
  std::vector<std::string> remarks = {};
};

/// Whether a framework has a layer with this name, which stands without the module that it is in: "Conv2d".
bool is_layer_name(std::string_view name);

/// Returns what could be meant by the name of a layer that isn't known; empty if nothing is near.
std::string hint_for_layer(std::string_view name);

/// Returns what the layer does that a call makes. Of its name only the last part counts, as programs import modules by
/// many names. `preferred` decides on names that both frameworks have. A layer that isn't known is no problem, but an
/// UnknownLayer. `where` names the text in messages.
Result<LayerOfCall> read_layer_action(std::string_view text, const Call& call, Framework preferred,
                                      std::string_view where);

/// Returns the last part of a name with dots.
std::string_view last_name(std::string_view dotted);

}  // namespace convarith
