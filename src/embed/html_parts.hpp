#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "snippet.hpp"

namespace convarith {

/// The width in px at which a picture is shown: its own, or less where its column has less room.
int shown_width(const Snippet& snippet, const EmbedOptions& options);
/// Of the same shape.
int shown_height(const Snippet& snippet, const EmbedOptions& options);

/// The picture with its variants for readers who want less motion and for dark pages, each line after `indent`.
std::string html_picture(const Snippet& snippet, const EmbedOptions& options, const std::string& indent);

/// Parameters and worked formulas, a line each, in HTML.
std::vector<std::string> html_facts(const Snippet& snippet);

/// A table with `columns` figures in each row.
std::string html_table(std::span<const Snippet> snippets, const EmbedOptions& options);

}  // namespace convarith
