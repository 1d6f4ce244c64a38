#include "encode/tex.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "layout/shapes/transforms.hpp"
#include "markup/tikz.hpp"

namespace convarith {
namespace {

Status write(const std::string& text, Sink& sink) {
  return sink.write(std::vector<std::uint8_t>(text.begin(), text.end()));
}

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
      if (Status begun = write(writer_.beginning(title_, description_), sink); !begun) return begun;
    }
    return write(writer_.step(shot.step), sink);
  }

  Status finish(Sink& sink) override { return write(TikzWriter::ending(), sink); }

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
