// The colour in the middle of every cell, in every frame, is the one that the arithmetic asks for.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "tests/pictures/floors_figure.hpp"
#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/published.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::cell_colours_test {
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
  // With full effort each figure at each resolution, else they take turns.
  const unsigned resolutions = few_of(4);
  for (unsigned turn = 0; turn < resolutions; ++turn) {
    for (unsigned i = 0; i < std::size(kPublished); ++i) {
      const Published& figure = kPublished[i];
      drawings.push_back({figure.name, {"--preset", figure.name}, figure.layer, kResolutions[(i + turn) % 4]});
    }
  }
  // With full effort each sort of layers twice at each resolution.
  for (unsigned i = 0; i < few_of(8) * kSorts; ++i) {
    const FigureLayer layer = random_layer(i);
    drawings.push_back({"random_" + std::to_string(i), flags_of(layer), layer, kResolutions[i % 4]});
  }
  for (unsigned i = 0; i < few_of(8) * kSorts; ++i) {
    const FigureLayer layer = with_channels(random_layer(i), i);
    drawings.push_back({"channels_" + std::to_string(i), flags_of(layer), layer, kResolutions[i % 3]});
  }
  return drawings;
}

std::string name_of_drawing(const ::testing::TestParamInfo<Drawing>& info) {
  return info.param.name + "_at_" + std::to_string(info.param.dpi);
}

std::string to_text(const Colour& colour) {
  return std::to_string(colour.red) + " " + std::to_string(colour.green) + " " + std::to_string(colour.blue);
}

/// Looks up cells of one plane in one frame.
class Probe {
 public:
  Probe(const FloorsFigure& figure, std::size_t floor, int step, const Picture& picture)
      : figure_(figure),
        number_(floor),
        floor_(figure.floors[floor]),
        step_(step),
        picture_(picture),
        projectors_(figure.projectors(step, floor_)),
        dropped_window_(figure.dropped_window(floor_)) {}

  void expect_input_cell(int row, int col, int tolerance) const {
    const Figure& planes = figure_.planes;
    if (!planes.is_marked(row, col)) {
      expect_cell_colour(kMiddle, row, col, planes.lower_colour(step_, row, col), tolerance);
      return;
    }
    expect_cell_colour(kInMark, row, col, planes.mark_colour(step_, row, col), tolerance);
    expect_cell_colour(kAroundMark, row, col, planes.lower_colour(step_, row, col), tolerance);
  }

  void expect_output_cell(int row, int col, int tolerance) const {
    expect_cell_colour(kMiddle, row, col, figure_.planes.upper_colour(step_, row, col), tolerance);
  }

  /// The colour where the diagonals of the window cross that is not computed.
  void expect_dropped_window(int tolerance) const {
    if (dropped_window_.empty()) return;
    const Segment& diagonal = dropped_window_.back();
    const Spot middle{(diagonal.from.x + diagonal.to.x) / 2, (diagonal.from.y + diagonal.to.y) / 2};
    const bool is_line_a_pixel_wide = pixels_per_bp() >= 4;
    if (!is_line_a_pixel_wide || figure_.is_hidden(number_, middle, kMargin) || is_near(projectors_, middle)) return;
    const auto [row, col] = figure_.planes.lower_cell_at({middle.x - floor_.shift.x, middle.y - floor_.shift.y});
    for (const auto& [down, right] : kNeighbours) {
      if (figure_.planes.is_tapped(step_, row + down, col + right)) return;
    }
    expect_colour(row, col, middle, colours::kDropped, tolerance);
  }

 private:
  using Places = std::vector<std::array<double, 2>>;

