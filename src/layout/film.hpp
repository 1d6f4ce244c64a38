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

/// The index of a paint in Film::paints.
using PaintId = std::uint8_t;

/// The paper is the first paint of every film.
inline constexpr PaintId kPaper = 0;

/// A colour to draw with. A paint with an opacity below 1 is a glaze: it tints what lies below.
struct Paint {
  Colour colour;
  double opacity = 1;
  /// Opaque paints, glazed or not, that the edges of this paint may lie over. A raster palette has shades for these
  /// edges; an edge over anything else takes the nearest shade in the palette.
  std::vector<PaintId> over;
  /// Width in bp of the line that is drawn later along every edge of this paint's fills and hides the edge; 0 if the
  /// edges stay visible.
  double rim = 0;
  /// Factor by which the levels of this paint's edges may be coarser than those of other paints. It is above 1 for
  /// lines so thin that they make up little of the picture.
  double coarseness = 1;
  /// Whether a glaze tints the edges of this paint as it tints areas. Otherwise the edges keep their colour, as the
  /// lines around a tinted cell should.
  bool takes_glaze = false;
  /// Opaque paints under a glaze that the edges of this paint may lie over. If this is set, the paints in `over` only
  /// count without a glaze.
  std::optional<std::vector<PaintId>> over_glazed = {};
  /// Whether pixels of this paint are the same as those of an earlier paint of its colour, so that animations need not
  /// change one into the other.
  bool is_shared = false;
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
  double dash = 0;   ///< length of dashes and of gaps, bp, beginning with a dash at the first point; 0: solid
};

/// Characters of one font in one line, already measured.
struct Text {
  struct Glyph {
    Typeface::GlyphId id = 0;
    Point offset;  ///< from the origin, em
  };

  std::shared_ptr<const Typeface> face;
  double size = 0;  ///< bp to the em
  Point origin;     ///< position of the first glyph, on the base line
  /// A group of characters, and the number of glyphs that show them together.
  struct Cluster {
    int bytes = 1;
    int glyphs = 1;
  };
  std::vector<Glyph> glyphs;      ///< from left to right
  std::string characters;         ///< what the glyphs say, UTF-8
  std::vector<Cluster> clusters;  ///< in the order of the characters
  bool is_right_to_left = false;  ///< the first characters are the last glyphs
};

struct Shape {
  Role role;
  std::optional<Cell> cell;  ///< cell of the map or plane that the role names
  PaintId paint = kPaper;
  std::variant<Fill, Stroke, Text> form;
  int sheet = 0;  ///< channel or filter that the shape belongs to, where a figure shows several
};

/// Shapes in painter's order: later ones lie on top.
using DisplayList = std::vector<Shape>;

/// A sheet of shapes in a film. A still sheet is the same in every step; any other is drawn anew for each step.
struct Sheet {
  bool still = false;
  std::function<DisplayList(std::size_t step)> draw;
  /// Set for a sheet that only grows. Returns the shapes that draw(step) has in addition to draw(step - 1), and at step
  /// 0 all of them. The added shapes lie apart from all earlier ones. Drawing them directly on the first still sheets
  /// takes no more time at later steps than at earlier ones.
  std::function<DisplayList(std::size_t step)> added = {};
  /// Maps whose cells the sheet draws, in painter's order.
  std::vector<CellMap> maps = {};
};

/// Colours that stand for a range of numbers, from the least to the most.
struct ColourBar {
  std::vector<PaintId> levels;
  std::string least;  ///< what stands at the bar's ends
  std::string most;

  bool operator==(const ColourBar&) const = default;
};

/// What a colour or a line of a figure means: an entry of its legend, or of the line below it in a page.
struct Key {
  std::string text;                  ///< set as a formula
  std::optional<PaintId> fill = {};  ///< nullopt: the paper shows
  std::optional<PaintId> glaze = {};
  PaintId line = kPaper;
  bool is_dashed = false;
  bool is_crossed = false;
  bool is_added = false;                    ///< the sample is a plus sign instead of a cell
  double width = 0;                         ///< width of the line, bp; 0: the usual width
  std::optional<ColourBar> bar = {};        ///< the sample is this bar instead of a cell
  std::vector<PaintId> further_fills = {};  ///< fills beside `fill`, where a state has several shades

  bool operator==(const Key&) const = default;
};

/// What the steps of a film visit, one after the other.
enum class Walk {
  outputs,  ///< outputs, row by row; in a chain, layer after layer
  inputs,   ///< inputs, row by row
  moves,    ///< from each output to the next one
  padding,  ///< places of padding, in several modes at once
  fields,   ///< what outputs of a model see, output by output, row by row
  layers,   ///< layers of a model, whose outputs appear one after the other
  blocks,   ///< blocks of a model that light up, and at last the whole model
  other,
};

/// An animation that is laid out: sheets of shapes on a page. Shapes are only made when a step is asked for, so that
/// sixteen thousand steps need no more memory than nine.
struct Film {
  double width = 0;   ///< of the page, bp
  double height = 0;  ///< of the page, bp
  std::size_t steps = 0;
  std::vector<Paint> paints;
  std::vector<Sheet> sheets;  ///< in painter's order; the first is still
  /// Whether paper lies below everything else. If not, whatever embeds the figure shows where there is no shape.
  bool has_paper = true;
  Walk walk = Walk::outputs;
  std::size_t first_output = 0;  ///< fields: index of the output that step 0 is about
  std::vector<Key> keys = {};    ///< what colours and lines mean; other films of the figure have the same in this order
  bool has_legend = false;       ///< whether the film itself shows the keys

  /// Returns everything on the page in one step, in painter's order (`step` < steps).
  DisplayList scene(std::size_t step) const;
  /// Returns the maps of all sheets, in painter's order.
  std::vector<CellMap> maps() const;
};

}  // namespace convarith
