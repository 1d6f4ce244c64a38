#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/cell_map.hpp"
#include "layout/point.hpp"
#include "layout/role.hpp"
#include "layout/theme.hpp"
#include "type/typeface.hpp"

namespace convarith {

/// Place of a paint in Film::paints.
using PaintId = std::uint8_t;

/// The paper is a paint too, and the first one.
inline constexpr PaintId kPaper = 0;

/// A colour to draw with. An opacity below 1 makes it a glaze, which tints what is below.
struct Paint {
  Colour colour;
  double opacity = 1;
  /// The opaque paints over which its edges may come to lie, glazed or not. A raster palette has shades for these;
  /// edges over anything else take the nearest shade there is.
  std::vector<PaintId> over;
  /// Width in bp of the line that is later drawn along every edge of its fills and hides it; 0 where edges stay
  /// visible.
  double rim = 0;
  /// How much coarser the levels of its edges may be than those of other paints; above 1 for lines so thin that they
  /// make up little of the picture.
  double coarseness = 1;
  /// Whether a glaze tints its edges too, as it does areas; else they stay, as lines around a tinted cell should.
  bool takes_glaze = false;
  /// Instead of those in `over`, which are then meant as they are, the opaque paints under a glaze over which its edges
  /// may come to lie.
  std::optional<std::vector<PaintId>> over_glazed = {};
};

/// The inside of a convex polygon.
struct Fill {
  std::vector<Point> polygon;
};

/// Lines with blunt ends, or the outline of a convex polygon with mitred corners.
struct Stroke {
  struct Path {
    std::vector<Point> points;  ///< two for a line, more for a closed outline
    bool closed = false;
  };
  std::vector<Path> paths;
  double width = 0;  ///< bp
  double dash = 0;   ///< bp on and bp off, beginning with on at the first point; 0: solid
};

/// Some characters of one font in one line, already measured.
struct Text {
  struct Glyph {
    Typeface::GlyphId id = 0;
    Point offset;  ///< from the origin, em
  };

  std::shared_ptr<const Typeface> face;
  double size = 0;  ///< bp to the em
  Point origin;     ///< where the first glyph stands, on the base line
  /// Some characters and the glyphs that show them together.
  struct Cluster {
    int bytes = 1;
    int glyphs = 1;
  };
  std::vector<Glyph> glyphs;      ///< from left to right
  std::string characters;         ///< what they say, UTF-8
  std::vector<Cluster> clusters;  ///< in the order of the characters
  bool is_right_to_left = false;  ///< the first characters are the last glyphs
};

struct Shape {
  Role role;
  std::optional<Cell> cell;  ///< of the map or plane that the role speaks of
  PaintId paint = kPaper;
  std::variant<Fill, Stroke, Text> form;
  int sheet = 0;  ///< the channel or filter that it belongs to, where a figure shows several
};

/// Shapes in painter's order: later ones lie on top.
using DisplayList = std::vector<Shape>;

/// One layer of a film: the same in every step, or made anew for each.
struct Sheet {
  bool still = false;
  std::function<DisplayList(std::size_t step)> draw;
  /// Of a sheet that only grows: what draw(step) has more than draw(step - 1), at step 0 all of it; apart from all that
  /// is there before. Drawing it directly on the first still sheets then takes no more time at later steps.
  std::function<DisplayList(std::size_t step)> added = {};
  /// Where the maps are whose cells it draws, in painter's order.
  std::vector<CellMap> maps = {};
};

/// What the steps of a film go through.
enum class Walk {
  outputs,  ///< outputs, row by row; of two stages first those of the first one
  inputs,   ///< inputs, row by row
  moves,    ///< from each output to the next one
  padding,  ///< places of padding, in several modes at once
  other,
};

/// An animation, laid out: sheets of shapes on a page, made when asked for. Thus sixteen thousand steps need no more
/// memory than nine.
struct Film {
  double width = 0;   ///< of the page, bp
  double height = 0;  ///< of the page, bp
  std::size_t steps = 0;
  std::vector<Paint> paints;
  std::vector<Sheet> sheets;  ///< in painter's order; the first is still
  /// Whether there is paper below everything; else what embeds the figure shows where no shape is.
  bool has_paper = true;
  Walk walk = Walk::outputs;

  /// Everything on the page in one step (`step` < steps).
  DisplayList scene(std::size_t step) const;
  /// Those of all sheets, in painter's order.
  std::vector<CellMap> maps() const;
};

}  // namespace convarith
