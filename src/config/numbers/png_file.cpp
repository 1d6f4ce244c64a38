#include "config/numbers/png_file.hpp"

#include <png.h>

#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <vector>

#include "config/value_parts.hpp"

namespace convarith {
namespace {

// libpng reports errors by a jump back to where setjmp() was called. The functions that may be left so have no objects
// with destructors, and neither have those that libpng calls.

/// The bytes that are still to be read, and what went wrong.
struct PngInput {
  const char* next;
  std::size_t left;
  std::array<char, 128> message;
};

/// What the header says of the pixels that png_read_image() will write.
struct PngLayout {
  png_uint_32 rows;
  png_uint_32 cols;
  int depth;     ///< 8 or 16
  int channels;  ///< grey, grey and alpha, colours, colours and alpha
};

[[noreturn]] void fail_png(png_structp png, png_const_charp message) {
  auto* const input = static_cast<PngInput*>(png_get_error_ptr(png));
  std::snprintf(input->message.data(), input->message.size(), "%s", message);
  png_longjmp(png, 1);
}

void ignore_png_warning(png_structp, png_const_charp) {}

void take_png_bytes(png_structp png, png_bytep into, std::size_t count) {
  auto* const input = static_cast<PngInput*>(png_get_io_ptr(png));
  if (count > input->left) png_error(png, "the file is cut off");
  std::memcpy(into, input->next, count);
  input->next += count;
  input->left -= count;
}

/// Reads all that precedes the pixels, and asks for whole bytes of grey or colours. Returns whether it could.
bool read_png_header(png_structp png, png_infop info, PngLayout& layout) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_read_info(png, info);
  png_set_palette_to_rgb(png);
  png_set_expand_gray_1_2_4_to_8(png);
  if (png_get_valid(png, info, PNG_INFO_tRNS) != 0) png_set_tRNS_to_alpha(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  layout = {png_get_image_height(png, info), png_get_image_width(png, info), png_get_bit_depth(png, info),
            png_get_channels(png, info)};
  return true;
}

/// Reads the pixels, and the file to its end.
bool read_png_pixels(png_structp png, png_bytepp rows) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_read_image(png, rows);
  png_read_end(png, nullptr);
  return true;
}

/// Owns what libpng allocates for a file.
class PngReader {
 public:
  explicit PngReader(PngInput& input)
      : png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, &input, fail_png, ignore_png_warning)),
        info_(png_ == nullptr ? nullptr : png_create_info_struct(png_)) {
    if (info_ == nullptr) return;
    constexpr png_alloc_size_t most_of_a_chunk = 4 << 20;
    png_set_read_fn(png_, &input, take_png_bytes);
    png_set_chunk_malloc_max(png_, most_of_a_chunk);
  }
  ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  bool has_memory() const { return info_ != nullptr; }
  bool read_header(PngLayout& layout) { return read_png_header(png_, info_, layout); }
  bool read_pixels(png_bytepp rows) { return read_png_pixels(png_, rows); }

 private:
  png_structp png_;
  png_infop info_;
};

/// Lays a level over white.
std::uint16_t over_white(int level, int alpha) {
  const std::int64_t sum = std::int64_t{level} * alpha + std::int64_t{kWhiteLevel} * (kWhiteLevel - alpha);
  return static_cast<std::uint16_t>((sum + kWhiteLevel / 2) / kWhiteLevel);
}

InputPicture picture_of(const PngLayout& layout, const std::vector<png_byte>& bytes) {
  const auto level_at = [&](std::size_t index) {
    return layout.depth == 8 ? bytes[index] * 257 : bytes[2 * index] * 256 + bytes[2 * index + 1];
  };
  const bool has_alpha = layout.channels % 2 == 0;
  const int colours = has_alpha ? layout.channels - 1 : layout.channels;
  InputPicture picture{static_cast<int>(layout.rows), static_cast<int>(layout.cols), colours, {}};
  const std::size_t pixels = std::size_t{layout.rows} * layout.cols;
  const auto channels = static_cast<std::size_t>(layout.channels);
  picture.levels.reserve(pixels * static_cast<std::size_t>(colours));
  for (std::size_t first = 0; first < pixels * channels; first += channels) {
    const int alpha = has_alpha ? level_at(first + channels - 1) : kWhiteLevel;
    for (std::size_t i = 0; i < static_cast<std::size_t>(colours); ++i) {
      picture.levels.push_back(over_white(level_at(first + i), alpha));
    }
  }
  return picture;
}

/// Whether so few bytes can't be all of a picture, as deflate makes nothing more than 1032 times smaller.
bool is_cut_off(const PngLayout& layout, std::size_t bytes) {
  constexpr std::uint64_t most_times = 1032;
  return std::uint64_t{layout.rows} * layout.cols / 8 > most_times * bytes;
}

}  // namespace

Result<InputPicture> read_png(std::string_view bytes) {
  PngInput input{bytes.data(), bytes.size(), {}};
  if (bytes.size() < 8 || png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, 8) != 0) {
    return wrong("is not a PNG file", "its suffix says that it is one");
  }
  PngReader reader(input);
  if (!reader.has_memory()) return wrong("can't be read: there is too little memory");
  PngLayout layout{};
  if (!reader.read_header(layout)) return damaged_picture(input.message.data());
  if (Status fits = check_picture_size(layout.rows, layout.cols); !fits) return fits.problems();
  if (is_cut_off(layout, bytes.size())) return damaged_picture("the file is cut off");
  const std::size_t row_bytes = std::size_t{layout.cols} * static_cast<std::size_t>(layout.channels * layout.depth / 8);
  std::vector<png_byte> pixels(row_bytes * layout.rows);
  std::vector<png_bytep> rows;
  for (std::size_t row = 0; row < layout.rows; ++row) rows.push_back(pixels.data() + row * row_bytes);
  if (!reader.read_pixels(rows.data())) return damaged_picture(input.message.data());
  return picture_of(layout, pixels);
}

}  // namespace convarith
