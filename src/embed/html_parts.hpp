#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "embed/snippet.hpp"

namespace convarith {

/// The width in px at which a picture is shown: its own, or less where its column has less room.
int shown_width(const Snippet& snippet, const EmbedOptions& options);
/// Of the same shape.
int shown_height(const Snippet& snippet, const EmbedOptions& options);

/// What pages that don't do so themselves need for pictures that are wider than the page.
inline constexpr std::string_view kFitsPage = " style=\"max-width: 100%; height: auto\"";

/// The picture with its variants for readers who want less motion and for dark pages, each line after `indent`.
/// `attributes` are further ones of the picture, each after a blank.
std::string html_picture(const Snippet& snippet, const EmbedOptions& options, const std::string& indent,
                         std::string_view attributes = {});

/// Parameters and worked formulas, a line each, in HTML.
std::vector<std::string> html_facts(const Snippet& snippet);

/// A table with `columns` figures in each row.
std::string html_table(std::span<const Snippet> snippets, const EmbedOptions& options,
                       std::string_view attributes = {});

}  // namespace convarith
