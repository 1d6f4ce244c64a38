#pragma once

// What a figure of solid blocks must show, by casting rays into space. Nothing of the program is used here but where on
// the page it puts each block.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/pictures/figure.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing {

/// A layer with its channels.
struct VolumeLayer {
  FigureLayer layer;
  int channels = 1;
  int filters = 1;
  int groups = 1;
  int pointwise = 0;  ///< 0: none follows

  int outputs() const {
    return AxisPicture(layer.rows, layer.manner()).output() * AxisPicture(layer.cols, layer.manner()).output();
  }
  int steps() const { return (pointwise > 0 ? 2 : 1) * outputs(); }
};

inline std::vector<std::string> flags_of(const VolumeLayer& volume) {
  std::vector<std::string> flags = flags_of(volume.layer);
  const auto add = [&](const char* flag, int number) { flags.insert(flags.end(), {flag, std::to_string(number)}); };
  add("--channels", volume.channels);
  if (!volume.layer.is_pooling()) {
    add("--filters", volume.filters);
    add("--groups", volume.groups);
  }
  if (volume.pointwise > 0) add("--pointwise", volume.pointwise);
  flags.insert(flags.end(), {"--view", "volume"});
  return flags;
}

enum class SeenLook { nothing, plain, tapped, to_come, padding };
enum class SeenFace { front, top, side };

/// A block of cells; rows and columns are counted as the layer's plane does.
struct SeenBlock {
  Spot origin;                 ///< of row 0 and column 0, bp
  std::vector<Colour> slices;  ///< the colour of each, from the front on
  std::function<SeenLook(int row, int col)> look;
  int first_row = 0;
  int first_col = 0;
  int last_row = 1;  ///< exclusive; outside of these there is nothing
  int last_col = 1;
  std::vector<Segment> frame = {};  ///< lines that do not run along cells

  double thickness() const { return std::min(1.0, 10.0 / static_cast<double>(slices.size())); }
  double depth() const { return thickness() * static_cast<double>(slices.size()); }
};

/// What is seen at a spot of the page.
struct Sight {
  int row = 0;
  int col = 0;
  int slice = 0;
  SeenFace face = SeenFace::front;

  bool operator==(const Sight&) const = default;
};

constexpr double kSide = 10;
constexpr double kRightward = 4.5;  // for each layer
constexpr double kUpward = 3.2;

inline Spot spot_in(const SeenBlock& block, double row, double col, double depth) {
  return {block.origin.x + kSide * col + kRightward * depth, block.origin.y - kSide * row + kUpward * depth};
}

/// The first cell that a ray meets on its way into the page, and through which face.
inline std::optional<Sight> look_at(const SeenBlock& block, const Spot& spot) {
  constexpr double stride = 1.0 / 64;
  std::optional<std::array<int, 2>> before;
  for (double depth = stride / 2; depth < block.depth(); depth += stride) {
    const double col = (spot.x - block.origin.x - kRightward * depth) / kSide;
    const double row = (block.origin.y + kUpward * depth - spot.y) / kSide;
    const std::array<int, 2> cell{static_cast<int>(std::floor(row)), static_cast<int>(std::floor(col))};
    if (block.look(cell[0], cell[1]) != SeenLook::nothing) {
      const int slice = static_cast<int>(depth / block.thickness());
      if (!before) return Sight{cell[0], cell[1], slice, SeenFace::front};
      return Sight{cell[0], cell[1], slice, cell[1] != (*before)[1] ? SeenFace::side : SeenFace::top};
    }
    before = cell;
  }
  return std::nullopt;
}

inline Colour mixed(const Colour& a, const Colour& b, double share) {
  const auto channel = [share](int x, int y) { return static_cast<std::uint8_t>(std::lround(x + (y - x) * share)); };
  return {channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue)};
}

/// Multiplied with itself until all channels together are 120 lower.
inline Colour deep(const Colour& colour) {
  Colour result = colour;
  const auto sum = [](const Colour& c) { return c.red + c.green + c.blue; };
  do {
    const auto channel = [](int x) { return static_cast<std::uint8_t>(std::lround(x * x / 255.0)); };
    result = {channel(result.red), channel(result.green), channel(result.blue)};
  } while (sum(colour) - sum(result) < 120);
  return result;
}

