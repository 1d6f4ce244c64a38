#pragma once

#include <span>
#include <string>
#include <string_view>

#include "embed/snippet.hpp"

namespace convarith {

/// A kind of page or document that figures are embedded in.
struct Host {
  std::string_view name;  ///< value of --for
  std::string_view help;
  std::span<const std::string_view> formats;  ///< formats that it can show; the first is the default
  bool takes_still;                           ///< can show a still picture to readers who want less motion
  bool takes_dark;                            ///< can show another picture on dark pages
  bool takes_addresses;                       ///< can show pictures from web addresses
  bool needs_page;                            ///< needs a PDF of a step for print
  /// Writes the figures one after the other or, if the options have columns, as a table. The text ends in a new line.
  std::string (*write)(std::span<const Snippet> snippets, const EmbedOptions& options);
};

/// Returns all hosts. A new host is a row of the table in hosts.cpp.
std::span<const Host> hosts();

/// Returns the host of a name, or null.
const Host* find_host(std::string_view name);

std::string write_markdown(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_html(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_mkdocs(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_rst(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_latex(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_obsidian(std::span<const Snippet> snippets, const EmbedOptions& options);

}  // namespace convarith
