#include "encode/gif.hpp"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "encode/gif_image.hpp"
#include "encode/lzw.hpp"
#include "encode/patient_lzw.hpp"

namespace convarith {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// The number of bytes to collect before they are written.
constexpr std::size_t kWorthWriting = 1 << 16;

/// Going on with the old strings is preferred only if it brings an image's size below this share.
constexpr double kWorthAnotherWay = 0.98;

/// If less than this share of an image's pixels changes, two ways to code it are tried.
constexpr double kLittle = 0.12;

/// Appends bytes. C code calls it, so no exception may leave it.
int append(GifFileType* gif, const GifByteType* data, int length) noexcept {
  auto& bytes = *static_cast<Bytes*>(gif->UserData);
  try {
    bytes.insert(bytes.end(), data, data + length);
    return length;
  } catch (const std::bad_alloc&) {
    return 0;
  }
}

class GifEncoder : public Encoder {
 public:
  explicit GifEncoder(const EncodeOptions& options) : options_(options) {}
  GifEncoder(const GifEncoder&) = delete;
  GifEncoder& operator=(const GifEncoder&) = delete;
  ~GifEncoder() override {
    if (gif_ != nullptr) EGifCloseFile(gif_, nullptr);
  }

  Status add(const Shot& shot, Sink& sink) override {
    const bool begins = gif_ == nullptr;
    if (begins && !write_header(*shot.frame)) return problem();
    has_paper_ = shot.frame->inks.empty();
    if (!write_image(*shot.frame, begins, shot.step == options_.last_step)) return problem();
    return bytes_.size() < kWorthWriting ? ok() : flush(sink);
  }

  Status finish(Sink& sink) override {
    int error = 0;
    const int closed = EGifCloseFile(gif_, &error);
    gif_ = nullptr;
    if (closed == GIF_ERROR) return failure("gif", GifErrorString(error));
    return flush(sink);
  }

 private:
  Problem problem() const {
    const char* const why = gif_ != nullptr ? GifErrorString(gif_->Error) : nullptr;
    return failure("gif", why != nullptr ? why : "out of memory");
  }

  /// Passes on what giflib has written. giflib loses late write errors and therefore writes into memory.
  Status flush(Sink& sink) {
    Status written = sink.write(bytes_);
    bytes_.clear();
    return written;
  }

  bool write_header(const Frame& frame);
  bool write_loop();
  bool write_image(const Frame& frame, bool begins, bool last);
  PixelBox box_of_image(const Frame& frame, bool whole) const;
  bool write_control(bool whole, bool last);
  void take_smallest(std::span<const std::uint8_t> symbols);
  bool take_if_smaller(Bytes blocks, double share);
  bool write_codes();