inline Colour colour_of(const SeenBlock& block, const Sight& sight) {
  Colour colour = block.slices.at(static_cast<std::size_t>(sight.slice));
  const SeenLook look = block.look(sight.row, sight.col);
  if (look == SeenLook::tapped) colour = deep(colour);
  if (look == SeenLook::to_come) colour = mixed(kBook.paper, kBook.line, 0.045);
  if (look == SeenLook::padding) colour = kBook.padding;
  if (sight.face == SeenFace::top) return mixed(colour, kBook.paper, 0.45);
  if (sight.face == SeenFace::side) return mixed(colour, kBook.line, 0.2);
  return colour;
}

inline std::vector<Colour> hues_from(int first, int sheets, int layers) {
  std::vector<Colour> colours;
  for (int i = 0; i < sheets * layers; ++i) {
    colours.push_back(kBook.hues.at(static_cast<std::size_t>(first + i / layers) % kBook.hues.size()));
  }
  return colours;
}

/// Filters of one hue are told apart by three shades of it.
inline Colour shade_of(Colour colour, int filter) {
  if (filter % 3 == 1) return mixed(colour, kBook.paper, 0.42);
  return filter % 3 == 2 ? mixed(colour, kBook.line, 0.28) : colour;
}

/// Hues with a shade for each of their layers.
inline std::vector<Colour> shades_from(int first, int sheets, int layers) {
  std::vector<Colour> colours = hues_from(first, sheets, layers);
  for (int i = 0; i < sheets * layers; ++i) {
    colours[static_cast<std::size_t>(i)] = shade_of(colours[static_cast<std::size_t>(i)], i % layers);
  }
  return colours;
}

/// Where a block is on the page: its row 0 and column 0.
using Origins = std::vector<Spot>;

/// The blocks of a step. Origins are those of blocks with windows, of filters, and of outputs, in the order in which
/// they are drawn; none of them is left out.
class VolumePicture {
 public:
  VolumePicture(const VolumeLayer& volume, Origins windows, Origins filters, Origins outputs)
      : volume_(volume),
        rows_(volume.layer.rows, volume.layer.manner()),
        cols_(volume.layer.cols, volume.layer.manner()),
        windows_(std::move(windows)),
        filters_(std::move(filters)),
        outputs_(std::move(outputs)) {}

  std::vector<SeenBlock> blocks(int step) const {
    std::vector<SeenBlock> blocks;
    const int groups = volume_.groups;
    for (int group = 0; group < groups; ++group) blocks.push_back(input(group, step));
    add_filters(blocks);
    add_outputs(blocks, step);
    return blocks;
  }

 private:
  int layers() const { return volume_.channels / volume_.groups; }
  int sheets() const { return volume_.filters / volume_.groups; }
  bool is_grouped() const { return volume_.groups > 1; }

  /// With the window of a step, as long as the first stage lasts.
  SeenBlock input(int group, int step) const {
    SeenBlock block;
    block.origin = windows_.at(static_cast<std::size_t>(group));
    block.slices = is_grouped() ? hues_from(group, 1, layers())
                                : std::vector<Colour>(static_cast<std::size_t>(volume_.channels), kBook.input);
    block.first_row = std::min(0, rows_.place_of(0));
    block.first_col = std::min(0, cols_.place_of(0));
    block.last_row = std::max(rows_.plane(), rows_.place_of(rows_.inputs() - 1) + 1);
    block.last_col = std::max(cols_.plane(), cols_.place_of(cols_.inputs() - 1) + 1);
    const bool is_current = step < volume_.outputs();
    const int row = step / cols_.output();
    const int col = step % cols_.output();
    block.look = [this, is_current, row, col](int at_row, int at_col) {
      const bool has_input = rows_.input_at(at_row) && cols_.input_at(at_col);
      const bool is_tapped = is_current && rows_.taps(row, at_row) && cols_.taps(col, at_col);
      if (has_input) return is_tapped ? SeenLook::tapped : SeenLook::plain;
      return is_tapped ? SeenLook::padding : SeenLook::nothing;
    };
    if (is_current) {
      const int top = rows_.window(row);
      const int left = cols_.window(col);
      add_frame(block, top, left, top + rows_.extent(row), left + cols_.extent(col));
    }
    return block;
  }

