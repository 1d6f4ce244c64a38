#pragma once

#include <string>
#include <string_view>

#include "convarith/result.hpp"
#include "convarith/sink.hpp"

namespace convarith {

/// Answers a question of a page, both in JSON. "ask" says what is asked for:
/// - "start": the controls (controls.hpp), the names of "presets" with their families, "formats" and "hosts";
/// - "figure": how the figure of a "preset" looks, or else that of "settings" (settings.hpp), with the text of a
/// "model" if
///   it shows a whole one: the parts of its page (page_parts.hpp), "settings", "command", "formula" {"general",
///   "worked"}, "layers" as frameworks spell them, "warnings", and the controls that make no sense ("idle");
/// - "embed": the "snippet" that shows this figure in pages of a "host" (embed/hosts.hpp);
/// - "text": the settings of the layer in "text" (PyTorch, Keras), or the table of the model in it, with the settings
///   of each layer that has a figure of its own; "n" is the size of the input where the text does not say it.
/// Whatever can't be answered has "problems" instead, a list of {"where", "why", "hint", "line"} in the words of the
/// command line, with the "key" of the setting to blame where one is.
std::string answer(std::string_view question);

/// Writes the bytes of a figure: "settings" in "format" and, for formats with a file for each step, of one "step".
/// Errors: those of planning and drawing, in the words of the command line; the question can't be read.
Status draw(std::string_view question, Sink& sink);

}  // namespace convarith
