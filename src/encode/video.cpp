#include "encode/video.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "encode/child_process.hpp"

namespace convarith {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kProgram = "ffmpeg";

/// An encoder of ffmpeg, and the settings with which line art becomes good and small.
struct Codec {
  std::string name;
  Words settings;
};

/// A kind of video file: its codecs, the best one first, and the settings that its container needs.
struct VideoKind {
  std::string container;
  std::vector<Codec> codecs;
  Words settings;
};

VideoKind mp4_kind() {
  return {
      "mp4", {{"libx264", {"-preset", "veryfast", "-tune", "animation", "-crf", "18"}}}, {"-movflags", "+faststart"}};
}

VideoKind webm_kind() {
  return {"webm",
          {{"libvpx-vp9", {"-deadline", "good", "-cpu-used", "5", "-crf", "20", "-b:v", "0"}},
           {"libaom-av1", {"-cpu-used", "8", "-crf", "20", "-b:v", "0"}}},
          {}};
}

class VideoEncoder : public Encoder {
 public:
  VideoEncoder(VideoKind kind, const EncodeOptions& options) : kind_(std::move(kind)), options_(options) {}

  Status add(const Shot& shot, Sink&) override {
    if (!ffmpeg_) {
      if (Status started = start(*shot.frame); !started) return started;
    }
    collect_rows(*shot.frame);
    return ffmpeg_->write(rows_);
  }

  Status finish(Sink& sink) override;

 private:
  Status start(const Frame& frame);
  Result<Codec> choose_codec(const std::filesystem::path& program) const;
  Words arguments(const Frame& frame, const Codec& codec) const;
  void collect_rows(const Frame& frame);

  VideoKind kind_;
  EncodeOptions options_;
  std::unique_ptr<ChildProcess> ffmpeg_;
  std::vector<std::uint8_t> rows_;
};

Problem no_ffmpeg() {
  return failure({}, "videos are made with ffmpeg, and none was found in the folders of PATH",
                 "install it ('apt install ffmpeg', 'brew install ffmpeg'), or leave out mp4 and webm");
}

/// Rounds a side up to an even number, because every four pixels share their hue and players need even sides.
int even(int side) {
  return side + side % 2;
}

Status VideoEncoder::start(const Frame& frame) {
  const auto program = find_program(kProgram);
  if (!program) return no_ffmpeg();
  const Result<Codec> codec = choose_codec(*program);
  if (!codec) return codec.problems();
  auto started = ChildProcess::start(*program, arguments(frame, *codec));
  if (!started) return started.problems();
  ffmpeg_ = *std::move(started);
  return ok();
}

/// Returns the first codec that this ffmpeg was built with.
Result<Codec> VideoEncoder::choose_codec(const std::filesystem::path& program) const {
  auto list = ChildProcess::start(program, {"-hide_banner", "-v", "error", "-encoders"});
  if (!list) return list.problems();
  if (Status finished = (*list)->finish(); !finished) return finished.problems();
  const std::string known = (*list)->printed();
  const auto codec = std::find_if(kind_.codecs.begin(), kind_.codecs.end(), [&known](const Codec& each) {
    return known.find(fmt::format(" {} ", each.name)) != std::string::npos;
  });
  if (codec != kind_.codecs.end()) return *codec;
  std::vector<std::string> names;
  for (const Codec& each : kind_.codecs) names.push_back(each.name);
  return failure(kind_.container, fmt::format("{} was built without {}", program.string(), fmt::join(names, " and ")),
                 "install an ffmpeg that has it, or use another format");
}

/// Returns the arguments of ffmpeg. A step is one frame of the input and many frames of the output, because players
/// expect a usual rate; the repeated frames take next to no bytes. One thread and no versions make the same bytes each
/// time.
Words VideoEncoder::arguments(const Frame& frame, const Codec& codec) const {
  const auto milliseconds = std::lround(options_.delay * 1000);
  std::string filters =
      "scale=in_range=pc:out_range=tv:out_color_matrix=bt709:flags=bicubic+accurate_rnd+full_chroma_int,"
      "format=yuv420p," +
      fmt::format("fps={}", video_rate(options_.delay));
  if (options_.hold > 0) filters += fmt::format(",tpad=stop_mode=clone:stop_duration={:.3f}", options_.hold);
  Words words{"-hide_banner", "-nostats", "-v", "error", "-y", "-f", "rawvideo", "-pixel_format", "rgb24"};
  const auto add = [&words](const Words& more) { words.insert(words.end(), more.begin(), more.end()); };
  add({"-video_size", fmt::format("{}x{}", even(frame.size.width), even(frame.size.height))});
  add({"-framerate", fmt::format("1000/{}", milliseconds), "-i", "pipe:0", "-filter_threads", "1", "-vf", filters});
  add({"-c:v", codec.name});
  add(codec.settings);
  add({"-pix_fmt", "yuv420p", "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709"});
  add({"-color_trc", "bt709", "-threads", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact"});
  add(kind_.settings);
  add({"-f", kind_.container, std::string(kChildsFile)});
  return words;
}

/// Collects red, green and blue of each pixel. An odd row or column gets a neighbour of paper.
void VideoEncoder::collect_rows(const Frame& frame) {
  rows_.clear();
  const auto add = [&](const Colour& colour) { rows_.insert(rows_.end(), {colour.red, colour.green, colour.blue}); };
  const Colour paper = frame.palette[kPaper];
  const auto width = static_cast<std::size_t>(frame.size.width);
  for (std::size_t start = 0; start < frame.pixels.size(); start += width) {
    for (const std::uint8_t pixel : frame.pixels.subspan(start, width)) add(frame.palette[pixel]);
    if (width % 2 != 0) add(paper);
  }
  if (frame.size.height % 2 == 0) return;
  for (int x = 0; x < even(frame.size.width); ++x) add(paper);
}

Status VideoEncoder::finish(Sink& sink) {
  constexpr std::size_t portion = 1 << 16;
  if (Status finished = ffmpeg_->finish(); !finished) return finished;
  const NamelessFile& file = ffmpeg_->file();
  if (file.size() == 0) return failure(std::string(kProgram), "wrote nothing and did not say why");
  for (std::uint64_t place = 0; place < file.size();) {
    const auto bytes = file.read(place, portion);
    if (!bytes) return bytes.problems();
    if (Status written = sink.write(*bytes); !written) return written;
    place += bytes->size();
  }
  return ok();
}

}  // namespace

std::unique_ptr<Encoder> make_mp4_encoder(const Film&, const EncodeOptions& options) {
  return std::make_unique<VideoEncoder>(mp4_kind(), options);
}

std::unique_ptr<Encoder> make_webm_encoder(const Film&, const EncodeOptions& options) {
  return std::make_unique<VideoEncoder>(webm_kind(), options);
}

Status check_for_ffmpeg() {
  return find_program(kProgram) ? ok() : Status(no_ffmpeg());
}

int video_rate(double delay) {
  constexpr int rates[] = {25, 30, 50, 60};
  const auto error = [delay](int rate) { return std::abs(delay * rate - std::round(delay * rate)) / rate; };
  const auto fits = [&](int rate) { return delay * rate > 0.5 && error(rate) < 1e-9; };
  const auto* const exact = std::find_if(std::begin(rates), std::end(rates), fits);
  if (exact != std::end(rates)) return *exact;
  return *std::max_element(std::begin(rates), std::end(rates));
}

}  // namespace convarith