  static constexpr double kMargin = 0.2;  // cells
  static constexpr double kPixelsFromLines = 2;
  // The middle of a cell, then places around it.
  inline static const Places kMiddle{{0.5, 0.5},   {0.35, 0.35}, {0.65, 0.65}, {0.35, 0.65}, {0.65, 0.35},
                                     {0.5, 0.3},   {0.5, 0.7},   {0.3, 0.5},   {0.7, 0.5},   {0.25, 0.25},
                                     {0.75, 0.75}, {0.25, 0.75}, {0.75, 0.25}};
  // A mark reaches from 0.28 to 0.72 of its cell.
  inline static const Places kInMark{{0.5, 0.5},  {0.36, 0.36}, {0.64, 0.64}, {0.36, 0.64}, {0.64, 0.36},
                                     {0.5, 0.36}, {0.5, 0.64},  {0.36, 0.5},  {0.64, 0.5}};
  inline static const Places kAroundMark{{0.15, 0.5},  {0.5, 0.85},  {0.85, 0.5},  {0.5, 0.15},
                                         {0.15, 0.15}, {0.85, 0.85}, {0.15, 0.85}, {0.85, 0.15}};
  // Diagonals may cross on the border of two or four cells.
  static constexpr std::array<std::array<int, 2>, 9> kNeighbours{
      {{-1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {0, 0}, {0, 1}, {1, -1}, {1, 0}, {1, 1}}};

  double pixels_per_bp() const { return picture_.width / figure_.page_width; }

  template <class Segments>
  bool is_near(const Segments& lines, const Spot& spot) const {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const Segment& line) { return line.distance(spot) * pixels_per_bp() <= kPixelsFromLines; });
  }

  /// Looks at the first of some places of a cell that is not under a line.
  void expect_cell_colour(const Places& places, int row, int col, const Colour& expected, int tolerance) const {
    bool is_hidden = false;
    for (const auto& [down, right] : places) {
      const Spot spot = figure_.at(floor_, row + down, col + right);
      if (figure_.is_hidden(number_, spot, kMargin)) {
        is_hidden = true;
      } else if (!is_near(projectors_, spot) && (!floor_.is_input || !is_near(dropped_window_, spot))) {
        expect_colour(row, col, spot, expected, tolerance);
        return;
      }
    }
    EXPECT_TRUE(is_hidden) << "lines leave no place to look at in cell " << row << "," << col;
  }

  void expect_colour(int row, int col, const Spot& spot, const Colour& expected, int tolerance) const {
    const int x = static_cast<int>(spot.x * picture_.width / figure_.page_width);
    const int y = static_cast<int>((figure_.page_height - spot.y) * picture_.height / figure_.page_height);
    const Colour& seen = picture_.at(x, y);
    EXPECT_LE(difference(seen, expected), tolerance)
        << "plane " << number_ << ", step " << step_ << ", cell " << row << "," << col << ", pixel " << x << "," << y
        << " is " << to_text(seen) << ", not " << to_text(expected);
  }

  const FloorsFigure& figure_;
  std::size_t number_;
  const Floor& floor_;
  int step_;
  const Picture& picture_;
  std::vector<Segment> projectors_;
  std::vector<Segment> dropped_window_;
};

void expect_floor(const FloorsFigure& figure, std::size_t floor, int step, const Picture& picture, int tolerance) {
  const Probe probe(figure, floor, step, picture);
  const Figure& planes = figure.planes;
  if (!figure.floors[floor].is_input) {
    for (int row = 0; row < planes.rows.output(); ++row) {
      for (int col = 0; col < planes.cols.output(); ++col) probe.expect_output_cell(row, col, tolerance);
    }
    return;
  }
  for (int row = planes.first_row(); row < planes.last_row(); ++row) {
    for (int col = planes.first_col(); col < planes.last_col(); ++col) probe.expect_input_cell(row, col, tolerance);
  }
  probe.expect_dropped_window(tolerance);
}

/// Every frame of the pictures at `path`; ends at the first frame with a wrong cell.
void expect_frames(const FloorsFigure& figure, const std::filesystem::path& path, int tolerance) {
  FrameStream frames(path);
  int step = 0;
  while (const std::optional<Picture> picture = frames.next()) {
    ASSERT_LT(step, figure.planes.steps());
    for (std::size_t floor = 0; floor < figure.floors.size(); ++floor)
      expect_floor(figure, floor, step, *picture, tolerance);
    if (::testing::Test::HasFailure()) return;
    ++step;
  }
  EXPECT_EQ(step, figure.planes.steps());
}

class CellColours : public ::testing::TestWithParam<Drawing> {};

TEST_P(CellColours, AreThoseOfTheArithmetic) {
  const TemporaryFolder folder;
  std::vector<std::string> flags = GetParam().flags;
  flags.insert(flags.end(), {"--name", "figure", "--format", "gif,png", "--dpi", std::to_string(GetParam().dpi)});
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), flags));
  const FloorsFigure figure(GetParam().layer);
  expect_frames(figure, folder / "png/figure_*.png", 4);
  expect_frames(figure, folder / "gif/figure.gif", 8);
}

INSTANTIATE_TEST_SUITE_P(All, CellColours, ::testing::ValuesIn(all_drawings()), name_of_drawing);

}  // namespace
}  // namespace convarith::testing::cell_colours_test
