#include "layout/views/network/network_paints.hpp"

#include "layout/shapes/paint_box.hpp"
#include "layout/shapes/tints.hpp"
#include "layout/views/volume/volume_paints.hpp"

namespace convarith {
namespace {

constexpr double kShareToCome = 0.04;   // share of the lines' colour in blocks to come
constexpr double kShareFaint = 0.36;    // share of the lines' colour in edges of blocks to come
constexpr double kShareOfShade = 0.55;  // share of the shade of a volume's side in fronts
constexpr double kCoarseInk = 2.4;      // see Paint::coarseness
constexpr double kCoarseCurrent = 4.2;

Colour colour_of(NetworkKind kind, const Theme& theme) {
  switch (kind) {
    case NetworkKind::input:
      return theme.input;
    case NetworkKind::convolution:
      return theme.hues[3];
    case NetworkKind::pooling:
      return theme.hues[0];
    case NetworkKind::upsampling:
      return theme.hues[2];
    case NetworkKind::linear:
      return theme.hues[4];
    case NetworkKind::several:
      return theme.hues[1];
    case NetworkKind::other:
      return theme.hues[5];
    case NetworkKind::join:
      return theme.paper;
  }
  return theme.paper;
}

constexpr Face kFaces[] = {Face::front, Face::top, Face::side};

/// Returns a colour as a face has it. The faces on the right, which are the maps themselves, have the colour as it is;
/// fronts, which are as wide as there are channels, are a little darker.
Colour on_network_face(Colour colour, Face face, const Theme& theme) {
  if (face == Face::side) return colour;
  if (face == Face::top) return colour_on_face(colour, face, theme);
  return between(colour, colour_on_face(colour, Face::side, theme), kShareOfShade);
}

}  // namespace

NetworkPaints::NetworkPaints(const Theme& theme, const std::set<NetworkKind>& used) {
  PaintBox box(theme.paper);
  std::vector<PaintId> areas{kPaper};
  std::vector<PaintId> pale{kPaper};
  for (const Face face : kFaces) {
    to_come_[face] =
        box.area(on_network_face(between(theme.paper, theme.line, kShareToCome), face, theme), kNetworkOutline);
    pale.push_back(to_come_[face]);
    areas.push_back(to_come_[face]);
  }
  for (const NetworkKind kind : used) {
    if (kind == NetworkKind::join) continue;  // circles of paper
    for (const Face face : kFaces) {
      const PaintId area = box.area(on_network_face(colour_of(kind, theme), face, theme), kNetworkOutline);
      kinds_[{kind, face}] = area;
      areas.push_back(area);
    }
  }
  line = box.ink(theme.line, areas, kCoarseInk);
  faint = box.ink(between(theme.paper, theme.line, kShareFaint), pale, kCoarseInk);
  name = box.ink(theme.number, {kPaper});
  words = box.ink(theme.faint, {kPaper});
  current = box.ink(theme.accent, areas, kCoarseCurrent);
  paints_ = std::move(box).take();
}

}  // namespace convarith
