#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Writes a film as LaTeX source that draws with TikZ: a document with a page for each step. The source is meant to be
/// edited: colours have names, texts are texts, what all steps have in common is there once, and each step is a picture
/// that can be put elsewhere together with the definitions before it. Only a figure's own pictures know what the figure
/// defines, so that a document may have several figures.
class TikzWriter {
 public:
  /// `film` must outlive the writer.
  explicit TikzWriter(const Film& film);

  /// Returns everything before the first step. `title` and `description` become comments.
  std::string beginning(const std::string& title, const std::string& description) const;
  /// Returns the page of a step.
  std::string step(std::size_t step) const;
  static std::string ending();

 private:
  std::string colours() const;
  std::string still_sheets() const;

  const Film& film_;
  std::vector<std::string> paints_;
  std::string definitions_;  // definitions that the figure's pictures know
  std::string name_;         // name of the command that makes these definitions, and of the pictures' style
};

}  // namespace convarith
