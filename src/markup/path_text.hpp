#pragma once

#include <string>

#include "layout/film.hpp"

namespace convarith {

/// The data of an SVG path, all of it relative, with as few characters as it takes.
///
/// Places are rounded by their distance from where the path begins, so that translated copies have the same data. Then
/// they are whole numbers of a unit that is `places` decimal digits behind the point.
class PathText {
 public:
  explicit PathText(int places);

  void move_to(Point to);
  void line_to(Point to);
  void curve_to(Point first_control, Point second_control, Point to);
  void close();

  /// Where it begins.
  Point begin() const { return begin_; }
  /// What comes after the first move.
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
  double units_;  // to the bp
  bool has_begun_ = false;
  Point begin_;
  Place here_;
  Place subpath_;
  std::string tail_;
  char command_ = 0;
  bool follows_number_ = false;
  bool has_point_ = false;  // the number before
};

}  // namespace convarith
