#include "encode/tex.hpp"

#include <cstdint>
#include <string>

#include "layout/shapes/transforms.hpp"
#include "markup/tikz.hpp"

namespace convarith {
namespace {

class TexEncoder : public Encoder {
 public:
  TexEncoder(const Film& film, const EncodeOptions& options)
      : page_(options.page_scale == 1 ? film : scaled(film, options.page_scale)),
        writer_(page_),
        title_(options.title),
        description_(options.alt) {}

  Status add(const Shot& shot, Sink& sink) override {
    if (!has_begun_) {
      has_begun_ = true;
      if (Status begun = sink.write_text(writer_.beginning(title_, description_)); !begun) return begun;
    }
    return sink.write_text(writer_.step(shot.step));
  }

  Status finish(Sink& sink) override { return sink.write_text(TikzWriter::ending()); }

 private:
  Film page_;
  TikzWriter writer_;
  std::string title_;
  std::string description_;
  bool has_begun_ = false;
};

}  // namespace

std::unique_ptr<Encoder> make_tex_encoder(const Film& film, const EncodeOptions& options) {
  return std::make_unique<TexEncoder>(film, options);
}

}  // namespace convarith
