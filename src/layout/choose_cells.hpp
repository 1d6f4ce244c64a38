#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "convarith/figure_options.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// A word of --cells.
struct CellWord {
  std::string_view name;
};

/// Returns the words of --cells.
std::span<const CellWord> cell_words();

/// Returns the range of a text such as "-1:1", or nullopt if it is none.
std::optional<NumberRange> parse_range(std::string_view text);

/// Chooses how the cells of a subject are drawn. Words must be known.
CellChoice choose_cells(const Subject& subject, const FigureOptions& options);

/// Returns a subject with this choice.
Subject with_cells(Subject subject, const FigureOptions& options);

}  // namespace convarith
