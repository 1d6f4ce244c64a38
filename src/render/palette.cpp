#include "render/palette.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "render/frame.hpp"

namespace convarith {
namespace {

/// The largest error of a colour at an edge, as a mean over the channels. With this limit a figure cannot be told from
/// one with all levels even at four times the size, and the figures of the reference set have few enough colours for
/// six bits.
constexpr double kLargestError = 9.5;

/// About the least width (px) of a line that hides the edge of the fill under it: the share of a pixel that such a line
/// leaves to the fill's other side is below a tenth.
constexpr double kHidingWidth = 0.75;

Colour to_colour(const Rgb& colour) {
  const auto channel = [](double value) { return static_cast<std::uint8_t>(std::lround(value)); };
  return {channel(colour[0]), channel(colour[1]), channel(colour[2])};
}

double squared_distance(const Rgb& a, const Rgb& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// Rounds the channels that a file stores. The share of paper stays exact.
Rgb rounded(Rgb colour) {
  for (std::size_t i = 0; i < 3; ++i) colour[i] = static_cast<double>(std::lround(colour[i]));
  return colour;
}

/// Returns the mean difference of two colours (the root of the mean square over the channels). The share of paper
/// counts as much as a channel, because on other paper it makes the difference.
double contrast(const Rgb& a, const Rgb& b) {
  return std::sqrt(squared_distance(a, b) / 3);
}

}  // namespace

Rgb to_rgb(Colour colour) {
  return {static_cast<double>(colour.red), static_cast<double>(colour.green), static_cast<double>(colour.blue), 0};
}

Rgb mix(const Rgb& below, const Rgb& above, double share) {
  Rgb mixed;
  for (std::size_t i = 0; i < mixed.size(); ++i) mixed[i] = below[i] + (above[i] - below[i]) * share;
  return mixed;
}

Palette::Palette(std::span<const Paint> paints, double scale, bool has_paper)
    : paints_(paints.begin(), paints.end()), scale_(scale), has_paper_(has_paper) {
  add_areas();
  double error = kLargestError;
  build(error);
  // If there are too many colours for a byte, edges get fewer levels and in the end none.
  while (exact_colours_.size() > kMostColours && error < 256) build(error *= 1.5);
  // If there are still too many, the last areas share the colours of others.
  if (exact_colours_.size() > kMostColours) exact_colours_.resize(kMostColours);
  for (const Rgb& colour : exact_colours_) colours_.push_back(to_colour(colour));
  if (!has_paper_) take_out_paper();
  for (int area = 0; area < areas(); ++area) {
    const bool has_own = area < static_cast<int>(colours_.size());
    index_of_area_.push_back(has_own ? static_cast<std::uint8_t>(area) : nearest(exact_area_colour(area)));
  }
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    if (!paints_[i].is_shared) continue;
    std::uint8_t& index = index_of_area_[static_cast<std::size_t>(area_of_paint_[i])];
    index = first_like(index);
  }
}

/// Returns the index of the first colour that is the same as one.
std::uint8_t Palette::first_like(std::size_t index) const {
  const auto first = std::find(exact_colours_.begin(), exact_colours_.end(), exact_colours_[index]);
  return static_cast<std::uint8_t>(first - exact_colours_.begin());
}

Colour Palette::area_colour(int area) const {
  return to_colour(exact_area_colour(area));
}

Rgb Palette::exact_colour(PaintId paint) const {
  Rgb colour = to_rgb(paints_[paint].colour);
  if (paint == kPaper && !has_paper_) colour.back() = 255;
  return colour;
}

void Palette::take_out_paper() {
  const Rgb paper = to_rgb(paints_[kPaper].colour);
  for (const Rgb& colour : exact_colours_) {
    const double drawn = 1 - colour.back() / 255;
    const auto alpha = static_cast<std::uint8_t>(std::lround(255 * drawn));
    Rgb ink = paper;
    if (alpha > 0) {
      for (std::size_t i = 0; i < 3; ++i) ink[i] = std::clamp(paper[i] + (colour[i] - paper[i]) / drawn, 0.0, 255.0);
    }
    inks_.push_back({to_colour(ink), alpha});
  }
}

bool Palette::has_hidden_edges(PaintId paint) const {
  return paints_[paint].rim * scale_ >= kHidingWidth;
}

/// Adds an area for every opaque paint, and one more for each glaze that may lie over it.
void Palette::add_areas() {
  const auto add_area = [this](const Rgb& colour) {
    area_colours_.push_back(colour);
    return areas() - 1;
  };
  area_of_paint_.assign(paints_.size(), -1);
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    if (!is_glaze(static_cast<PaintId>(i))) area_of_paint_[i] = add_area(exact_colour(static_cast<PaintId>(i)));
  }
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    if (!is_glaze(static_cast<PaintId>(i))) continue;
    for (const PaintId below : paints_[i].over) {
      const Rgb colour = mix(exact_colour(below), to_rgb(paints_[i].colour), paints_[i].opacity);
      glazed_[{area_of_paint_[below], static_cast<int>(i)}] = add_area(rounded(colour));
    }
  }
}

