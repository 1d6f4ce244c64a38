#include "engine/draw.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/limits.hpp"
#include "render/frame_renderer.hpp"

namespace convarith {
namespace {

/// A sink that passes its bytes on and counts them.
class CountingSink : public Sink {
 public:
  void lead_to(Sink* sink) { sink_ = sink; }
  double bytes() const { return bytes_; }

  Status write(std::span<const std::uint8_t> bytes) override {
    bytes_ += static_cast<double>(bytes.size());
    return sink_->write(bytes);
  }

 private:
  Sink* sink_ = nullptr;
  double bytes_ = 0;
};

/// Writes the steps of a figure in one format.
class Recording {
 public:
  Recording(const PlannedFigure& figure, const FormatFiles& output)
      : output_(output), encoder_(output.format->make(figure.film, figure.encoding())) {}

  Status add(const Shot& shot) {
    if (output_.format->file_per_step || !is_open_) {
      const Result<Sink*> sink = output_.files->open(shot.step);
      if (!sink) return sink.problems();
      sink_.lead_to(*sink);
      is_open_ = true;
    }
    if (Status added = encoder_->add(shot, sink_); !added) return added;
    return output_.format->file_per_step ? output_.files->close() : ok();
  }

  Status finish() {
    if (output_.format->file_per_step) return ok();
    if (Status finished = encoder_->finish(sink_); !finished) return finished;
    return output_.files->close();
  }

  double bytes() const { return sink_.bytes(); }

 private:
  FormatFiles output_;
  std::unique_ptr<Encoder> encoder_;
  CountingSink sink_;
  bool is_open_ = false;
};

double bytes_of(std::span<const Recording> recordings) {
  double bytes = 0;
  for (const Recording& recording : recordings) bytes += recording.bytes();
  return bytes;
}

bool needs_frames(std::span<const FormatFiles> outputs) {
  for (const FormatFiles& output : outputs) {
    if (output.format->needs_frames) return true;
  }
  return false;
}

}  // namespace

Status draw_figure(const PlannedFigure& figure, std::span<const FormatFiles> outputs, const DrawWatch& watch) {
  std::vector<Recording> recordings;
  for (const FormatFiles& output : outputs) recordings.emplace_back(figure, output);
  std::optional<FrameRenderer> renderer;
  if (needs_frames(outputs)) renderer.emplace(figure.film, figure.size);

  ByteForecast forecast(figure.steps());
  for (std::size_t step = figure.first_step; step < figure.last_step; ++step) {
    if (watch.stopped()) return failure({}, "interrupted");
    const std::optional<Frame> frame = renderer ? std::optional(renderer->render(step)) : std::nullopt;
    const Shot shot{figure.film, step, frame ? &*frame : nullptr};
    for (Recording& recording : recordings) {
      if (Status added = recording.add(shot); !added) return added;
    }
    if (Status few = forecast.add_step(bytes_of(recordings)); !few && figure.has_limits) return few;
    watch.stepped();
  }
  for (Recording& recording : recordings) {
    if (Status finished = recording.finish(); !finished) return finished;
  }
  if (watch.stopped()) return failure({}, "interrupted");
  return ok();
}

}  // namespace convarith
