#include "layout/views/stride/region_move.hpp"

#include <cstdlib>

#include "arithmetic/alt_text_words.hpp"

namespace convarith {
namespace {

/// Returns the words for two windows that begin in the same column, which an adaptive pooling may have.
std::vector<std::string> words_for_growth(int more_cols) {
  if (more_cols == 0) return {"the same", "columns again"};
  return {counted(std::abs(more_cols), "column"), more_cols > 0 ? "wider" : "narrower"};
}

std::string words_down(const RegionMove& move) {
  if (move.rows_down > 0) return counted(move.rows_down, "row") + " down";
  const int more_rows = move.after.window_rows - move.before.window_rows;
  if (more_rows == 0) return "the same rows again";
  return counted(std::abs(more_rows), "row") + (more_rows > 0 ? " taller" : " less tall");
}

bool is_next_row(const RegionMove& move) {
  return move.after.output.row != move.before.output.row;
}

}  // namespace

RegionMove region_move(const Walkthrough& walkthrough, std::size_t index) {
  RegionMove move{walkthrough.step(index), walkthrough.step(index + 1), 0, 0};
  move.rows_down = move.after.window.row - move.before.window.row;
  move.cols_right = move.after.window.col - move.before.window.col;
  return move;
}

std::optional<int> stride_of(const RegionMove& move, const Operation& operation) {
  if (operation.adaptive || operation.transposed) return std::nullopt;
  return is_next_row(move) ? operation.rows.stride : operation.cols.stride;
}

std::vector<std::string> words_for(const RegionMove& move) {
  if (!is_next_row(move)) {
    if (move.cols_right > 0) return {counted(move.cols_right, "column"), "to the right"};
    return words_for_growth(move.after.window_cols - move.before.window_cols);
  }
  if (move.cols_right == 0) return {words_down(move)};
  return {"back to the", "first column,", words_down(move)};
}

}  // namespace convarith