  EncodeOptions options_;
  GifFileType* gif_ = nullptr;
  Bytes bytes_;
  int symbol_bits_ = 0;
  std::uint8_t transparent_ = 0;
  bool has_paper_ = true;
  Bytes blocks_;
};

bool GifEncoder::write_header(const Frame& frame) {
  gif_ = EGifOpen(&bytes_, append, nullptr);
  if (gif_ == nullptr) return false;
  EGifSetGifVersion(gif_, true);
  const std::size_t colours = frame.palette.size() + 1;  // one more stands for pixels that stay as they are
  symbol_bits_ = std::max(2, static_cast<int>(std::bit_width(colours - 1)));
  transparent_ = static_cast<std::uint8_t>(frame.palette.size());
  std::vector<GifColorType> map(std::size_t{1} << symbol_bits_);
  std::transform(frame.palette.begin(), frame.palette.end(), map.begin(), [](const Colour& colour) {
    return GifColorType{colour.red, colour.green, colour.blue};
  });
  const auto free_map = [](ColorMapObject* object) { GifFreeMapObject(object); };
  const std::unique_ptr<ColorMapObject, decltype(free_map)> object(
      GifMakeMapObject(static_cast<int>(map.size()), map.data()), free_map);
  return object &&
         EGifPutScreenDesc(gif_, frame.size.width, frame.size.height, symbol_bits_, 0, object.get()) == GIF_OK &&
         write_loop();
}

/// Writes Netscape's extension, which says how often to repeat. Without it an animation plays once.
bool GifEncoder::write_loop() {
  if (options_.loop == 1) return true;
  const int repeats = options_.loop == 0 ? 0 : options_.loop - 1;
  const std::array<std::uint8_t, 3> loop{1, static_cast<std::uint8_t>(repeats & 0xff),
                                         static_cast<std::uint8_t>(repeats >> 8)};
  return EGifPutExtensionLeader(gif_, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
         EGifPutExtensionBlock(gif_, 11, "NETSCAPE2.0") == GIF_OK &&
         EGifPutExtensionBlock(gif_, loop.size(), loop.data()) == GIF_OK && EGifPutExtensionTrailer(gif_) == GIF_OK;
}

bool GifEncoder::write_control(bool whole, bool last) {
  GraphicsControlBlock control{};
  // A pixel is either opaque or transparent. A pixel that was drawn can only become transparent again when the whole
  // image is removed.
  control.DisposalMode = has_paper_ ? DISPOSE_DO_NOT : DISPOSE_BACKGROUND;
  control.DelayTime = static_cast<int>(std::lround((options_.delay + (last ? options_.hold : 0)) * 100));
  control.TransparentColor = whole ? NO_TRANSPARENT_COLOR : transparent_;
  if (!has_paper_) control.TransparentColor = kPaper;
  std::array<GifByteType, 4> extension{};
  EGifGCBToExtension(&control, extension.data());
  return EGifPutExtension(gif_, GRAPHICS_EXT_FUNC_CODE, extension.size(), extension.data()) == GIF_OK;
}

/// Returns the box of a step's image. A step that changes nothing, or is empty, is still shown for its time, as one
/// pixel that stays as it is.
PixelBox GifEncoder::box_of_image(const Frame& frame, bool whole) const {
  constexpr PixelBox corner{0, 0, 1, 1};
  if (!has_paper_) return box_without(frame, kPaper).value_or(corner);
  return whole ? whole_box(frame) : changed_box(frame).value_or(corner);
}

bool GifEncoder::write_image(const Frame& frame, bool begins, bool last) {
  const bool whole = begins || !has_paper_;
  if (!write_control(whole, last)) return false;
  const PixelBox box = box_of_image(frame, whole);
  if (EGifPutImageDesc(gif_, box.left, box.top, box.right - box.left, box.bottom - box.top, false, nullptr) != GIF_OK) {
    return false;
  }
  const double area = static_cast<double>(box.right - box.left) * (box.bottom - box.top);
  double changed = area;
  const Bytes drawn = has_paper_ ? Bytes() : pixels_in(frame, box);
  const auto code = [&](Keeping rule, auto& coder) {
    if (whole) {
      code_whole(has_paper_ ? frame.pixels : drawn, coder);
    } else {
      changed = static_cast<double>(code_changes(frame, box, transparent_, rule, coder));
    }
  };
  const auto code_plainly = [&](Keeping rule, WhenFull when_full, Bytes& blocks) {
    blocks.clear();
    LzwCoder coder(symbol_bits_, when_full, blocks);
    code(rule, coder);
    coder.finish();
    return coder.was_full();
  };
  const bool was_full = code_plainly(Keeping::one_colour, WhenFull::forget, blocks_);
  Keeping keeping = Keeping::one_colour;
  if (changed < kLittle * area) {
    Bytes blocks;
    code_plainly(Keeping::continued_one_colour, WhenFull::forget, blocks);
    if (take_if_smaller(std::move(blocks), 1)) keeping = Keeping::continued_one_colour;
  }
  // The changes of a step seldom take all codes. If they do, there is often little left to code, for which it is not
  // worthwhile to begin new strings; going on with the old ones is chosen if it makes a difference.
  if (was_full && !whole) {
    Bytes blocks;
    code_plainly(keeping, WhenFull::keep, blocks);
    take_if_smaller(std::move(blocks), kWorthAnotherWay);
  }
  // A single picture leaves time enough to try more.
  if (options_.optimize || (begins && last)) {
    for (const Keeping tried : {Keeping::one_colour, Keeping::continued_one_colour}) {
      SymbolList list;
      code(tried, list);
      take_smallest(list.symbols);
    }
  }
  return write_codes();
}

/// Tries several amounts of patience, because the best one is different for each image.
void GifEncoder::take_smallest(std::span<const std::uint8_t> symbols) {
  for (const std::size_t patience : {3U, 4U, 6U, 8U, 12U, 16U}) {
    take_if_smaller(code_patiently(symbols, symbol_bits_, patience), 1);
  }
}

/// Takes other blocks if they are smaller than `share` of the size so far. Returns whether it did.
bool GifEncoder::take_if_smaller(Bytes blocks, double share) {
  const bool is_smaller = static_cast<double>(blocks.size()) < share * static_cast<double>(blocks_.size());
  if (is_smaller) blocks_ = std::move(blocks);
  return is_smaller;
}

/// Passes the blocks, each preceded by its length, through giflib as they are.
bool GifEncoder::write_codes() {
  for (std::size_t start = 0; start < blocks_.size(); start += blocks_[start] + std::size_t{1}) {
    if (EGifPutCodeNext(gif_, blocks_.data() + start) != GIF_OK) return false;
  }
  return EGifPutCodeNext(gif_, nullptr) == GIF_OK;
}

}  // namespace

std::unique_ptr<Encoder> make_gif_encoder(const Film&, const EncodeOptions& options) {
  return std::make_unique<GifEncoder>(options);
}

}  // namespace convarith
