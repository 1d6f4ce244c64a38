#pragma once

#include <string>

#include "layout/film.hpp"

namespace convarith {

/// The data of an SVG path in relative commands, with as few characters as possible.
///
/// Points are rounded by their distance from the beginning of the path, so that translated copies have the same data.
/// Rounded coordinates are whole multiples of a unit that is `places` decimal digits behind the point.
class PathText {
 public:
  explicit PathText(int places);

  void move_to(Point to);
  void line_to(Point to);
  void curve_to(Point first_control, Point second_control, Point to);
  void close();

  /// Returns where the path begins.
  Point begin() const { return begin_; }
  /// Returns the data after the first move.
  const std::string& tail() const { return tail_; }
  bool empty() const { return !has_begun_; }

 private:
  struct Place {
    long long x = 0;
    long long y = 0;
  };

  Place to_place(Point point) const;
  void add_command(char command);
  void add_number(long long number);
  void add_way(Place to);

  int places_;
  double units_;  // units per length of 1
  bool has_begun_ = false;
  Point begin_;
  Place here_;
  Place subpath_;
  std::string tail_;
  char command_ = 0;
  bool follows_number_ = false;
  bool has_point_ = false;  // whether the number before has a point
};

}  // namespace convarith
