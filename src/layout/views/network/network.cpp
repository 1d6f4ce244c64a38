#include "layout/views/network/network.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "layout/model_words.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/round_dot.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/views/network/network_arrangement.hpp"
#include "layout/views/network/network_links.hpp"
#include "layout/views/network/network_paints.hpp"
#include "layout/views/network/network_plan.hpp"

namespace convarith {
namespace {

/// The most blocks in a figure.
constexpr std::size_t kMostBlocks = 64;

// All in bp.
constexpr double kCurrentOutline = 1.4;
constexpr double kSignLine = 0.9;   // line width of the signs in joins
constexpr double kSignReach = 3.2;  // from the middle of a join to the ends of its sign
constexpr double kBarsApart = 1.6;  // from the middle of a join to the bars for a concatenation
constexpr int kCircleCorners = 32;

class NetworkFigure {
 public:
  NetworkFigure(const TracedModel& model, std::optional<int> depth, const Theme& theme);

  Drawing drawing() &&;

 private:
  /// The paints of a block.
  struct Coat {
    PaintId front = kPaper;
    PaintId top = kPaper;
    PaintId side = kPaper;
    PaintId edge = kPaper;
  };

  std::vector<std::size_t> walk() const;
  template <class PaintOf>
  static Coat coat(const PlacedBlock& block, PaintId edge, const PaintOf& paint_of);
  Coat coat_to_come(const PlacedBlock& block) const;
  Coat coat_of(const PlacedBlock& block) const;
  void draw_block(std::size_t number, const Coat& coat, DisplayList& shapes) const;
  void draw_join(std::size_t number, PaintId edge, DisplayList& shapes) const;
  void draw_sign(const PlacedBlock& block, PaintId ink, DisplayList& shapes) const;
  DisplayList below() const;
  DisplayList lit_at(std::size_t step) const;
  DisplayList lit_until(std::size_t step) const;
  DisplayList links() const;
  DisplayList current(std::size_t step) const;
  std::vector<CellMap> maps() const;
  std::vector<Key> keys() const;

