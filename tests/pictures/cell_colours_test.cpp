// The colour in the middle of every cell, in every frame, is the one that the arithmetic asks for.

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "figure.hpp"
#include "frame_stream.hpp"
#include "published.hpp"
#include "random_layers.hpp"
#include "running.hpp"

namespace convarith::testing {
namespace {

constexpr int kResolutions[] = {72, 96, 150, 300};

struct Drawing {
  std::string name;
  std::vector<std::string> flags;
  FigureLayer layer;
  int dpi;
};

void PrintTo(const Drawing& drawing, std::ostream* stream) {
  for (const std::string& flag : drawing.flags) *stream << flag << " ";
}

std::vector<Drawing> all_drawings() {
  std::vector<Drawing> drawings;
  for (const int dpi : kResolutions) {
    for (const Published& figure : kPublished) {
      drawings.push_back({figure.name, {"--preset", figure.name}, figure.layer, dpi});
    }
  }
  for (unsigned i = 0; i < 48; ++i) {
    const FigureLayer layer = random_layer(i);
    // Each of the six kinds of layers at each resolution.
    drawings.push_back({"random_" + std::to_string(i), flags_of(layer), layer, kResolutions[i / 6 % 4]});
  }
  return drawings;
}

std::string name_of_drawing(const ::testing::TestParamInfo<Drawing>& info) {
  return info.param.name + "_at_" + std::to_string(info.param.dpi);
}

std::string to_text(const Colour& colour) {
  return std::to_string(colour.red) + " " + std::to_string(colour.green) + " " + std::to_string(colour.blue);
}

/// Looks up cells in one frame.
class Probe {
 public:
  Probe(const Figure& figure, int step, const Picture& picture)
      : figure_(figure), step_(step), picture_(picture), projectors_(figure.projectors(step)) {}

  void expect_lower_cell(int row, int col, int tolerance) const {
    bool is_hidden = false;
    for (const auto& [down, right] : kMiddle) {
      const Spot spot = figure_.lower(row + down, col + right);
      if (figure_.is_on_upper_plane(spot, kMargin)) {
        is_hidden = true;
      } else if (!is_near_projector(spot)) {
        expect_colour("lower", row, col, spot, figure_.lower_colour(step_, row, col), tolerance);
        return;
      }
    }
    EXPECT_TRUE(is_hidden) << "projectors leave no place to look at in cell " << row << "," << col;
  }

  void expect_upper_cell(int row, int col, int tolerance) const {
    const Spot middle = figure_.upper(row + 0.5, col + 0.5);
    expect_colour("upper", row, col, middle, figure_.upper_colour(step_, row, col), tolerance);
  }

 private:
  static constexpr double kMargin = 0.2;  // cells
  static constexpr double kPixelsFromProjectors = 2;
  // The middle of a cell, then places around it.
  static constexpr std::array<std::array<double, 2>, 13> kMiddle{{{0.5, 0.5},
                                                                  {0.35, 0.35},
                                                                  {0.65, 0.65},
                                                                  {0.35, 0.65},
                                                                  {0.65, 0.35},
                                                                  {0.5, 0.3},
                                                                  {0.5, 0.7},
                                                                  {0.3, 0.5},
                                                                  {0.7, 0.5},
                                                                  {0.25, 0.25},
                                                                  {0.75, 0.75},
                                                                  {0.25, 0.75},
                                                                  {0.75, 0.25}}};

  bool is_near_projector(const Spot& spot) const {
    const double pixels_per_bp = picture_.width / figure_.page_width;
    for (const Segment& projector : projectors_) {
      if (projector.distance(spot) * pixels_per_bp <= kPixelsFromProjectors) return true;
    }
    return false;
  }

  void expect_colour(const char* plane, int row, int col, const Spot& spot, const Colour& expected,
                     int tolerance) const {
    const int x = static_cast<int>(spot.x * picture_.width / figure_.page_width);
    const int y = static_cast<int>((figure_.page_height - spot.y) * picture_.height / figure_.page_height);
    const Colour& seen = picture_.at(x, y);
    EXPECT_LE(difference(seen, expected), tolerance)
        << plane << " plane, step " << step_ << ", cell " << row << "," << col << ", pixel " << x << "," << y << " is "
        << to_text(seen) << ", not " << to_text(expected);
  }

  const Figure& figure_;
  int step_;
  const Picture& picture_;
  std::array<Segment, 4> projectors_;
};

void expect_cells(const Figure& figure, int step, const Picture& picture, int tolerance) {
  const Probe probe(figure, step, picture);
  for (int row = 0; row < figure.rows.plane(); ++row) {
    for (int col = 0; col < figure.cols.plane(); ++col) probe.expect_lower_cell(row, col, tolerance);
  }
  for (int row = 0; row < figure.rows.output(); ++row) {
    for (int col = 0; col < figure.cols.output(); ++col) probe.expect_upper_cell(row, col, tolerance);
  }
}

/// Every frame of the pictures at `path`; ends at the first frame with a wrong cell.
void expect_frames(const Figure& figure, const std::filesystem::path& path, int tolerance) {
  FrameStream frames(path);
  int step = 0;
  while (const std::optional<Picture> picture = frames.next()) {
    ASSERT_LT(step, figure.steps());
    expect_cells(figure, step, *picture, tolerance);
    if (::testing::Test::HasFailure()) return;
    ++step;
  }
  EXPECT_EQ(step, figure.steps());
}

class CellColours : public ::testing::TestWithParam<Drawing> {};

TEST_P(CellColours, AreThoseOfTheArithmetic) {
  const TemporaryFolder folder;
  std::vector<std::string> flags = GetParam().flags;
  flags.insert(flags.end(), {"--name", "figure", "--format", "gif,png", "--dpi", std::to_string(GetParam().dpi)});
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), flags));
  const Figure figure(GetParam().layer);
  expect_frames(figure, folder / "png/figure_*.png", 4);
  expect_frames(figure, folder / "gif/figure.gif", 8);
}

INSTANTIATE_TEST_SUITE_P(All, CellColours, ::testing::ValuesIn(all_drawings()), name_of_drawing);

}  // namespace
}  // namespace convarith::testing
