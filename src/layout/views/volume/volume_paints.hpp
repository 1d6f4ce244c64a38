#pragma once

#include <map>
#include <set>
#include <vector>

#include "layout/film.hpp"
#include "layout/views/volume/volume_space.hpp"

namespace convarith {

/// What cells of a volume are coloured by: 0 and more are hues of the theme, taken by turns, or shades of them.
using HueId = int;
inline constexpr HueId kInputHue = -1;
inline constexpr HueId kOutputHue = -2;
inline constexpr HueId kOtherHue = -3;  ///< of the many layers that are not shown one by one

/// How far apart the shades of a hue are.
inline constexpr HueId kShadeStep = 1 << 16;
inline constexpr int kShades = 3;

/// Of a hue of the theme the shade that a sheet has by which it is told from others in that hue, taken by turns; of the
/// first it is the hue itself.
constexpr HueId shade_of(HueId hue, int sheet) {
  return hue + kShadeStep * (sheet % kShades);
}

/// What is to be seen of a cell.
enum class Look {
  plain,
  tapped,   ///< some weight lies on it
  to_come,  ///< it is not yet computed
  padding,  ///< there is nothing but padding or an inserted zero
};

/// A hue and a look that a figure uses.
using Dye = std::pair<HueId, Look>;

/// The paints of a figure of volumes.
class VolumePaints {
 public:
  VolumePaints() = default;
  /// Mixes only what is used: cells that are computed are plain where a frame is around them, and those of windows
  /// tapped or padding. `has_dashes`: faint lines lie on paper, too.
  VolumePaints(const Theme& theme, const std::set<Dye>& used, bool has_dashes);

  PaintId of(HueId hue, Look look, Face face) const { return paints_of_.at({dye(hue, look), face}); }
  const std::vector<Paint>& paints() const { return paints_; }

  PaintId line = kPaper;   ///< text, too
  PaintId faint = kPaper;  ///< lines between cells to come, and around padding
  /// Of lines around the current cells and windows: the accent, as far as it and the
  /// paper beside it are told from what they lie on.
  PaintId output_frame = kPaper;
  PaintId window_frame = kPaper;

 private:
  /// What is not there has no hue.
  static Dye dye(HueId hue, Look look) {
    const bool has_hue = look == Look::plain || look == Look::tapped;
    return {has_hue ? hue : kOtherHue, look};
  }

  std::map<std::pair<Dye, Face>, PaintId> paints_of_;
  std::vector<Paint> paints_;
};

/// The width (bp) of the lines around blocks, which hide the edges of all faces.
inline constexpr double kVolumeOutline = 0.85;

}  // namespace convarith
