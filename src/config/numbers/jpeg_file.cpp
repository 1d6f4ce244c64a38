#include "config/numbers/jpeg_file.hpp"

#include <csetjmp>
#include <cstdio>
#include <utility>
#include <vector>

// libjpeg's headers need <cstdio> before them.
#include <jpeglib.h>

#include <jerror.h>

#include "config/value_parts.hpp"

namespace convarith {
namespace {

// libjpeg reports errors by a function that must not return: it jumps back to where setjmp() was called. The functions
// that may be left so have no objects with destructors, and neither have those that libjpeg calls.

/// How libjpeg reports, where a jump goes, and what went wrong.
struct JpegErrors {
  jpeg_error_mgr manager;  // the first member, as libjpeg hands back its address
  std::jmp_buf back;
  char message[JMSG_LENGTH_MAX];
};

[[noreturn]] void fail_jpeg(j_common_ptr jpeg) {
  auto* const errors = reinterpret_cast<JpegErrors*>(jpeg->err);
  jpeg->err->format_message(jpeg, errors->message);
  std::longjmp(errors->back, 1);
}

/// Takes what libjpeg only warns of, such as the end of a file that is cut off, for errors.
void fail_of_jpeg_warning(j_common_ptr jpeg, int level) {
  if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA) fail_jpeg(jpeg);
}

/// Refuses files that have more scans than any program writes, each of which takes as long as a picture.
void check_jpeg_scans(j_common_ptr jpeg) {
  constexpr int most_scans = 500;
  if (jpeg->is_decompressor == 0) return;
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > most_scans) {
    ERREXIT(jpeg, JERR_BAD_PROGRESSION);
  }
}

constexpr int kExifMarker = JPEG_APP0 + 1;

bool read_jpeg_header(jpeg_decompress_struct& jpeg, JpegErrors& errors, std::string_view bytes) {
  if (setjmp(errors.back) != 0) return false;
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<unsigned long>(bytes.size()));
  jpeg_save_markers(&jpeg, kExifMarker, 0xffff);
  jpeg_read_header(&jpeg, TRUE);
  return true;
}

/// Reads the pixels into as many rows, and the file to its end.
bool read_jpeg_pixels(jpeg_decompress_struct& jpeg, JpegErrors& errors, JSAMPARRAY rows) {
  if (setjmp(errors.back) != 0) return false;
  jpeg_start_decompress(&jpeg);
  while (jpeg.output_scanline < jpeg.output_height) {
    jpeg_read_scanlines(&jpeg, rows + jpeg.output_scanline, jpeg.output_height - jpeg.output_scanline);
  }
  jpeg_finish_decompress(&jpeg);
  return true;
}

/// Owns what libjpeg allocates for a file.
class JpegReader {
 public:
  JpegReader() {
    jpeg_.err = jpeg_std_error(&errors_.manager);
    errors_.manager.error_exit = fail_jpeg;
    errors_.manager.emit_message = fail_of_jpeg_warning;
    progress_.progress_monitor = check_jpeg_scans;
  }
  ~JpegReader() { jpeg_destroy_decompress(&jpeg_); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  const char* message() const { return errors_.message; }
  jpeg_decompress_struct& jpeg() { return jpeg_; }
  bool read_header(std::string_view bytes) {
    const bool is_read = read_jpeg_header(jpeg_, errors_, bytes);
    jpeg_.progress = &progress_;
    return is_read;
  }
  bool read_pixels(JSAMPARRAY rows) { return read_jpeg_pixels(jpeg_, errors_, rows); }

 private:
  JpegErrors errors_{};
  jpeg_progress_mgr progress_{};
  jpeg_decompress_struct jpeg_{};
};

/// Reads numbers of two and four bytes in the order that the header of a TIFF says.
class TiffBytes {
 public:
  explicit TiffBytes(std::string_view bytes) : bytes_(bytes), little_first_(bytes.starts_with("II")) {}

