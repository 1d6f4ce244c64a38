#pragma once

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"

namespace convarith {

/// Side of a key's sample, in text units.
inline constexpr double kSampleSize = 7;

/// Returns the width of a key's sample, in text units.
double sample_width(const Key& key);

/// Draws the sample of a key into a box of its size. `unit` is the text unit (bp).
void add_sample(const Key& key, const Box& box, double unit, DisplayList& shapes);

}  // namespace convarith