  static void add_frame(SeenBlock& block, int top, int left, int bottom, int right) {
    const auto add = [&](double row, double col, double depth, double to_row, double to_col, double to_depth) {
      block.frame.push_back({spot_in(block, row, col, depth), spot_in(block, to_row, to_col, to_depth)});
    };
    add(top, left, 0, top, right, 0);
    add(bottom, left, 0, bottom, right, 0);
    add(top, left, 0, bottom, left, 0);
    add(top, right, 0, bottom, right, 0);
    const double depth = block.depth();
    add(top, left, 0, top, left, depth);
    add(top, right, 0, top, right, depth);
    add(bottom, right, 0, bottom, right, depth);
    add(top, left, depth, top, right, depth);
    add(top, right, depth, bottom, right, depth);
  }

  static SeenBlock still_block(const Spot& origin, std::vector<Colour> slices, int rows, int cols,
                               std::function<SeenLook(int, int)> look) {
    SeenBlock block{origin, std::move(slices), {}, 0, 0, rows, cols};
    block.look = [rows, cols, look = std::move(look)](int row, int col) {
      const bool is_inside = row >= 0 && row < rows && col >= 0 && col < cols;
      return is_inside ? look(row, col) : SeenLook::nothing;
    };
    return block;
  }

  void add_filters(std::vector<SeenBlock>& blocks) const {
    if (volume_.layer.is_pooling()) return;
    const auto plain = [](int, int) { return SeenLook::plain; };
    std::size_t number = 0;
    for (int filter = 0; filter < volume_.filters; ++filter, ++number) {
      std::vector<Colour> slices = hues_from(is_grouped() ? filter / sheets() : filter, 1, layers());
      for (Colour& colour : slices) colour = is_grouped() ? shade_of(colour, filter % sheets()) : colour;
      blocks.push_back(
          still_block(filters_.at(number), std::move(slices), volume_.layer.rows.k, volume_.layer.cols.k, plain));
    }
    for (int filter = 0; filter < volume_.pointwise; ++filter, ++number) {
      blocks.push_back(still_block(filters_.at(number), hues_from(hues() + filter, 1, volume_.filters), 1, 1, plain));
    }
  }

  int hues() const { return is_grouped() ? volume_.groups : volume_.filters; }

  void add_outputs(std::vector<SeenBlock>& blocks, int step) const {
    const int count = volume_.outputs();
    const int width = cols_.output();
    const auto made = [width](int done) {
      return
          [width, done](int row, int col) { return row * width + col <= done ? SeenLook::plain : SeenLook::to_come; };
    };
    std::size_t number = 0;
    const auto add = [&](std::vector<Colour> slices, std::function<SeenLook(int, int)> look, int current) {
      blocks.push_back(
          still_block(outputs_.at(number++), std::move(slices), rows_.output(), cols_.output(), std::move(look)));
      if (current < 0 || current >= count) return;
      add_frame(blocks.back(), current / width, current % width, current / width + 1, current % width + 1);
    };
    if (is_grouped()) {
      for (int group = 0; group < volume_.groups; ++group) add(shades_from(group, 1, sheets()), made(step), step);
    }
    const auto stacked = [=](int row, int col) {
      if (step >= count && row * width + col == step - count) return SeenLook::tapped;
      return made(step)(row, col);
    };
    if (volume_.layer.is_pooling()) {
      add(std::vector<Colour>(static_cast<std::size_t>(volume_.channels), kBook.output), stacked, step % count);
    } else {
      add(is_grouped() ? shades_from(0, volume_.groups, sheets()) : hues_from(0, volume_.filters, 1), stacked,
          step % count);
    }
    if (volume_.pointwise > 0) add(hues_from(hues(), volume_.pointwise, 1), made(step - count), step - count);
  }

  VolumeLayer volume_;
  AxisPicture rows_;
  AxisPicture cols_;
  Origins windows_;
  Origins filters_;
  Origins outputs_;
};

}  // namespace convarith::testing