void Palette::build(double largest_error) {
  exact_colours_ = area_colours_;
  ramps_.clear();
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    const auto paint = static_cast<PaintId>(i);
    if (is_glaze(paint) || has_hidden_edges(paint)) continue;
    const bool names_glazed = paints_[i].over_glazed.has_value();
    for (const PaintId below : paints_[i].over) {
      add_ramp(area_of_paint_[below], paint, largest_error);
      if (paints_[i].takes_glaze) {
        add_glazed_levels(below, paint, largest_error);
      } else if (!names_glazed) {
        add_ramps_under_glazes(below, paint, largest_error);
      }
    }
    if (!names_glazed) continue;
    for (const PaintId below : *paints_[i].over_glazed) add_ramps_under_glazes(below, paint, largest_error);
  }
}

/// Adds ramps from the area of a paint under each glaze that may lie over it.
void Palette::add_ramps_under_glazes(PaintId below, PaintId paint, double largest_error) {
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    const int area = glazed(area_of_paint_[below], static_cast<PaintId>(i));
    if (area >= 0) add_ramp(area, paint, largest_error);
  }
}

void Palette::add_ramp(int area, PaintId paint, double largest_error) {
  const int first = static_cast<int>(exact_colours_.size());
  const int levels =
      add_levels(exact_area_colour(area), exact_colour(paint), largest_error * paints_[paint].coarseness);
  ramps_[{area, paint}] = {first, levels};
}

/// Adds the levels between two paints under each glaze that may lie over both.
void Palette::add_glazed_levels(PaintId below, PaintId paint, double largest_error) {
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    const int base = glazed(area_of_paint_[below], static_cast<PaintId>(i));
    const int top = glazed(area_of_paint_[paint], static_cast<PaintId>(i));
    if (base < 0 || top < 0) continue;
    add_levels(exact_area_colour(base), exact_area_colour(top), largest_error * paints_[paint].coarseness);
  }
}

/// Adds the colours between two colours. Returns the number of levels, the last of which is `top` itself.
int Palette::add_levels(const Rgb& base, const Rgb& top, double largest_error) {
  const int levels = std::max(1, static_cast<int>(std::lround(contrast(base, top) / (2 * largest_error))));
  for (int level = 1; level < levels; ++level) {
    exact_colours_.push_back(rounded(mix(base, top, static_cast<double>(level) / levels)));
  }
  return levels;
}

int Palette::glazed(int area, PaintId glaze) const {
  const auto found = glazed_.find({area, glaze});
  return found == glazed_.end() ? -1 : found->second;
}

std::uint8_t Palette::index_of_edge(int area, PaintId paint, double share) const {
  const auto ramp = ramps_.find({area, paint});
  if (ramp == ramps_.end()) return nearest(mix(exact_area_colour(area), exact_colour(paint), share));
  const int level = static_cast<int>(std::lround(share * ramp->second.levels));
  if (level == 0) return index_of_area(area);
  if (level == ramp->second.levels) return index_of_area(area_of(paint));
  return static_cast<std::uint8_t>(ramp->second.first + level - 1);
}

std::uint8_t Palette::nearest(const Rgb& colour) const {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < exact_colours_.size(); ++i) {
    const double distance = squared_distance(exact_colours_[i], colour);
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return static_cast<std::uint8_t>(best);
}

}  // namespace convarith
