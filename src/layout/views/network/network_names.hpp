#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/model.hpp"

namespace convarith {

/// Returns a text in characters that can be set, with question marks for others.
std::string in_settable_characters(std::string_view text);

/// Returns the names of the blocks that a layer is in, the outermost first, and its own name: {"layer1", "0", "conv1"}.
/// Empty if the layer has no name.
std::vector<std::string> path_of_layer(const ModelLayer& layer);

/// Whether a name is only a number, as those of layers in a sequence are.
bool is_number_name(std::string_view name);

/// Returns names with dots between them.
std::string joined_names(std::span<const std::string> names);

/// Returns what two names begin with, up to a character that separates words: "conv2" of "conv2_block1_out" and
/// "conv2_block3_out" is "conv2".
std::string common_beginning(std::string_view a, std::string_view b);

/// Returns a text that is at most `width` bp wide at a size, with dots in place of its middle where it is too long.
std::string shortened_to_width(const std::string& text, double size, double width);

}  // namespace convarith
