#include "encode/html.hpp"

#include <cassert>
#include <span>
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
    const std::string page = page_document(film_, options_, std::move(timeline_).finish());
    return sink.write(std::span(reinterpret_cast<const std::uint8_t*>(page.data()), page.size()));
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
