#include "layout/views/projection/projection_paints.hpp"

#include "arithmetic/visits.hpp"
#include "layout/shapes/contrast.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/shapes/tints.hpp"

namespace convarith {

namespace {

/// Returns the colour of numbers on inputs under the shade: that of paper, as in the reference, unless the theme's
/// colour for numbers has more contrast there.
Colour numeral_colour(const Theme& theme) {
  const Colour below = between(theme.input, theme.shade, theme.shade_opacity);
  return contrast(theme.paper, below) >= contrast(theme.number, below) ? theme.paper : theme.number;
}

}  // namespace

bool is_full(const AxisWalk& axis, int end) {
  for (int place = 0; place < end; ++place) {
    if (!axis.input_at(place)) return false;
  }
  return true;
}

bool is_full_of_inputs(const Walkthrough& walkthrough) {
  return is_full(walkthrough.rows(), walkthrough.rows().plane) && is_full(walkthrough.cols(), walkthrough.cols().plane);
}

ProjectionPaints mix_projection_paints(const Walkthrough& walkthrough, const Theme& theme, bool has_numbers) {
  ProjectionPaints mixed;
  std::vector<Paint>& paints = mixed.paints;
  std::vector<PaintId> tapped{swatch::input, swatch::output};
  // If the plane is full of inputs, the kernel never lies on paper.
  const bool is_full = is_full_of_inputs(walkthrough);
  if (!is_full) tapped.push_back(swatch::paper);
  paints.resize(swatch::projector + 1);
  paints[swatch::paper] = {theme.paper, 1, {}, 0};
  paints[swatch::input] = {theme.input, 1, {swatch::paper}, kThick};
  paints[swatch::output] = {theme.output, 1, {swatch::paper}, kThick};
  std::vector<PaintId> lined{swatch::paper, swatch::input, swatch::output};
  std::vector<PaintId> crossed{swatch::paper, swatch::input};
  const auto add = [&](const Paint& paint) {
    const auto id = static_cast<PaintId>(paints.size());
    paints.push_back(paint);
    return id;
  };
  if (!Visits(walkthrough.operation()).all()) {
    mixed.unvisited = add({theme.unvisited, 1, {swatch::paper}, kThick});
    lined.push_back(mixed.unvisited);
    crossed.push_back(mixed.unvisited);
  }
  if (walkthrough.operation().padding_mode != PaddingMode::zeros) {
    mixed.first_origin = static_cast<PaintId>(paints.size());
    mixed.origins = theme.origins.size();
    for (const Colour& colour : theme.origins) {
      const PaintId origin = add({colour, 1, {swatch::paper, swatch::input}, 0, 1, true});
      for (std::vector<PaintId>* const below : {&lined, &crossed, &tapped}) below->push_back(origin);
    }
  }
  if (walkthrough.rows().dropped || walkthrough.cols().dropped) {
    mixed.dropped = add({theme.dropped, 1, {swatch::paper}, 0});
  }
  if (has_numbers)
    mixed.numeral = add({numeral_colour(theme), 1, {}, 0, 1, false, std::vector<PaintId>{swatch::input}});
  if (walkthrough.operation().filters > walkthrough.operation().independent_groups()) crossed.push_back(swatch::output);
  paints[swatch::shade] = {theme.shade, theme.shade_opacity, tapped, kThick};
  paints[swatch::line] = {theme.line, 1, lined, 0};
  paints[swatch::projector] = {theme.projector, 1, crossed, 0, 1.3};
  return mixed;
}

}  // namespace convarith
