#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"
#include "layout/shapes/tight_page.hpp"

namespace convarith {

/// Room (bp) around a panel for what reaches over its edges.
struct PanelRoom {
  double left = 0;
  double right = 0;
  double above = 0;  ///< between the panel and its title
};

/// A row of panels, such as "input * kernel = output": their middles are level, and each has a title above and a
/// caption below. A stacked row has its panels one below the other, which suits wide panels. A row may contain columns
/// of further rows.
class PanelRow {
 public:
  PanelRow() = default;
  explicit PanelRow(bool is_stacked) : is_stacked_(is_stacked) {}

  bool is_stacked() const { return is_stacked_; }
  /// Puts a panel's lower left corner at a point.
  using Mover = std::function<void(Point corner)>;
  /// Adds a panel of a size (bp). `mover`, if it is set, moves the panel to its place. Returns the panel's number in
  /// the row.
  std::size_t add(double width, double height, std::string title = {}, std::string caption = {}, Mover mover = {});
  /// Adds a column of complete rows, one below the other and as wide as each other.
  void add_column(std::vector<PanelRow> rows);
  /// Leaves room around the last panel.
  void leave_room(const PanelRoom& room);
  /// Adds a sign between panels, such as "=".
  void add_sign(std::string sign);
  /// Adds words between panels, a line each.
  void add_words(std::vector<std::string> lines);
  /// Adds an arrow that leads on, with a word beside it.
  void add_arrow(std::string word = {});

  /// Moves the start of the row from {0, 0} to a point. A row starts in the middle of its left edge; a stacked row
  /// starts at its top, above the middle of its first panel. Panels that have a mover take their places.
  void place(Point start);
  /// Returns the lower left corner of a panel.
  Point corner(std::size_t panel) const;
  /// Returns the x that is halfway from the left edge of the first panel of a row to the right edge of the last.
  double middle_of_panels() const;
  /// Returns the box around everything in the row.
  Box box() const;
  /// Writes titles, captions, signs, words and arrows.
  void write(DisplayList& shapes, PaintId ink) const;

 private:
  /// Rows, one below the other.
  struct Column {
    std::vector<PanelRow> rows = {};
    std::vector<Point> starts = {};  // starts of the rows, relative to that of the first
    Point lower_left = {};           // lower left corner of all rows, relative to the same point
  };
  struct Part {
    double width = 0;   // width of the body, bp
    double height = 0;  // height of the body, bp
    PanelRoom room = {};
    std::string title = {};
    std::string caption = {};
    std::string sign = {};
    std::vector<std::string> words = {};
    bool is_arrow = false;  // whether it is an arrow, which has one word at most
    double text_width = 0;  // width of the title or of the caption, whichever is wider
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
  std::vector<std::size_t> panels_;  // indices of the parts that add() added
  Point start_;
};

/// Puts a row on a page that is tight around it.
TightPage put_on_page(PanelRow& row);

/// Length of arrows between panels, in bp.
inline constexpr double kPanelArrow = 19;

/// Returns the width (bp) of a panel's title or of its caption, whichever is wider.
double width_of_title_or_caption(const std::string& title, const std::string& caption);

/// Returns the width (bp) of words as they are written between panels.
double width_of_words(const std::vector<std::string>& lines);
double height_of_words(const std::vector<std::string>& lines);
/// Writes words between panels, a line each.
void write_words(DisplayList& shapes, PaintId ink, const std::vector<std::string>& lines, Point middle);

/// Returns the width (bp) of a sign as it is written between panels.
double width_of_sign(const std::string& sign);
/// Writes a sign as it is written between panels.
void write_sign(DisplayList& shapes, PaintId ink, const std::string& sign, Point middle);

/// Whether maps of a size look better below each other than side by side.
bool are_wide(double width, double height);

}  // namespace convarith