  NetworkPicture picture_;
  TightPage page_;
  NetworkPaints paints_;
  std::vector<std::size_t> walk_;  // blocks in the order in which they light up
};

NetworkFigure::NetworkFigure(const TracedModel& model, std::optional<int> depth, const Theme& theme)
    : picture_(arrange_network(plan_network(model, depth), model.model.framework)), page_(page_around(picture_.box)) {
  picture_.move_by(page_.shift);
  std::set<NetworkKind> kinds;
  for (const PlacedBlock& block : picture_.blocks) kinds.insert(block.kind);
  paints_ = NetworkPaints(theme, kinds);
  walk_ = walk();
}

/// Returns the blocks that light up, which inputs do not.
std::vector<std::size_t> NetworkFigure::walk() const {
  std::vector<std::size_t> walk;
  for (std::size_t i = 0; i < picture_.blocks.size(); ++i) {
    if (picture_.blocks[i].kind != NetworkKind::input) walk.push_back(i);
  }
  return walk;
}

/// Returns the paints of a block's faces. Where a map has no depth, its front is the face that has the plain colour.
template <class PaintOf>
NetworkFigure::Coat NetworkFigure::coat(const PlacedBlock& block, PaintId edge, const PaintOf& paint_of) {
  Coat coat{paint_of(Face::front), paint_of(Face::top), paint_of(Face::side), edge};
  if (block.extent.is_flat) std::swap(coat.front, coat.side);
  return coat;
}

NetworkFigure::Coat NetworkFigure::coat_to_come(const PlacedBlock& block) const {
  return coat(block, paints_.faint, [this](Face face) { return paints_.to_come(face); });
}

NetworkFigure::Coat NetworkFigure::coat_of(const PlacedBlock& block) const {
  if (block.join) return {kPaper, kPaper, kPaper, paints_.line};
  return coat(block, paints_.line, [&](Face face) { return paints_.of(block.kind, face); });
}

/// Returns the corners of what is seen of a block, counter-clockwise from the lower left one.
std::vector<Point> silhouette_of(const PlacedBlock& block) {
  const Point right{block.extent.width, 0};
  const Point up{0, block.extent.height};
  const Point a = block.corner;
  const Point back = block.extent.depth;
  return {a, a + right, a + right + back, a + right + up + back, a + up + back, a + up};
}

void NetworkFigure::draw_sign(const PlacedBlock& block, PaintId ink, DisplayList& shapes) const {
  const Point middle = block.middle();
  const auto line = [&](Point way, Point aside) {
    return Stroke::Path{{middle + aside - way, middle + aside + way}, false};
  };
  const Point up{0, kSignReach};
  const Point along{kSignReach, 0};
  const Point apart{kBarsApart, 0};
  const Point rising = 0.7 * (up + along);
  const Point falling = 0.7 * (along - up);
  Stroke sign{{}, kSignLine, 0};
  switch (*block.join) {
    case Join::Kind::sum:
      sign.paths = {line(up, {}), line(along, {})};
      break;
    case Join::Kind::product:
      sign.paths = {line(rising, {}), line(falling, {})};
      break;
    case Join::Kind::concatenation:
      sign.paths = {line(up, apart), line(up, -1.0 * apart)};
      break;
  }
  shapes.push_back({Role::join_sign, std::nullopt, ink, std::move(sign)});
}

void NetworkFigure::draw_join(std::size_t number, PaintId edge, DisplayList& shapes) const {
  const PlacedBlock& block = picture_.blocks[number];
  const Cell place{0, static_cast<int>(number)};
  const std::vector<Point> circle = round_dot(block.middle(), block.extent.width / 2, kCircleCorners);
  shapes.push_back({Role::join_circle, place, kPaper, Fill{circle}});
  shapes.push_back({Role::join_circle, place, edge, Stroke{{{circle, true}}, kNetworkOutline, 0}});
  draw_sign(block, edge, shapes);
}

void NetworkFigure::draw_block(std::size_t number, const Coat& coat, DisplayList& shapes) const {
  const PlacedBlock& block = picture_.blocks[number];
  if (block.join) return draw_join(number, coat.edge, shapes);
  const Cell place{0, static_cast<int>(number)};
  const Point right{block.extent.width, 0};
  const Point up{0, block.extent.height};
  const Point back = block.extent.depth;
  const Point corner = block.corner;
  const std::vector<Point> silhouette = silhouette_of(block);
  const auto fill = [&](PaintId paint, std::vector<Point> polygon) {
    shapes.push_back({Role::layer_block, place, paint, Fill{std::move(polygon)}});
  };
  // The whole silhouette is filled first, so that no paper shines through where faces meet.
  fill(coat.side, silhouette);
  fill(coat.top, {corner + up, corner + up + right, corner + up + right + back, corner + up + back});
  fill(coat.front, {corner, corner + right, corner + right + up, corner + up});
  const Point nearest = corner + right + up;
  shapes.push_back(
      {Role::layer_block_edge, place, coat.edge,
       Stroke{{{{corner + up, nearest}, false}, {{corner + right, nearest}, false}, {{nearest, nearest + back}, false}},
              kNetworkOutline,
              0}});
  shapes.push_back({Role::layer_block_edge, place, coat.edge, Stroke{{{silhouette, true}}, kNetworkOutline, 0}});
}

/// Draws texts, the inputs, and all other blocks as they are before they light up.
DisplayList NetworkFigure::below() const {
  DisplayList shapes;
  for (const PlacedText& text : picture_.texts) {
    const bool is_name = text.role != Role::block_shape && text.role != Role::note;
    write_line(shapes, text.role, std::nullopt, is_name ? paints_.name : paints_.words, text.line, text.origin);
  }
  if (!picture_.brackets.empty()) {
    shapes.push_back({Role::block_bracket, std::nullopt, paints_.line, Stroke{picture_.brackets, kNetworkOutline, 0}});
  }
  for (std::size_t i = 0; i < picture_.blocks.size(); ++i) {
    const bool is_input = picture_.blocks[i].kind == NetworkKind::input;
    draw_block(i, is_input ? coat_of(picture_.blocks[i]) : coat_to_come(picture_.blocks[i]), shapes);
  }
  return shapes;
}

DisplayList NetworkFigure::lit_at(std::size_t step) const {
  DisplayList shapes;
  if (step < walk_.size()) draw_block(walk_[step], coat_of(picture_.blocks[walk_[step]]), shapes);
  return shapes;
}

DisplayList NetworkFigure::lit_until(std::size_t step) const {
  DisplayList shapes;
  for (std::size_t i = 0; i <= step; ++i) {
    DisplayList more = lit_at(i);
    std::move(more.begin(), more.end(), std::back_inserter(shapes));
  }
  return shapes;
}

DisplayList NetworkFigure::links() const {
  DisplayList shapes;
  for (const PlacedLink& link : picture_.links) add_link(shapes, Role::layer_link, paints_.line, link.points);
  return shapes;
}

/// Draws an outline around the block that lights up, and the lines that lead to it.
DisplayList NetworkFigure::current(std::size_t step) const {
  DisplayList shapes;
  if (step >= walk_.size()) return shapes;
  const PlacedBlock& block = picture_.blocks[walk_[step]];
  for (const PlacedLink& link : picture_.links) {
    if (link.to == walk_[step]) add_link(shapes, Role::current_layer_link, paints_.current, link.points);
  }
  std::vector<Point> outline =
      block.join ? round_dot(block.middle(), block.extent.width / 2, kCircleCorners) : silhouette_of(block);
  shapes.push_back({Role::current_layer_outline, Cell{0, static_cast<int>(walk_[step])}, paints_.current,
                    Stroke{{{std::move(outline), true}}, kCurrentOutline, 0}});
  return shapes;
}

/// Returns a map for each block: a single cell around all that is seen of it.
std::vector<CellMap> NetworkFigure::maps() const {
  std::vector<CellMap> maps;
  for (std::size_t i = 0; i < picture_.blocks.size(); ++i) {
    maps.push_back(map_of_block(picture_.blocks[i].box(), i));
  }
  return maps;
}

std::vector<Key> NetworkFigure::keys() const {
  constexpr std::pair<NetworkKind, const char*> texts[] = {
      {NetworkKind::input, "input"},
      {NetworkKind::convolution, "convolution"},
      {NetworkKind::pooling, "pooling"},
      {NetworkKind::upsampling, "upsampling"},
      {NetworkKind::linear, "fully connected"},
      {NetworkKind::several, "layers of several kinds"},
      {NetworkKind::other, "other layer"},
  };
  std::vector<Key> keys;
  for (const auto& [kind, text] : texts) {
    const bool is_used = std::any_of(picture_.blocks.begin(), picture_.blocks.end(),
                                     [kind = kind](const PlacedBlock& block) { return block.kind == kind; });
    if (is_used) keys.push_back({text, paints_.of(kind, Face::side), {}, paints_.line});
  }
  keys.push_back({"to come", paints_.to_come(Face::side), {}, paints_.faint});
  return keys;
}

Drawing NetworkFigure::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, walk_.size() + 1, paints_.paints(), {}};
  drawing.film.walk = Walk::blocks;
  drawing.ink = paints_.name;
  drawing.outline = picture_.box.corners();
  drawing.keys = keys();
  const auto shared = std::make_shared<const NetworkFigure>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->below(); }, {}, shared->maps()},
      {false, [shared](std::size_t step) { return shared->lit_until(step); },
       [shared](std::size_t step) { return shared->lit_at(step); }},
      {true, [shared](std::size_t) { return shared->links(); }},
      {false, [shared](std::size_t step) { return shared->current(step); }},
  };
  return drawing;
}

}  // namespace

Status check_network(const Subject& subject, const FigureOptions& options) {
  if (!subject.model) return usage_problem("view", "shows a whole model", "give several layers, or --model");
  if (options.caption == "formula") {
    return usage_problem("caption", "a network has no formula", "use --caption params, or a text of your own");
  }
  const std::size_t blocks = plan_network(*subject.model, options.depth).blocks.size();
  if (blocks < 2) return usage_problem("view", "would show no layer: all layers keep the shape of their input");
  if (blocks <= kMostBlocks) return ok();
  return usage_problem("view", fmt::format("would show {} blocks, over the limit of {}", blocks, kMostBlocks),
                       "choose some layers with --only, or fold blocks with --depth 1");
}

Drawing draw_network(const Subject& subject, const FigureOptions& options, const Theme& theme) {
  Drawing drawing = NetworkFigure(*subject.model, options.depth, theme).drawing();
  drawing.parameters = {network_parameters_text(*subject.model)};
  return drawing;
}

}  // namespace convarith
