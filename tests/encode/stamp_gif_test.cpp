// How small GIFs of stamped outputs are.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "render/frame_renderer.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::stamp_gif_test {
namespace {

std::string gif_of(const Film& film, double dpi) {
  EncodeOptions options;
  options.last_step = film.steps - 1;
  const std::unique_ptr<Encoder> encoder = find_format("gif")->make(film, options);
  FrameRenderer renderer(film, size_at_dpi(film, dpi));
  TextSink sink;
  for (std::size_t step = 0; step < film.steps; ++step) {
    const Frame frame = renderer.render(step);
    EXPECT_TRUE(encoder->add({film, step, &frame}, sink));
  }
  EXPECT_TRUE(encoder->finish(sink));
  return sink.bytes();
}

/// Layers of usual sizes, the rows of each unlike its columns.
std::vector<FigureLayer> usual_layers(int count) {
  std::mt19937 engine{1};
  const auto between = [&](int least, int most) {
    return least + static_cast<int>(engine() % static_cast<unsigned>(most - least + 1));
  };
  const auto axis = [&](int most_padding) {
    return AxisNumbers{between(2, 6), between(2, 4), between(1, 2), between(0, most_padding)};
  };
  std::vector<FigureLayer> layers;
  for (int i = 0; i < count; ++i) layers.push_back({Kind::transposed, axis(i % 2), axis(i % 2)});
  return layers;
}

TEST(StampGif, IsNotMadeOnePercentSmallerByGifsicle) {
  const TemporaryFolder folder;
  const std::filesystem::path gif = folder / "stamps.gif";
  const std::filesystem::path smaller = folder / "smaller.gif";
  std::vector<FigureLayer> layers = usual_layers(18);
  for (const int k : {2, 3, 4}) layers.push_back(square(Kind::transposed, {3, k, 1, 0, 1, 0}));
  layers.push_back(square(Kind::transposed, {4, 4, 2, 1, 1, 0}));
  for (const FigureLayer& layer : layers) {
    SCOPED_TRACE(::testing::PrintToString(flags_of(layer)));
    const std::string bytes = gif_of(draw_stamps(layer).film, 150);
    write_file(gif, bytes);
    output_of({"gifsicle", "-O3", gif.string(), "-o", smaller.string()});
    const double gain =
        100 * (1 - static_cast<double>(std::filesystem::file_size(smaller)) / static_cast<double>(bytes.size()));
    EXPECT_LT(gain, 1) << bytes.size() << " bytes";
  }
}

}  // namespace
}  // namespace convarith::testing::stamp_gif_test
