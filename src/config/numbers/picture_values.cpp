#include "config/numbers/picture_values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <utility>

#include "config/numbers/number_files.hpp"

namespace convarith {
namespace {

/// The sides of a picture, in pixels.
struct PictureSides {
  int rows = 0;
  int cols = 0;
};

std::string text_of_sides(const PictureSides& sides) {
  return fmt::format("{}x{}", sides.rows, sides.cols);
}

/// Returns how many pixels are cut off on each side. Errors: a word, which only padding has.
Result<SidedPadding> edges_of(const Padding& crop) {
  if (const auto* numbers = std::get_if<PerAxis>(&crop)) {
    return SidedPadding{{numbers->rows, numbers->rows}, {numbers->cols, numbers->cols}, {}, 2};
  }
  const auto* sides = std::get_if<SidedPadding>(&crop);
  if (sides != nullptr && sides->given == 2) return *sides;
  return usage_problem("crop", "is not a number of pixels for each edge", "give top,bottom,left,right");
}

Result<InputPicture> cropped(const InputPicture& picture, const Padding& crop) {
  const Result<SidedPadding> edges = edges_of(crop);
  if (!edges) return edges.problems();
  const int rows = picture.rows - edges->rows.before - edges->rows.after;
  const int cols = picture.cols - edges->cols.before - edges->cols.after;
  if (rows < 1 || cols < 1) {
    return usage_problem("crop",
                         fmt::format("leaves nothing of {} pixels", text_of_sides({picture.rows, picture.cols})),
                         "cut off fewer");
  }
  InputPicture part{rows, cols, picture.channels, {}};
  for (int row = 0; row < rows; ++row) {
    const std::ptrdiff_t pixel = std::ptrdiff_t{row + edges->rows.before} * picture.cols + edges->cols.before;
    const auto first = picture.levels.begin() + pixel * picture.channels;
    part.levels.insert(part.levels.end(), first, first + std::ptrdiff_t{cols} * picture.channels);
  }
  return part;
}

/// Returns the size to which a picture is made smaller. A single number is that of its longer side.
PictureSides wanted_sides(const InputPicture& picture, const std::optional<PerAxis>& resize) {
  if (!resize) return {picture.rows, picture.cols};
  if (resize->given != 1) return {resize->rows, resize->cols};
  const double scale = static_cast<double>(resize->cols) / std::max(picture.rows, picture.cols);
  const auto scaled = [scale](int side) { return std::max(1, static_cast<int>(std::lround(side * scale))); };
  return {scaled(picture.rows), scaled(picture.cols)};
}

/// Calls `add(place, covered)` for the places that a part of an axis covers, when the axis is cut into equal parts.
/// What is covered of each place is counted in units of which a part has `length`.
template <class Add>
void for_each_covered(int length, int parts, int part, const Add& add) {
  const std::int64_t first = std::int64_t{part} * length;
  const std::int64_t last = first + length;
  for (std::int64_t place = first / parts; place * parts < last; ++place) {
    add(static_cast<int>(place), std::min(last, (place + 1) * parts) - std::max(first, place * parts));
  }
}

/// Returns the levels of a channel, 0 to 255, averaged over the area of each pixel of a smaller picture. Sums are of
/// whole numbers, so that levels halfway between two are rounded alike.
std::vector<double> averaged(const InputPicture& picture, int channel, const PictureSides& sides) {
  const auto level = [&](int row, int col) {
    const std::int64_t pixel = std::int64_t{row} * picture.cols + col;
    return picture.levels[static_cast<std::size_t>(pixel * picture.channels + channel)];
  };
  const double white = kWhiteLevel / 255.0 * picture.rows * picture.cols;
  std::vector<double> levels;
  std::vector<std::int64_t> sums(static_cast<std::size_t>(sides.cols));
  for (int r = 0; r < sides.rows; ++r) {
    std::fill(sums.begin(), sums.end(), 0);
    for_each_covered(picture.rows, sides.rows, r, [&](int row, std::int64_t covered_rows) {
      for (int c = 0; c < sides.cols; ++c) {
        for_each_covered(picture.cols, sides.cols, c, [&](int col, std::int64_t covered_cols) {
          sums[static_cast<std::size_t>(c)] += covered_rows * covered_cols * level(row, col);
        });
      }
    });
    for (const std::int64_t sum : sums) levels.push_back(static_cast<double>(sum) / white);
  }
  return levels;
}

/// Makes one channel of red, green and blue, with the shares of ITU-R BT.601 in 16 bits, as image programs do.
std::vector<double> grey_of(const std::vector<double>& colours) {
  const std::size_t pixels = colours.size() / 3;
  std::vector<double> grey;
  grey.reserve(pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    grey.push_back((19595 * colours[i] + 38470 * colours[pixels + i] + 7471 * colours[2 * pixels + i]) / 65536);
  }
  return grey;
}

Status check_sides(const InputPicture& picture, const PictureSides& sides, bool has_limits) {
  const PictureSides own{picture.rows, picture.cols};
  if (sides.rows > own.rows || sides.cols > own.cols) {
    return usage_problem(
        "resize", fmt::format("{} pixels are more than the picture's {}", text_of_sides(sides), text_of_sides(own)),
        "a picture can only be made smaller");
  }
  const std::int64_t pixels = std::int64_t{sides.rows} * sides.cols;
  const auto most = has_limits ? std::int64_t{kMostPictureCells} : static_cast<std::int64_t>(kMostNumbers) / 3;
  if (pixels <= most) return ok();
  const auto square = static_cast<int>(std::sqrt(static_cast<double>(most)));
  return usage_problem("values",
                       fmt::format("the picture has {} pixels, too many to be drawn as cells", text_of_sides(sides)),
                       fmt::format("--resize {} would do", square));
}

bool has_picture_options(const Request& request) {
  return request.resize || request.crop || request.grey || request.scale;
}

std::string text_of_shape(const std::vector<int>& shape) {
  return fmt::format("{}", fmt::join(shape, " x "));
}

Problem picture_missing(const Request& request) {
  const std::string key = request.resize ? "resize" : request.crop ? "crop" : request.grey ? "grey" : "scale";
  return usage_problem(key, "is for a picture, and no picture is given as values",
                       "give one by --values, or leave it out");
}

Result<Tensor> values_of_picture(const std::filesystem::path& file, const ValueOptions& options, bool has_limits) {
  Result<InputPicture> picture = read_picture_file(file);
  if (picture) return picture_values(*std::move(picture), options, has_limits);
  Problems problems = picture.problems();
  problems.front().where = "values";
  return problems;
}

/// Returns the files of a folder that are pictures, in the order of their names.
std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (is_picture_file(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Returns the numbers of all pictures of a folder, [pictures, channels, rows, columns].
Result<Tensor> values_of_folder(const std::filesystem::path& folder, const ValueOptions& options, bool has_limits) {
  const std::vector<std::filesystem::path> files = pictures_in(folder);
  if (files.empty()) {
    return usage_problem("values", fmt::format("there is no picture in the folder {}", folder.string()),
                         "give a folder with PNG or JPEG files");
  }
  if (files.size() > kMostPictures) {
    return usage_problem("values",
                         fmt::format("{} has {} pictures, more than the {} that are drawn at once", folder.string(),
                                     files.size(), kMostPictures),
                         "give a folder with fewer");
  }
  Tensor all;
  for (const std::filesystem::path& file : files) {
    const Result<Tensor> one = values_of_picture(file, options, has_limits);
    if (!one) return one.problems();
    if (all.shape.empty()) {
      all.shape = one->shape;
      all.shape.insert(all.shape.begin(), static_cast<int>(files.size()));
    }
    if (!std::equal(one->shape.begin(), one->shape.end(), all.shape.begin() + 1, all.shape.end())) {
      return usage_problem("values",
                           fmt::format("{} is {}, but {} is {}", file.string(), text_of_shape(one->shape),
                                       files.front().string(), text_of_shape({all.shape.begin() + 1, all.shape.end()})),
                           "make all pictures alike with --resize HxW and --grey");
    }
    all.values.insert(all.values.end(), one->values.begin(), one->values.end());
  }
  return all;
}

}  // namespace

Result<Tensor> picture_values(InputPicture picture, const ValueOptions& options, bool has_limits) {
  if (options.crop) {
    Result<InputPicture> part = cropped(picture, *options.crop);
    if (!part) return part.problems();
    picture = *std::move(part);
  }
  const PictureSides sides = wanted_sides(picture, options.resize);
  if (Status fits = check_sides(picture, sides, has_limits); !fits) return fits.problems();
  std::vector<double> levels;
  for (int channel = 0; channel < picture.channels; ++channel) {
    const std::vector<double> more = averaged(picture, channel, sides);
    levels.insert(levels.end(), more.begin(), more.end());
  }
  int channels = picture.channels;
  if (options.grey.value_or(false) && channels == 3) {
    levels = grey_of(levels);
    channels = 1;
  }
  for (double& level : levels) {
    level = options.scale ? options.scale->black + (options.scale->white - options.scale->black) * level / 255
                          : std::floor(level + 0.5);
  }
  return Tensor{{channels, sides.rows, sides.cols}, std::move(levels)};
}

Status read_picture_values(Request& request, bool has_limits) {
  // Numbers have axes; pictures that aren't read yet have none.
  if (!request.values || !request.values->shape.empty()) {
    return has_picture_options(request) ? Status(picture_missing(request)) : ok();
  }
  const std::filesystem::path place = request.values->name;
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(place, error);
  if (is_folder && !request.model) {
    return usage_problem("values", fmt::format("{}: is a folder, not a file", place.string()),
                         "only models, given with --model, take all pictures of a folder");
  }
  Result<Tensor> values =
      is_folder ? values_of_folder(place, request, has_limits) : values_of_picture(place, request, has_limits);
  if (!values) return values.problems();
  request.values = *std::move(values);
  request.resize.reset();
  request.crop.reset();
  request.grey.reset();
  request.scale.reset();
  return ok();
}

}  // namespace convarith
