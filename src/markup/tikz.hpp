#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Writes a film as LaTeX source that draws with TikZ: a document whose pages are the steps. It is meant to be edited:
/// colours have names, texts are texts, what all steps have in common is there once, and each step is a picture that
/// can be put elsewhere together with what is defined before. All that a figure defines is known to its own pictures
/// only, so that a document may have several figures.
class TikzWriter {
 public:
  /// `film` outlives the writer.
  explicit TikzWriter(const Film& film);

  /// All that comes before the first step. `title` and `description` become comments.
  std::string beginning(const std::string& title, const std::string& description) const;
  /// A page.
  std::string step(std::size_t step) const;
  static std::string ending();

 private:
  std::string colours() const;
  std::string still_sheets() const;

  const Film& film_;
  std::vector<std::string> paints_;
  std::string definitions_;  // of what its pictures know
  std::string name_;         // of the command that defines it, and of its pictures' style
};

}  // namespace convarith
