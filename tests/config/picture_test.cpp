#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "config/numbers/jpeg_file.hpp"
#include "config/numbers/picture_values.hpp"
#include "config/numbers/png_file.hpp"
#include "config/preset.hpp"
#include "config/values.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::picture_test {
namespace {

using nlohmann::json;

/// A line of pictures.jsonl.
struct Recorded {
  std::string what;
  std::string suffix;
  std::string bytes;
  json options;
  std::vector<int> shape;
  std::vector<double> values;
};

std::string of_hex(const std::string& digits) {
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

std::vector<Recorded> recorded_pictures() {
  std::ifstream file(CONVARITH_SOURCE_DIR "/tests/data/pictures.jsonl");
  std::vector<Recorded> pictures;
  for (std::string line; std::getline(file, line);) {
    const json record = json::parse(line);
    pictures.push_back({record.at("what"), record.at("suffix"), of_hex(record.at("file")),
                        record.value("options", json::object()), record.at("shape"), record.at("values")});
  }
  return pictures;
}

Recorded picture_with(const std::string& what) {
  for (const Recorded& picture : recorded_pictures()) {
    if (picture.what == what) return picture;
  }
  throw std::logic_error("no picture is recorded with " + what);
}

Result<InputPicture> decode(const std::string& suffix, const std::string& bytes) {
  return suffix == ".png" ? read_png(bytes) : read_jpeg(bytes);
}

ValueOptions options_of(const json& options) {
  Request request;
  for (const auto& [key, value] : options.items()) {
    const Status set = set_from_json(request, *find_field(key), value);
    EXPECT_TRUE(set) << key << ": " << to_line(set.problems().front());
  }
  return request;
}

Result<Tensor> numbers_of(const Recorded& picture) {
  const Result<InputPicture> decoded = decode(picture.suffix, picture.bytes);
  if (!decoded) return decoded.problems();
  return picture_values(*decoded, options_of(picture.options), true);
}

TEST(Pictures, AreReadAsByPil) {
  std::map<std::string, int> counts;
  for (const Recorded& picture : recorded_pictures()) {
    SCOPED_TRACE(picture.what + picture.options.dump());
    const Result<Tensor> numbers = numbers_of(picture);
    ASSERT_TRUE(numbers) << to_line(numbers.problems().front());
    EXPECT_EQ(numbers->shape, picture.shape);
    ASSERT_EQ(numbers->values.size(), picture.values.size());
    // Other versions of libjpeg decode a level or two apart.
    const double off = picture.suffix == ".png" ? 1e-12 : 2;
    for (std::size_t i = 0; i < picture.values.size(); ++i) {
      ASSERT_NEAR(numbers->values[i], picture.values[i], off) << i;
    }
    ++counts[picture.options.empty() ? picture.suffix : "options"];
  }
  EXPECT_GE(counts[".png"], 30);
  EXPECT_GE(counts[".jpg"] + counts[".jpeg"], 12);
  EXPECT_GE(counts["options"], 12);
}

TEST(PictureMistake, FilesThatAreCutOffAnywhereAreRefused) {
  for (const Recorded& picture : recorded_pictures()) {
    if (!picture.options.empty()) continue;
    for (std::size_t size = 0; size < picture.bytes.size(); ++size) {
      const Result<InputPicture> decoded = decode(picture.suffix, picture.bytes.substr(0, size));
      ASSERT_FALSE(decoded) << picture.what << " with " << size << " bytes";
      ASSERT_EQ(to_line(decoded.problems().front()).find('\n'), std::string::npos);
    }
  }
}

TEST(PictureMistake, DamagedFilesNeverCrash) {
  for (const Recorded& picture : recorded_pictures()) {
    if (!picture.options.empty()) continue;
    for (std::size_t i = 0; i < picture.bytes.size(); ++i) {
      std::string bytes = picture.bytes;
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << i % 8));
      const Result<InputPicture> decoded = decode(picture.suffix, bytes);
      if (!decoded) continue;
      ASSERT_EQ(decoded->levels.size(), static_cast<std::size_t>(decoded->rows) *
                                            static_cast<std::size_t>(decoded->cols) *
                                            static_cast<std::size_t>(decoded->channels));
    }
  }
}

std::string complaint(const Result<InputPicture>& picture) {
  return picture ? "" : to_line(picture.problems().front());
}

/// A PNG whose header says other sizes; its checksum is mended.
std::string png_of_size(std::uint32_t rows, std::uint32_t cols) {
  std::string bytes = picture_with("colour type 2, 8 bits").bytes;
  const auto put = [&bytes](std::size_t at, std::uint32_t number) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(number >> (24 - 8 * i));
  };
  put(16, cols);
  put(20, rows);
  std::uint32_t sum = 0xffffffff;
  for (std::size_t i = 12; i < 29; ++i) {
    sum ^= static_cast<unsigned char>(bytes[i]);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320 : 0);
  }
  put(29, ~sum);
  return bytes;
}

