#pragma once

#include <span>
#include <string>
#include <string_view>

#include "embed/snippet.hpp"

namespace convarith {

/// What figures are embedded in.
struct Host {
  std::string_view name;  ///< the word for --for
  std::string_view help;
  std::span<const std::string_view> formats;  ///< what it can show; the first unless another is asked for
  bool takes_still;                           ///< can show another picture to readers who want less motion
  bool takes_dark;                            ///< can show another picture on dark pages
  bool takes_addresses;                       ///< can show pictures from the web
  bool needs_page;                            ///< shows a step in print
  /// The figures one after the other or, where the options have columns, as a table; ends in a new line.
  std::string (*write)(std::span<const Snippet> snippets, const EmbedOptions& options);
};

/// All hosts; the one place to add one.
std::span<const Host> hosts();

/// The host of a name, or null.
const Host* find_host(std::string_view name);

std::string write_markdown(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_html(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_mkdocs(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_rst(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_latex(std::span<const Snippet> snippets, const EmbedOptions& options);
std::string write_obsidian(std::span<const Snippet> snippets, const EmbedOptions& options);

}  // namespace convarith
