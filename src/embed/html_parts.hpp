#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "embed/snippet.hpp"

namespace convarith {

/// Returns the width in px at which a picture is shown: its own width, or less if its column has less room.
int shown_width(const Snippet& snippet, const EmbedOptions& options);
/// Returns the height in px that keeps the picture's proportions at shown_width().
int shown_height(const Snippet& snippet, const EmbedOptions& options);

/// An attribute that shrinks pictures that are wider than the page, for pages that do not do so themselves.
inline constexpr std::string_view kFitsPage = " style=\"max-width: 100%; height: auto\"";

/// Writes the picture with its variants for readers who want less motion and for dark pages. Each line begins with
/// `indent`. `attributes` are further attributes of the picture, each preceded by a blank.
std::string html_picture(const Snippet& snippet, const EmbedOptions& options, const std::string& indent,
                         std::string_view attributes = {});

/// Returns the parameters and worked formulas in HTML, one line each.
std::vector<std::string> html_facts(const Snippet& snippet);

/// Writes a table with EmbedOptions::columns figures in each row.
std::string html_table(std::span<const Snippet> snippets, const EmbedOptions& options,
                       std::string_view attributes = {});

}  // namespace convarith
