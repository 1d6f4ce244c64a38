#pragma once

namespace convarith {

// Measured on the published figures; all in bp.
inline constexpr double kThin = 0.3985;            // 0.4 TeX points
inline constexpr double kThick = 0.79701;          // 0.8 TeX points
inline constexpr double kDash = 2.98883;           // 3 TeX points
inline constexpr double kBorder = 9.96264;         // 10 TeX points
inline constexpr double kOutputOffset = -2.49066;  // 5 TeX points at half scale, to the left

}  // namespace convarith
