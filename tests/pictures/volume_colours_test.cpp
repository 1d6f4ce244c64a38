// Blocks in space: every pixel away from lines has the colour of the face that a ray from the eye meets first.

#include <gtest/gtest.h>

#include <numbers>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "layout/views/volume/volume.hpp"
#include "tests/layout/films.hpp"
#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/pictures/running.hpp"
#include "tests/pictures/volume_picture.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::volume_colours_test {
namespace {

/// A layer of one of the sorts that take turns, with channels, filters and groups.
VolumeLayer random_volume(unsigned number) {
  std::mt19937 engine(number);
  const auto between = [&engine](int least, int most) {
    return least + static_cast<int>(engine() % static_cast<unsigned>(most - least + 1));
  };
  VolumeLayer volume{random_layer(number)};
  volume.channels = volume.filters = between(1, 3);
  if (volume.layer.is_pooling()) return volume;
  volume.groups = number / kSorts % 2 == 0 ? 1 : between(2, 3);
  volume.channels = volume.groups * between(1, 3);
  volume.filters = volume.groups * between(1, 2);
  if (volume.layer.kind == Kind::direct && number % 3 == 0) volume.pointwise = between(1, 4);
  return volume;
}

Film film_of(const VolumeLayer& volume) {
  LayerOptions options = options_of(volume.layer);
  options.channels = volume.channels;
  if (!volume.layer.is_pooling()) {
    options.filters = volume.filters;
    options.groups = volume.groups;
  }
  if (volume.pointwise > 0) options.pointwise = volume.pointwise;
  const Result<Chain> chain = make_chain(options);
  if (!chain) throw std::runtime_error(to_line(chain.problems().front()));
  return draw_volume({*chain}, {}, kBook).film;
}

/// The origin of the block whose cell has a corner somewhere.
Spot origin_of(Point corner, Cell cell) {
  return {corner.x - kSide * cell.col, corner.y + kSide * cell.row};
}

/// From frames, whose first line runs around the front.
void add_origins(const DisplayList& scene, Role role, Origins& origins) {
  for (const Shape& shape : scene) {
    if (shape.role != role) continue;
    origins.push_back(origin_of(std::get<Stroke>(shape.form).paths.front().points.at(3), *shape.cell));
  }
}

/// From silhouettes of six corners, the first of which is the lower left one of the front.
Origins origins_of_filters(const DisplayList& scene, const VolumeLayer& volume) {
  Origins origins;
  for (const Shape& shape : scene) {
    if (shape.role != Role::kernel_cell || std::get<Fill>(shape.form).polygon.size() != 6) continue;
    const bool is_second = static_cast<int>(origins.size()) >= volume.filters;
    const Point corner = std::get<Fill>(shape.form).polygon.front();
    origins.push_back(origin_of(corner, {is_second ? 1 : volume.layer.rows.k, 0}));
  }
  return origins;
}

VolumePicture picture_of(const VolumeLayer& volume, const Film& film) {
  Origins windows;
  Origins outputs;
  const DisplayList first = film.scene(0);
  add_origins(first, Role::region_frame, windows);
  add_origins(first, Role::current_output_outline, outputs);
  if (volume.pointwise > 0) {
    const DisplayList second = film.scene(static_cast<std::size_t>(volume.outputs()));
    add_origins(second, Role::current_output_outline, outputs);
  }
  return {volume, windows, origins_of_filters(first, volume), outputs};
}

/// What is seen all around a spot, but for where nothing is.
struct Surroundings {
  std::vector<Sight> sights;
  bool is_filled = true;

  bool is_one() const {
    return is_filled && std::all_of(sights.begin(), sights.end(), [this](const Sight& s) { return s == sights[0]; });
  }
};

Surroundings around(const SeenBlock& block, const Spot& spot, double radius) {
  Surroundings found;
  const auto add = [&](const Spot& at) {
    const std::optional<Sight> sight = look_at(block, at);
    if (sight) {
      found.sights.push_back(*sight);
    } else {
      found.is_filled = false;
    }
  };
  add(spot);
  for (int i = 0; i < 8 && found.is_filled; ++i) {
    const double angle = i * std::numbers::pi / 4;
    add({spot.x + radius * std::cos(angle), spot.y + radius * std::sin(angle)});
  }
  return found;
}

/// Looks at pixels of one frame.
class Eye {
 public:
  Eye(const Film& film, const Picture& picture) : film_(film), picture_(picture) {}

  double pixels_per_bp() const { return picture_.width / film_.width; }
  int x_of(const Spot& spot) const { return static_cast<int>(spot.x * picture_.width / film_.width); }
  int y_of(const Spot& spot) const {
    return static_cast<int>((film_.height - spot.y) * picture_.height / film_.height);
  }
  const Colour& at(const Spot& spot) const { return picture_.at(x_of(spot), y_of(spot)); }

  /// Whether a spot is clear of lines: frames are the widest, 2.9 bp with the paper beside them.
  bool is_clear(const SeenBlock& block, const Spot& spot) const {
    return around(block, spot, 0.65 + 1.6 / pixels_per_bp()).is_one() && is_clear_of_frames(block, spot);
  }

