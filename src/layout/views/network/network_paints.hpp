#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "layout/film.hpp"
#include "layout/views/network/network_units.hpp"
#include "layout/views/volume/volume_space.hpp"

namespace convarith {

/// The paints of a network.
class NetworkPaints {
 public:
  NetworkPaints() = default;
  /// Mixes only the paints for the kinds of blocks that a figure has.
  NetworkPaints(const Theme& theme, const std::set<NetworkKind>& used);

  PaintId of(NetworkKind kind, Face face) const { return kinds_.at({kind, face}); }
  PaintId to_come(Face face) const { return to_come_.at(face); }
  const std::vector<Paint>& paints() const { return paints_; }

  PaintId line = kPaper;     ///< for edges and lines
  PaintId faint = kPaper;    ///< for edges of blocks to come
  PaintId name = kPaper;     ///< for names
  PaintId words = kPaper;    ///< for shapes and notes
  PaintId current = kPaper;  ///< for the block that lights up

 private:
  std::map<std::pair<NetworkKind, Face>, PaintId> kinds_;
  std::map<Face, PaintId> to_come_;
  std::vector<Paint> paints_;
};

/// The width (bp) of the lines around blocks.
inline constexpr double kNetworkOutline = 0.7;

}  // namespace convarith
