#pragma once

#include <map>
#include <set>
#include <vector>

#include "layout/film.hpp"
#include "layout/views/volume/volume_space.hpp"

namespace convarith {

/// What cells of a volume are coloured by. Numbers from 0 on are hues of the theme, taken by turns, or shades of these
/// hues.
using HueId = int;
inline constexpr HueId kInputHue = -1;
inline constexpr HueId kOutputHue = -2;
inline constexpr HueId kOtherHue = -3;  ///< for the many layers that are not shown one by one

/// The distance from one shade of a hue to the next.
inline constexpr HueId kShadeStep = 1 << 16;
inline constexpr int kShades = 3;

/// Returns the shade of a theme's hue that tells a sheet from other sheets in that hue. Shades are taken by turns; the
/// first is the hue itself.
constexpr HueId shade_of(HueId hue, int sheet) {
  return hue + kShadeStep * (sheet % kShades);
}

/// The state in which a cell is seen.
enum class Look {
  plain,
  tapped,   ///< some weight lies on the cell
  to_come,  ///< the cell is not yet computed
  padding,  ///< the place holds only padding or an inserted zero
};

/// A hue and a look that a figure uses.
using Dye = std::pair<HueId, Look>;

/// The paints of a volume figure.
class VolumePaints {
 public:
  VolumePaints() = default;
  /// Mixes only the paints for `used`. The output frame is chosen for plain cells, which it lies around, and the window
  /// frame for tapped cells and padding. `has_dashes`: whether faint lines lie on paper too.
  VolumePaints(const Theme& theme, const std::set<Dye>& used, bool has_dashes);

  PaintId of(HueId hue, Look look, Face face) const { return paints_of_.at({dye(hue, look), face}); }
  const std::vector<Paint>& paints() const { return paints_; }

  PaintId line = kPaper;   ///< for lines and text
  PaintId faint = kPaper;  ///< for lines between cells to come, and around padding
  /// The paints of frames around current cells and around windows: the accent, as far as it and the paper beside it
  /// stand out from what they lie on.
  PaintId output_frame = kPaper;
  PaintId window_frame = kPaper;

 private:
  /// Cells to come and padding have no hue of their own.
  static Dye dye(HueId hue, Look look) {
    const bool has_hue = look == Look::plain || look == Look::tapped;
    return {has_hue ? hue : kOtherHue, look};
  }

  std::map<std::pair<Dye, Face>, PaintId> paints_of_;
  std::vector<Paint> paints_;
};

/// Returns a colour as a face has it. Light falls from above, on dark paper too.
Colour colour_on_face(Colour colour, Face face, const Theme& theme);

/// The width (bp) of the lines around blocks. These lines hide the edges of all faces.
inline constexpr double kVolumeOutline = 0.85;

}  // namespace convarith