  bool is_clear_of_frames(const SeenBlock& block, const Spot& spot) const {
    // Their corners are mitred.
    const double radius = 1.45 * std::numbers::sqrt2 + 1.4 / pixels_per_bp();
    return std::all_of(block.frame.begin(), block.frame.end(), [&](const Segment& line) {
      const bool is_point = line.from.x == line.to.x && line.from.y == line.to.y;
      return is_point || line.distance(spot) > radius;
    });
  }

 private:
  const Film& film_;
  const Picture& picture_;
};

Spot random_spot(const SeenBlock& block, std::mt19937& engine) {
  const auto between = [&engine](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine);
  };
  return spot_in(block, between(block.first_row, block.last_row), between(block.first_col, block.last_col),
                 between(0, block.depth()));
}

std::string to_text(const Colour& colour) {
  return std::to_string(colour.red) + " " + std::to_string(colour.green) + " " + std::to_string(colour.blue);
}

/// How often each face was seen clear of lines.
using Counts = std::array<int, 3>;

void expect_faces(const VolumePicture& volume, int step, const Eye& eye, std::mt19937& engine, Counts& counts) {
  constexpr int spots = 200;
  for (const SeenBlock& block : volume.blocks(step)) {
    for (int i = 0; i < spots; ++i) {
      const Spot spot = random_spot(block, engine);
      const std::optional<Sight> sight = look_at(block, spot);
      if (!sight || !eye.is_clear(block, spot)) continue;
      ++counts.at(static_cast<std::size_t>(sight->face));
      const Colour expected = colour_of(block, *sight);
      ASSERT_LE(difference(eye.at(spot), expected), 2)
          << "step " << step << ", cell " << sight->row << "," << sight->col << "," << sight->slice << ", face "
          << static_cast<int>(sight->face) << ", pixel " << eye.x_of(spot) << "," << eye.y_of(spot) << " is "
          << to_text(eye.at(spot)) << ", not " << to_text(expected);
    }
  }
}

/// Renders a volume and calls `check` for each frame.
template <class Check>
void for_frames(const VolumeLayer& volume, int dpi, const Check& check) {
  const TemporaryFolder folder;
  std::vector<std::string> flags = flags_of(volume);
  flags.insert(flags.end(), {"--name", "figure", "--format", "gif", "--dpi", std::to_string(dpi)});
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), flags));
  const Film film = film_of(volume);
  const VolumePicture picture = picture_of(volume, film);
  FrameStream frames(folder / "gif/figure.gif");
  int step = 0;
  while (const std::optional<Picture> frame = frames.next()) {
    ASSERT_NO_FATAL_FAILURE(check(picture, step, Eye(film, *frame)));
    ++step;
  }
  EXPECT_EQ(step, volume.steps());
}

class VolumeColours : public ::testing::TestWithParam<unsigned> {};

TEST_P(VolumeColours, AreThoseOfTheFacesThatRaysMeet) {
  constexpr std::array resolutions{150, 200, 260};
  Counts counts{};
  for (unsigned number = GetParam(); number < some_of(12) * kSorts; number += kSorts) {
    SCOPED_TRACE("layer " + std::to_string(number) + " " + ::testing::PrintToString(flags_of(random_volume(number))));
    std::mt19937 engine(number);
    for_frames(random_volume(number), resolutions.at(number % 3),
               [&](const VolumePicture& picture, int step, const Eye& eye) {
                 expect_faces(picture, step, eye, engine, counts);
               });
    if (::testing::Test::HasFailure()) return;
  }
  // A single layer may have faces that are all near lines.
  if (some_of(12) == 1) return;
  for (const int count : counts) EXPECT_GT(count, 5);
}

INSTANTIATE_TEST_SUITE_P(OfEachSort, VolumeColours, ::testing::Range(0U, kSorts));

double lightness(const Colour& colour) {
  return 0.3 * colour.red + 0.59 * colour.green + 0.11 * colour.blue;
}

/// Where all around a pixel there are faces, it is no lighter than they are: nothing shines through between them.
void expect_no_seams(const SeenBlock& block, const Spot& spot, const Eye& eye, int& counted) {
  const Surroundings found = around(block, spot, 1.2 / eye.pixels_per_bp());
  if (!found.is_filled || !eye.is_clear_of_frames(block, spot)) return;
  ++counted;
  double lightest = 0;
  for (const Sight& sight : found.sights) lightest = std::max(lightest, lightness(colour_of(block, sight)));
  ASSERT_LE(lightness(eye.at(spot)), lightest + 8)
      << "pixel " << eye.x_of(spot) << "," << eye.y_of(spot) << " is " << to_text(eye.at(spot));
}

TEST(VolumeSeams, LetNoPaperThrough) {
  int counted = 0;
  for (unsigned number = 0; number < some_of(4) * kSorts; ++number) {
    const VolumeLayer volume = random_volume(number);
    SCOPED_TRACE("layer " + std::to_string(number) + " " + ::testing::PrintToString(flags_of(volume)));
    std::mt19937 engine(number);
    constexpr std::array resolutions{48, 60, 72, 100, 150};
    for_frames(volume, resolutions.at(number % 5), [&](const VolumePicture& picture, int step, const Eye& eye) {
      for (const SeenBlock& block : picture.blocks(step)) {
        for (int i = 0; i < 100; ++i) expect_no_seams(block, random_spot(block, engine), eye, counted);
      }
    });
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(counted, 1000);
}

}  // namespace
}  // namespace convarith::testing::volume_colours_test
