#include "layout/shapes/lattice.hpp"

namespace convarith {

Point Lattice::at(double row, double col) const {
  const double x = col;
  const double y = rows_ - row;
  return corner_ + (x * slant_.right + y * slant_.up) * kCell;
}

std::array<Point, 4> Lattice::corners(Cell place, int rows, int cols) const {
  return {at(place.row + rows, place.col), at(place.row + rows, place.col + cols), at(place.row, place.col),
          at(place.row, place.col + cols)};
}

std::vector<Point> Lattice::block(Cell place, int rows, int cols) const {
  const auto [lower_left, lower_right, upper_left, upper_right] = corners(place, rows, cols);
  return {lower_left, lower_right, upper_right, upper_left};
}

std::vector<Stroke::Path> Lattice::lines(Cell place, int rows, int cols, int border) const {
  std::vector<Stroke::Path> lines;
  for (int row = rows - border; row >= border; --row) {
    lines.push_back({{at(place.row + row, place.col), at(place.row + row, place.col + cols)}});
  }
  for (int col = border; col <= cols - border; ++col) {
    lines.push_back({{at(place.row + rows, place.col + col), at(place.row, place.col + col)}});
  }
  return lines;
}

std::vector<Stroke::Path> Lattice::grid(Cell place, int rows, int cols) const {
  return lines(place, rows, cols, 0);
}

std::vector<Stroke::Path> Lattice::inner_grid(Cell place, int rows, int cols) const {
  return lines(place, rows, cols, 1);
}

}  // namespace convarith