TEST(PictureMistake, HugeSizesAreRefusedByTheHeader) {
  EXPECT_EQ(complaint(read_png(png_of_size(1 << 15, 1 << 15))),
            "has 32768x32768 pixels, over the limit of 33554432; make it smaller in another program");
  EXPECT_EQ(complaint(read_png(png_of_size(5000, 5000))), "is damaged or cut off: the file is cut off");
  EXPECT_NE(complaint(read_png(png_of_size(0, 7))), "");
  EXPECT_NE(complaint(read_png(png_of_size(0xffffffff, 7))), "");
  Recorded jpeg = picture_with("JPEG, colours");
  const std::size_t frame = jpeg.bytes.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  for (std::size_t i = 5; i < 9; ++i) jpeg.bytes[frame + i] = '\x7f';
  EXPECT_EQ(complaint(read_jpeg(jpeg.bytes)),
            "has 32639x32639 pixels, over the limit of 33554432; make it smaller in another program");
}

TEST(PictureMistake, OtherFilesAreNone) {
  EXPECT_EQ(complaint(read_png("GIF89a, or so")), "is not a PNG file; its suffix says that it is one");
  EXPECT_EQ(complaint(read_jpeg("GIF89a, or so")), "is not a JPEG file; its suffix says that it is one");
  EXPECT_EQ(complaint(read_png("")), "is not a PNG file; its suffix says that it is one");
}

/// A request with options, as presets have them, and the picture as its values.
class PictureRequest {
 public:
  explicit PictureRequest(const std::string& name = "photo.png") {
    write_file(folder_ / "photo.png", picture_with("colour type 2, 8 bits").bytes);
    write_file(folder_ / "broken.png", "\x89PNG");
    set("values", name);
  }

  PictureRequest& set(const std::string& key, const json& value) {
    const Status is_set = set_from_json(request_, *find_field(key), value, folder_.path());
    EXPECT_TRUE(is_set) << key;
    return *this;
  }

  /// "3x5x7", or what is wrong, without the folder.
  std::string read() {
    const Status status = read_picture_values(request_, true);
    if (!status) {
      std::string line = to_line(status.problems().front());
      const std::string path = folder_.path().string() + "/";
      if (const std::size_t place = line.find(path); place != std::string::npos) line.erase(place, path.size());
      return line;
    }
    std::string shape;
    for (const int length : request_.values->shape) shape += (shape.empty() ? "" : "x") + std::to_string(length);
    return shape;
  }

  const Request& request() const { return request_; }

 private:
  TemporaryFolder folder_;
  Request request_;
};

TEST(PictureValues, AreReadOnceAndLikeOthersThen) {
  PictureRequest picture;
  picture.set("resize", json::array({2, 3})).set("grey", true).set("scale", "0:1");
  EXPECT_EQ(picture.read(), "1x2x3");
  EXPECT_EQ(picture.request().values->name, "");
  EXPECT_FALSE(picture.request().resize || picture.request().grey || picture.request().scale);
  EXPECT_EQ(picture.read(), "1x2x3");
}

TEST(PictureValuesMistake, AreNamedWithTheirOption) {
  EXPECT_EQ(PictureRequest("broken.png").read(),
            "values: broken.png: is not a PNG file; its suffix says that it is one");
  EXPECT_EQ(PictureRequest("none.png").read().substr(0, 24), "values: there is no file");
  EXPECT_EQ(PictureRequest().set("resize", 8).read(),
            "resize: 6x8 pixels are more than the picture's 5x7; a picture can only be made smaller");
  EXPECT_EQ(PictureRequest().set("crop", 3).read(), "crop: leaves nothing of 5x7 pixels; cut off fewer");
  EXPECT_EQ(PictureRequest().set("crop", "same").read(),
            "crop: is not a number of pixels for each edge; give top,bottom,left,right");
  Request plain;
  plain.grey = true;
  EXPECT_EQ(to_line(read_picture_values(plain, true).problems().front()),
            "grey: is for a picture, and no picture is given as values; give one by --values, or leave it out");
}

TEST(PictureValuesMistake, TooManyPixelsAreRefusedWithTheSizeThatWouldDo) {
  const InputPicture large{100, 80, 1, std::vector<std::uint16_t>(8000)};
  const Result<Tensor> refused = picture_values(large, {}, true);
  ASSERT_FALSE(refused);
  EXPECT_EQ(to_line(refused.problems().front()),
            "values: the picture has 100x80 pixels, too many to be drawn as cells; --resize 64 would do");
  ValueOptions smaller;
  smaller.resize = PerAxis::all(64);
  EXPECT_TRUE(picture_values(large, smaller, true));
  EXPECT_TRUE(picture_values(large, {}, false));
}

}  // namespace
}  // namespace convarith::testing::picture_test
