#include "config/numbers/npy_file.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/numbers/float_bits.hpp"
#include "config/numbers/number_lists.hpp"
#include "config/shortened.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

/// The contents of the dictionary at the start of a file.
struct Header {
  std::string type;  ///< such as "<f8"
  bool columns_first = false;
  std::vector<std::uint64_t> shape;
};

/// The format of a stored number.
struct NumberType {
  char kind = 'f';  ///< b, i, u or f
  std::size_t size = 8;
  bool big_end_first = false;
};

Problem damaged(std::string_view why) {
  return wrong(fmt::format("its header is not that of a NumPy file: {}", why));
}

/// Parses the dictionary, which is a Python literal:
/// {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : rest_(text) {}

  Result<Header> read() {
    if (!take('{')) return damaged("the dictionary is missing");
    while (!take('}')) {
      if (Status read = read_entry(); !read) return read.problems();
      if (!take(',') && next() != '}') return damaged("the dictionary does not end");
    }
    if (next() != '\0' || !rest_.empty()) return damaged("something follows the dictionary");
    if (!type_) return damaged("'descr' is missing");
    if (!columns_first_) return damaged("'fortran_order' is missing");
    if (!shape_) return damaged("'shape' is missing");
    return Header{*std::move(type_), *columns_first_, *std::move(shape_)};
  }

 private:
  /// Skips spaces and line feeds, and returns the next character, or '\0' at the end.
  char next() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size()));
    return rest_.empty() ? '\0' : rest_.front();
  }

  bool take(char wanted) {
    if (next() != wanted || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_word(std::string_view word) {
    next();
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  Status read_entry() {
    const std::optional<std::string> key = read_string();
    if (!key || !take(':')) return damaged("a key is not followed by its value");
    if (*key == "descr" && !type_) {
      if (next() == '[') return wrong("holds records", "save numbers of a single type");
      type_ = read_string();
      if (!type_) return damaged("'descr' is not a string");
    } else if (*key == "fortran_order" && !columns_first_) {
      columns_first_ = read_truth();
      if (!columns_first_) return damaged("'fortran_order' is neither True nor False");
    } else if (*key == "shape" && !shape_) {
      shape_ = read_tuple();
      if (!shape_) return damaged("'shape' is not a tuple of whole numbers");
    } else {
      return damaged(fmt::format("there is an unexpected key '{}'", shortened(*key)));
    }
    return ok();
  }

  std::optional<std::string> read_string() {
    const char quote = next();
    if (quote != '\'' && quote != '"') return std::nullopt;
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string text(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::optional<bool> read_truth() {
    if (take_word("True")) return true;
    if (take_word("False")) return false;
    return std::nullopt;
  }

  std::optional<std::vector<std::uint64_t>> read_tuple() {
    std::vector<std::uint64_t> lengths;
    if (!take('(')) return std::nullopt;
    while (!take(')')) {
      next();
      std::uint64_t length = 0;
      const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), length);
      if (error != std::errc{}) return std::nullopt;
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      take('L');  // Python 2 wrote lengths such as 3L
      lengths.push_back(length);
      if (!take(',') && next() != ')') return std::nullopt;
    }
    return lengths;
  }

  std::string_view rest_;
  std::optional<std::string> type_;
  std::optional<bool> columns_first_;
  std::optional<std::vector<std::uint64_t>> shape_;
};

/// Returns the type that a text such as "<f8" names, if it is supported.
std::optional<NumberType> type_named(std::string_view text) {
  if (text.size() != 3) return std::nullopt;
  const NumberType type{text[1], static_cast<std::size_t>(text[2] - '0'), text[0] == '>'};
  constexpr std::string_view known[] = {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"};
  if (std::find(std::begin(known), std::end(known), text.substr(1)) == std::end(known)) return std::nullopt;
  const bool has_order = text[0] == '<' || text[0] == '>';
  if (!has_order && (text[0] != '|' || type.size > 1)) return std::nullopt;
  return type;
}

std::uint64_t whole_of(std::string_view bytes, bool big_end_first) {
  std::uint64_t whole = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char byte = bytes[big_end_first ? i : bytes.size() - 1 - i];
    whole = whole << 8 | static_cast<unsigned char>(byte);
  }
  return whole;
}

double float_of(std::uint64_t bits, std::size_t size) {
  if (size == 2) return half_float(bits);
  if (size == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
  return std::bit_cast<double>(bits);
}

double number_of(std::string_view bytes, const NumberType& type) {
  const std::uint64_t bits = whole_of(bytes, type.big_end_first);
  if (type.kind == 'f') return float_of(bits, type.size);
  if (type.kind == 'b') return bits != 0 ? 1 : 0;
  if (type.kind == 'u') return static_cast<double>(bits);
  const std::size_t unused = 64 - 8 * type.size;
  return static_cast<double>(static_cast<std::int64_t>(bits << unused) >> unused);
}

std::string text_of(const std::vector<std::uint64_t>& shape) {
  return shape.empty() ? "1" : fmt::format("{}", fmt::join(shape, " x "));
}

/// Counts the numbers in a shape. Errors: there are none, more than kMostNumbers, or too many axes.
Result<std::uint64_t> count_numbers(const std::vector<std::uint64_t>& shape) {
  if (shape.size() > kMostNumberAxes) {
    return wrong(fmt::format("has {} axes", shape.size()), fmt::format("save at most {}", kMostNumberAxes));
  }
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) {
    return wrong(fmt::format("has the shape {}, which holds no numbers", text_of(shape)));
  }
  std::uint64_t count = 1;
  for (const std::uint64_t length : shape) {
    if (length > kMostNumbers || count * length > kMostNumbers) return too_many_numbers();
    count *= length;
  }
  return count;
}

/// Walks through an array in row-major order, whatever the order in which the file stores it.
class Places {
 public:
  explicit Places(const Header& header) : shape_(header.shape), at_(shape_.size()), strides_(shape_.size()) {
    std::uint64_t stride = 1;
    for (std::size_t i = 0; i < shape_.size(); ++i) {
      const std::size_t axis = header.columns_first ? i : shape_.size() - 1 - i;
      strides_[axis] = stride;
      stride *= shape_[axis];
    }
  }

  /// Returns the index in the file of the next number.
  std::uint64_t index() const {
    std::uint64_t index = 0;
    for (std::size_t i = 0; i < at_.size(); ++i) index += at_[i] * strides_[i];
    return index;
  }

  void step() {
    for (std::size_t axis = at_.size(); axis-- > 0;) {
      if (++at_[axis] < shape_[axis]) return;
      at_[axis] = 0;
    }
  }

  /// Returns the place as messages write it, such as "[1][0]".
  std::string text() const { return at_.empty() ? "it" : fmt::format("[{}]", fmt::join(at_, "][")); }

 private:
  const std::vector<std::uint64_t>& shape_;
  std::vector<std::uint64_t> at_;
  std::vector<std::uint64_t> strides_;
};

/// A file's header, and the bytes after it.
struct Parts {
  Header header;
  std::string_view data;
};

Result<Parts> take_apart(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return wrong("is not a NumPy file", "save it with numpy.save");
  if (bytes.size() < kMagic.size() + 2) return wrong("ends within its header");
  const auto major = static_cast<unsigned char>(bytes[kMagic.size()]);
  const auto minor = static_cast<unsigned char>(bytes[kMagic.size() + 1]);
  if (major < 1 || major > 3 || minor != 0) {
    return wrong(fmt::format("has version {}.{} of NumPy's format", major, minor),
                 "save it in a version from 1.0 to 3.0");
  }
  bytes.remove_prefix(kMagic.size() + 2);
  const std::size_t length_size = major == 1 ? 2 : 4;
  if (bytes.size() < length_size) return wrong("ends within its header");
  const std::uint64_t length = whole_of(bytes.substr(0, length_size), false);
  bytes.remove_prefix(length_size);
  if (bytes.size() < length) return wrong("ends within its header");
  Result<Header> header = HeaderReader(bytes.substr(0, length)).read();
  if (!header) return header.problems();
  return Parts{*std::move(header), bytes.substr(length)};
}

}  // namespace

Result<Tensor> read_npy(std::string_view bytes) {
  const Result<Parts> parts = take_apart(bytes);
  if (!parts) return parts.problems();
  const Header& header = parts->header;
  const std::optional<NumberType> type = type_named(header.type);
  if (!type) {
    return wrong(fmt::format("holds values of the type '{}'", shortened(header.type)),
                 "save booleans, whole numbers, or floats of up to 64 bits");
  }
  const Result<std::uint64_t> count = count_numbers(header.shape);
  if (!count) return count.problems();
  if (parts->data.size() != *count * type->size) {
    return wrong(fmt::format("declares {} numbers in {} bytes, but {} bytes follow its header", text_of(header.shape),
                             *count * type->size, parts->data.size()),
                 parts->data.size() < *count * type->size ? "it seems to be cut off" : "");
  }
  Tensor tensor{{header.shape.begin(), header.shape.end()}, {}};
  tensor.values.reserve(*count);
  Places places(header);
  for (; tensor.values.size() < *count; places.step()) {
    const double number = number_of(parts->data.substr(places.index() * type->size, type->size), *type);
    if (!std::isfinite(number)) return not_finite(places.text(), number);
    tensor.values.push_back(number);
  }
  return tensor;
}

}  // namespace convarith
