// How long steps are shown, over all that may be asked for, as the bytes of files say it.

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/request.hpp"
#include "encode/encoder.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/encode/pixel_frames.hpp"

namespace convarith::testing::delays_test {
namespace {

constexpr std::size_t kSteps = 3;

/// Reads numbers of several bytes from a file.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  unsigned long big(std::size_t at, std::size_t count) const { return number(at, count, false); }
  unsigned long little(std::size_t at, std::size_t count) const { return number(at, count, true); }
  std::string_view name(std::size_t at) const { return bytes_.substr(at, 4); }
  std::size_t size() const { return bytes_.size(); }

 private:
  unsigned long number(std::size_t at, std::size_t count, bool is_little) const {
    unsigned long number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = is_little ? at + count - 1 - i : at + i;
      number = number << 8 | static_cast<unsigned char>(bytes_.at(place));
    }
    return number;
  }

  std::string_view bytes_;
};

/// The seconds for which each image is shown, in hundredths in each graphic control extension.
std::vector<double> times_of_gif(const std::string& file) {
  constexpr std::string_view begin("\x21\xf9\x04", 3);
  const ByteReader bytes(file);
  std::vector<double> times;
  for (std::size_t at = file.find(begin); at != std::string::npos; at = file.find(begin, at + 8)) {
    if (file[at + 7] == 0 && file[at + 8] == ',') times.push_back(static_cast<double>(bytes.little(at + 4, 2)) / 100);
  }
  return times;
}

/// The same of an APNG, a fraction in each fcTL.
std::vector<double> times_of_apng(const std::string& file) {
  const ByteReader bytes(file);
  std::vector<double> times;
  for (std::size_t at = 8; at + 8 < file.size(); at += 12 + bytes.big(at, 4)) {
    if (bytes.name(at + 4) != "fcTL") continue;
    const std::size_t fraction = at + 8 + 20;
    times.push_back(static_cast<double>(bytes.big(fraction, 2)) / static_cast<double>(bytes.big(fraction + 2, 2)));
  }
  return times;
}

/// The same of a WebP, in thousandths in each ANMF.
std::vector<double> times_of_webp(const std::string& file) {
  const ByteReader bytes(file);
  std::vector<double> times;
  for (std::size_t at = 12; at + 8 < file.size();) {
    const std::size_t length = bytes.little(at + 4, 4);
    if (bytes.name(at) == "ANMF") times.push_back(static_cast<double>(bytes.little(at + 8 + 12, 3)) / 1000);
    at += 8 + length + length % 2;
  }
  return times;
}

struct TimedFormat {
  const char* name;
  std::vector<double> (*times_of)(const std::string& file);
  double exactness;         ///< s that a time may be off
  double exactness_beyond;  ///< the same from 65.535 s on
};

constexpr TimedFormat kTimedFormats[] = {{"gif", times_of_gif, 0.005, 0.005},
                                         {"apng", times_of_apng, 0.0005, 0.005},
                                         {"webp", times_of_webp, 0.0005, 0.0005}};

/// A file of three steps of a few pixels.
std::string file_of(const char* format, double delay, double hold) {
  EncodeOptions options;
  options.delay = delay;
  options.hold = hold;
  options.last_step = kSteps - 1;
  const auto encoder = find_format(format)->make({}, options);
  PixelFrames frames(2, 1, distinct_colours(3));
  TextSink sink;
  for (std::size_t step = 0; step < kSteps; ++step) {
    const Frame frame = frames.make({static_cast<std::uint8_t>(step), 0});
    EXPECT_TRUE(encoder->add({Film{}, step, &frame}, sink));
  }
  EXPECT_TRUE(encoder->finish(sink));
  return sink.bytes();
}

/// Times around those where some format's numbers run out, and others all over the range.
std::vector<double> times_to_try() {
  std::vector<double> times{0.02,   0.025,  0.1,    0.999,  1,      2.55,   2.56,    9.99,   10,      65.53,
                            65.53,  65.534, 65.535, 65.536, 65.54,  65.6,   70,      99.99,  100,     100.01,
                            131.07, 163.84, 255.99, 256,    327.67, 327.68, 500.005, 655.34, 655.345, kLongestDelay};
  std::mt19937 random(4);
  for (int i = 0; i < 30; ++i) {
    times.push_back(std::exp(std::uniform_real_distribution(std::log(0.02), std::log(kLongestDelay))(random)));
  }
  return times;
}

void expect_times(const TimedFormat& format, double delay, double hold) {
  SCOPED_TRACE(::testing::Message() << format.name << ", " << delay << " s and " << hold << " s");
  const std::vector<double> times = format.times_of(file_of(format.name, delay, hold));
  ASSERT_EQ(times.size(), kSteps);
  for (std::size_t step = 0; step < kSteps; ++step) {
    const double wanted = delay + (step + 1 == kSteps ? hold : 0);
    const double exactness = wanted < 65.535 ? format.exactness : format.exactness_beyond;
    EXPECT_NEAR(times[step], wanted, exactness + 1e-9) << "step " << step;
  }
}

TEST(Delays, AreThoseAskedForOverTheWholeRange) {
  for (const TimedFormat& format : kTimedFormats) {
    for (const double delay : times_to_try()) expect_times(format, delay, 0);
  }
}

TEST(Delays, OfTheLastStepHaveTheHoldOnTop) {
  for (const TimedFormat& format : kTimedFormats) {
    for (const double shown : times_to_try()) {
      for (const double delay : {0.02, 0.5, shown / 2}) {
        if (shown > delay) expect_times(format, delay, shown - delay);
      }
    }
  }
}

TEST(Delays, AreLimitedInEveryFormatThatCountsThemInShortNumbers) {
  for (const TimedFormat& format : kTimedFormats) EXPECT_EQ(find_format(format.name)->longest_delay, kLongestDelay);
}

}  // namespace
}  // namespace convarith::testing::delays_test
