// The colour in the middle of every cell, in every frame, is the one that the arithmetic asks for.

#include <gtest/gtest.h>

#include <algorithm>
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
  // Each sort of layers twice at each resolution.
  for (unsigned i = 0; i < 8 * kSorts; ++i) {
    const FigureLayer layer = random_layer(i);
    drawings.push_back({"random_" + std::to_string(i), flags_of(layer), layer, kResolutions[i / kSorts % 4]});
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
      : figure_(figure),
        step_(step),
        picture_(picture),
        projectors_(figure.projectors(step)),
        dropped_window_(figure.dropped_window()) {}

  void expect_lower_cell(int row, int col, int tolerance) const {
    if (!figure_.is_marked(row, col)) {
      expect_lower_colour(kMiddle, row, col, figure_.lower_colour(step_, row, col), tolerance);
      return;
    }
    expect_lower_colour(kInMark, row, col, figure_.mark_colour(step_, row, col), tolerance);
    expect_lower_colour(kAroundMark, row, col, figure_.lower_colour(step_, row, col), tolerance);
  }

  void expect_upper_cell(int row, int col, int tolerance) const {
    const Spot middle = figure_.upper(row + 0.5, col + 0.5);
    expect_colour("upper", row, col, middle, figure_.upper_colour(step_, row, col), tolerance);
  }

  /// The colour where the diagonals of the window cross that is not computed.
  void expect_dropped_window(int tolerance) const {
    if (dropped_window_.empty()) return;
    const Segment& diagonal = dropped_window_.back();
    const Spot middle{(diagonal.from.x + diagonal.to.x) / 2, (diagonal.from.y + diagonal.to.y) / 2};
    const bool is_line_a_pixel_wide = pixels_per_bp() >= 4;
    if (!is_line_a_pixel_wide || figure_.is_on_upper_plane(middle, kMargin) || is_near(projectors_, middle)) return;
    const auto [row, col] = figure_.lower_cell_at(middle);
    for (const auto& [down, right] : kNeighbours) {
      if (figure_.is_tapped(step_, row + down, col + right)) return;
    }
    expect_colour("lower", row, col, middle, colours::kDropped, tolerance);
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
  void expect_lower_colour(const Places& places, int row, int col, const Colour& expected, int tolerance) const {
    bool is_hidden = false;
    for (const auto& [down, right] : places) {
      const Spot spot = figure_.lower(row + down, col + right);
      if (figure_.is_on_upper_plane(spot, kMargin)) {
        is_hidden = true;
      } else if (!is_near(projectors_, spot) && !is_near(dropped_window_, spot)) {
        expect_colour("lower", row, col, spot, expected, tolerance);
        return;
      }
    }
    EXPECT_TRUE(is_hidden) << "lines leave no place to look at in cell " << row << "," << col;
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
  std::vector<Segment> dropped_window_;
};

void expect_cells(const Figure& figure, int step, const Picture& picture, int tolerance) {
  const Probe probe(figure, step, picture);
  for (int row = figure.first_row(); row < figure.last_row(); ++row) {
    for (int col = figure.first_col(); col < figure.last_col(); ++col) probe.expect_lower_cell(row, col, tolerance);
  }
  for (int row = 0; row < figure.rows.output(); ++row) {
    for (int col = 0; col < figure.cols.output(); ++col) probe.expect_upper_cell(row, col, tolerance);
  }
  probe.expect_dropped_window(tolerance);
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
