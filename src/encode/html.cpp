#include "encode/html.hpp"

#include <cassert>
#include <string>
#include <utility>

#include "markup/page_document.hpp"
#include "markup/timeline.hpp"

namespace convarith {
namespace {

class HtmlEncoder : public Encoder {
 public:
  HtmlEncoder(const Film& film, const EncodeOptions& options)
      : film_(film), options_(options), timeline_(film, options.dark) {}

  Status add(const Shot& shot, Sink&) override {
    timeline_.add(shot.step);
    return ok();
  }

  Status finish(Sink& sink) override {
    return sink.write_text(page_document(film_, options_, std::move(timeline_).finish()));
  }

 private:
  const Film& film_;
  EncodeOptions options_;
  TimelineMaker timeline_;
};

}  // namespace

std::unique_ptr<Encoder> make_html_encoder(const Film& film, const EncodeOptions& options) {
  assert(options.chain != nullptr);
  return std::make_unique<HtmlEncoder>(film, options);
}

}  // namespace convarith
