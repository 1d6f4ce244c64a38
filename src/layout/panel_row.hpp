#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "box.hpp"
#include "convarith/film.hpp"

namespace convarith {

/// What is left free around a panel, in bp.
struct PanelRoom {
  double left = 0;
  double right = 0;
  double above = 0;  ///< below its title
  double below = 0;  ///< above its caption
};

/// Panels in a row, such as "input * kernel = output": their middles level, a title above each and a caption below.
class PanelRow {
 public:
  /// Something of a size (bp); gives its number in the row.
  std::size_t add(double width, double height, std::string title = {}, std::string caption = {});
  /// More room around the last panel, for what reaches over its edge or is written there.
  void leave_room(const PanelRoom& room);
  /// A sign between panels, such as "=".
  void add_sign(std::string sign);
  /// Words between panels, a line each.
  void add_words(std::vector<std::string> lines);

  /// The lower left corner of a panel, when its row begins at x = 0 and has its middle at y = 0.
  Point corner(std::size_t panel) const;
  /// Halfway from the left edge of the first panel to the right edge of the last.
  double middle_of_panels() const;
  /// Around all that is in the row.
  Box box() const;
  /// Titles, captions, signs and words.
  void write(DisplayList& shapes, PaintId ink, Point shift) const;

 private:
  struct Part {
    double width = 0;    // of the body
    double height = 0;   // of the body
    double breadth = 0;  // its body, title or caption, whatever is widest, and what is left free beside it
    PanelRoom room;
    std::string title;
    std::string caption;
    std::string sign;
    std::vector<std::string> words;
  };

  double left_of(std::size_t part) const;
  double body_left(std::size_t part) const;

  std::vector<Part> parts_;
  std::vector<std::size_t> panels_;  // places of those that add() added
};

}  // namespace convarith
