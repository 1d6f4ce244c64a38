#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"
#include "layout/shapes/tight_page.hpp"

namespace convarith {

/// Room (bp) beside a panel for what reaches over its edges.
struct PanelRoom {
  double left = 0;
  double right = 0;
  double above = 0;  ///< between the panel and its title
};

/// Panels in a row, such as "input * kernel = output": their middles level, a title above each and a caption below. Or
/// one below the other, which suits panels that are wide. Among them there may be columns of further rows.
class PanelRow {
 public:
  PanelRow() = default;
  explicit PanelRow(bool is_stacked) : is_stacked_(is_stacked) {}

  bool is_stacked() const { return is_stacked_; }
  /// Puts a panel's lower left corner at a point.
  using Mover = std::function<void(Point corner)>;
  /// Something of a size (bp), which `mover`, if there is one, moves to its place; gives its number in the row.
  std::size_t add(double width, double height, std::string title = {}, std::string caption = {}, Mover mover = {});
  /// Complete rows below each other, as wide as each other.
  void add_column(std::vector<PanelRow> rows);
  /// Around the last panel.
  void leave_room(const PanelRoom& room);
  /// A sign between panels, such as "=".
  void add_sign(std::string sign);
  /// Words between panels, a line each.
  void add_words(std::vector<std::string> lines);
  /// An arrow that leads on, with a word beside it.
  void add_arrow(std::string word = {});

  /// Puts the point at which the row begins, in its middle, at another than {0, 0}; of panels below each other, the
  /// point above the middle of the first. Panels that have a mover take their places.
  void place(Point start);
  /// The lower left corner of a panel.
  Point corner(std::size_t panel) const;
  /// Halfway from the left edge of the first panel of a row to the right edge of the last.
  double middle_of_panels() const;
  /// Around all that is in the row.
  Box box() const;
  /// Titles, captions, signs, words and arrows.
  void write(DisplayList& shapes, PaintId ink) const;

 private:
  /// Rows below each other.
  struct Column {
    std::vector<PanelRow> rows = {};
    std::vector<Point> starts = {};  // of the rows, from the first one's
    Point lower_left = {};           // of all, from there
  };
  struct Part {
    double width = 0;   // of the body
    double height = 0;  // of the body
    PanelRoom room = {};
    std::string title = {};
    std::string caption = {};
    std::string sign = {};
    std::vector<std::string> words = {};
    bool is_arrow = false;  // with one word at most
    double text_width = 0;  // of the wider of title and caption
    Mover mover = {};
    Column column = {};
  };

  static double breadth_of(const Part& part);
  static double reach_above(const Part& part);
  static double reach_below(const Part& part);
  double start_of(std::size_t part) const;
  Point corner_of(std::size_t part) const;
  void write_arrow(DisplayList& shapes, PaintId ink, const Part& part, Point middle) const;

  bool is_stacked_ = false;
  std::vector<Part> parts_;
  std::vector<std::size_t> panels_;  // places of those that add() added
  Point start_;
};

/// Puts a row on a page that is tight around it.
TightPage put_on_page(PanelRow& row);

/// How long (bp) arrows between panels are.
inline constexpr double kPanelArrow = 19;

/// The width (bp) of words as they are written between panels.
double width_of_words(const std::vector<std::string>& lines);
double height_of_words(const std::vector<std::string>& lines);
/// Words between panels, a line each.
void write_words(DisplayList& shapes, PaintId ink, const std::vector<std::string>& lines, Point middle);

/// The width (bp) of a sign as it is written between panels.
double width_of_sign(const std::string& sign);
/// A sign as between panels.
void write_sign(DisplayList& shapes, PaintId ink, const std::string& sign, Point middle);

/// Whether maps of a size look better below each other than side by side.
bool are_wide(double width, double height);

}  // namespace convarith
