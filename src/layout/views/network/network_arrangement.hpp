#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"
#include "layout/text/typesetting.hpp"
#include "layout/views/network/network_plan.hpp"
#include "layout/views/network/network_scale.hpp"

namespace convarith {

/// A block in its place. A join that is drawn on its own is a circle.
struct PlacedBlock {
  NetworkKind kind = NetworkKind::other;
  std::optional<Join::Kind> join = {};
  BlockExtent extent;
  Point corner;  ///< lower left corner of the front, or of the square around the circle

  Box box() const;
  Point middle() const;
  /// Returns the point at which lines from above arrive.
  Point top() const;
};

/// A line from a block to a later one.
struct PlacedLink {
  std::size_t from = 0;
  std::size_t to = 0;
  std::vector<Point> points;
};

struct PlacedText {
  Role role = Role::note;
  TextLine line;
  Point origin;
};

/// A network on the page.
struct NetworkPicture {
  std::vector<PlacedBlock> blocks;
  std::vector<PlacedLink> links;
  std::vector<PlacedText> texts;
  std::vector<Stroke::Path> brackets;
  Box box;

  void move_by(Point way);
};

/// Returns the blocks side by side, in several rows if one would be too wide for its texts to be read in print.
NetworkPicture arrange_network(const NetworkPlan& plan, Framework framework);

}  // namespace convarith