  /// Returns the number of some bytes at a place, or 0 behind the end.
  std::size_t at(std::size_t place, std::size_t count) const {
    if (place > bytes_.size() || bytes_.size() - place < count) return 0;
    std::size_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      number = number << 8 | static_cast<unsigned char>(bytes_[place + (little_first_ ? count - 1 - i : i)]);
    }
    return number;
  }

 private:
  std::string_view bytes_;
  bool little_first_;
};

/// Returns how a camera was held, 1 to 8 as Exif counts, or 1 if a file doesn't say.
int orientation_of(const jpeg_decompress_struct& jpeg) {
  constexpr std::string_view exif("Exif\0\0", 6);
  for (jpeg_saved_marker_ptr marker = jpeg.marker_list; marker != nullptr; marker = marker->next) {
    std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (marker->marker != kExifMarker || !data.starts_with(exif)) continue;
    const TiffBytes tiff(data.substr(exif.size()));
    const std::size_t entries = tiff.at(4, 4);
    for (std::size_t i = 0; i < tiff.at(entries, 2); ++i) {
      const std::size_t entry = entries + 2 + 12 * i;
      constexpr std::size_t orientation = 0x0112;
      if (tiff.at(entry, 2) != orientation) continue;
      const std::size_t value = tiff.at(entry + 8, 2);
      return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
  }
  return 1;
}

/// Turns and mirrors a picture so that it stands upright.
InputPicture upright(InputPicture picture, int orientation) {
  if (orientation == 1) return picture;
  const bool swaps = orientation >= 5;
  const bool flips_rows = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  const bool flips_cols = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  InputPicture turned{swaps ? picture.cols : picture.rows, swaps ? picture.rows : picture.cols, picture.channels, {}};
  turned.levels.reserve(picture.levels.size());
  for (int r = 0; r < turned.rows; ++r) {
    for (int c = 0; c < turned.cols; ++c) {
      const int row = flips_rows ? turned.rows - 1 - r : r;
      const int col = flips_cols ? turned.cols - 1 - c : c;
      const auto pixel = swaps ? std::ptrdiff_t{col} * picture.cols + row : std::ptrdiff_t{row} * picture.cols + col;
      const auto first = picture.levels.begin() + pixel * picture.channels;
      turned.levels.insert(turned.levels.end(), first, first + picture.channels);
    }
  }
  return turned;
}

}  // namespace

Result<InputPicture> read_jpeg(std::string_view bytes) {
  if (!bytes.starts_with("\xff\xd8")) return wrong("is not a JPEG file", "its suffix says that it is one");
  JpegReader reader;
  if (!reader.read_header(bytes)) return damaged_picture(reader.message());
  jpeg_decompress_struct& jpeg = reader.jpeg();
  if (Status fits = check_picture_size(jpeg.image_height, jpeg.image_width); !fits) return fits.problems();
  if (jpeg.num_components != 1 && jpeg.num_components != 3) {
    return wrong("has the colours of print (CMYK)", "save it in RGB");
  }
  const int orientation = orientation_of(jpeg);
  jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
  const std::size_t row_bytes = std::size_t{jpeg.image_width} * static_cast<std::size_t>(jpeg.num_components);
  std::vector<JSAMPLE> pixels(row_bytes * jpeg.image_height);
  std::vector<JSAMPROW> rows;
  for (std::size_t row = 0; row < jpeg.image_height; ++row) rows.push_back(pixels.data() + row * row_bytes);
  if (!reader.read_pixels(rows.data())) return damaged_picture(reader.message());
  InputPicture picture{
      static_cast<int>(jpeg.image_height), static_cast<int>(jpeg.image_width), jpeg.num_components, {}};
  picture.levels.reserve(pixels.size());
  for (const JSAMPLE level : pixels) picture.levels.push_back(static_cast<std::uint16_t>(level * 257));
  return upright(std::move(picture), orientation);
}

}  // namespace convarith
