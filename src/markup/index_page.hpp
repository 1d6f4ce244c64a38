#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "layout/film.hpp"

namespace convarith {

/// A figure in an index of pages. What the pointers refer to must outlive the entry.
struct IndexEntry {
  std::string name;    ///< name of the figure; its page is NAME.html, in the folder of the index
  std::string family;  ///< empty: none
  std::string heading;
  std::string alt;   ///< the caption
  std::string kind;  ///< what is shown: "convolution"
  std::string parameters;
  const Film* film = nullptr;
  const Film* dark = nullptr;  ///< null, or the same film in dark colours
  std::size_t step = 0;        ///< step that the still shows
};

/// Returns an HTML document with a still of each figure, a caption and a link to its page, family by family, and a box
/// to choose among the figures.
std::string index_document(std::span<const IndexEntry> entries);

}  // namespace convarith
