#pragma once

#include <map>
#include <set>
#include <vector>

#include "convarith/film.hpp"
#include "volume_space.hpp"

namespace convarith {

/// What cells of a volume are coloured by: 0 and more are hues of the theme, taken by turns.
using HueId = int;
inline constexpr HueId kInputHue = -1;
inline constexpr HueId kOutputHue = -2;
inline constexpr HueId kOtherHue = -3;  ///< of the many layers that are not shown one by one

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
  /// Mixes only what is used. `has_dashes`: faint lines lie on paper, too.
  VolumePaints(const Theme& theme, const std::set<Dye>& used, bool has_dashes);

  PaintId of(HueId hue, Look look, Face face) const { return paints_of_.at({dye(hue, look), face}); }
  const std::vector<Paint>& paints() const { return paints_; }

  PaintId line = kPaper;   ///< text, too
  PaintId faint = kPaper;  ///< lines between cells to come, and around padding
  PaintId accent = kPaper;

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
