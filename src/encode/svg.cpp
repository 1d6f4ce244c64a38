#include "encode/svg.hpp"

#include <string>
#include <utility>

#include "markup/svg_document.hpp"

namespace convarith {
namespace {

FigureTexts texts_of(const EncodeOptions& options) {
  return {options.heading.empty() ? options.title : options.heading, options.alt};
}

class SvgEncoder : public Encoder {
 public:
  SvgEncoder(const Film& film, const EncodeOptions& options)
      : film_(film), options_(options), timeline_(film, options.dark) {}

  Status add(const Shot& shot, Sink&) override {
    timeline_.add(shot.step);
    return ok();
  }

  Status finish(Sink& sink) override {
    const Timeline timeline = std::move(timeline_).finish();
    const SvgTiming timing{timeline.steps, options_.delay, options_.hold, options_.loop};
    return sink.write_text(
        svg_animation(film_, options_.dark, timeline, timing, texts_of(options_), options_.page_scale));
  }

 private:
  const Film& film_;
  EncodeOptions options_;
  TimelineMaker timeline_;
};

class SvgStepsEncoder : public Encoder {
 public:
  explicit SvgStepsEncoder(const EncodeOptions& options) : options_(options) {}

  Status add(const Shot& shot, Sink& sink) override {
    return sink.write_text(svg_still(shot.film, options_.dark, shot.step, texts_of(options_), options_.page_scale));
  }

 private:
  EncodeOptions options_;
};

}  // namespace

std::unique_ptr<Encoder> make_svg_encoder(const Film& film, const EncodeOptions& options) {
  return std::make_unique<SvgEncoder>(film, options);
}

std::unique_ptr<Encoder> make_svg_steps_encoder(const Film&, const EncodeOptions& options) {
  return std::make_unique<SvgStepsEncoder>(options);
}

}  // namespace convarith
