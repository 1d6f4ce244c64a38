#include "config/models/large_onnx_file.hpp"

#include <fmt/core.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include "config/open_file.hpp"

namespace convarith {
namespace {

/// Fields of a tensor with more bytes are numbers, which are not read.
constexpr std::size_t kMostBytesOfField = 64 << 10;
/// The bytes that are read at once in search of where a field ends.
constexpr std::size_t kPartOfFile = 4 << 10;

/// The messages of an ONNX file that hold weights, from the outermost to the innermost: model, graph, tensor. Numbers
/// are those of fields in onnx.proto.
constexpr std::uint64_t kFieldsToWeights[] = {7, 5};

/// Copies a file to memory but for its weights. Where the file is not as it should be, everything from there on is left
/// out, and whoever reads the bytes says what is wrong.
class OnnxCopy {
 public:
  OnnxCopy(int file, char* to) : file_(file), to_(to) {}

  /// The system's number of the error that reading ended with; 0 if there was none.
  int error() const { return error_; }

  /// Copies the fields of a message. `depth` counts how many messages it is in.
  void copy_message(std::size_t begin, std::size_t end, std::size_t depth) {
    for (std::size_t at = begin; at < end && error_ == 0;) {
      const std::optional<std::uint64_t> tag = number(at, end);
      if (!tag) return;
      std::optional<std::uint64_t> length;
      switch (*tag & 7) {
        case 0:
          if (!number(at, end)) return;
          continue;
        case 1:
          length = 8;
          break;
        case 2:
          length = number(at, end);
          break;
        case 5:
          length = 4;
          break;
        default:
          return;
      }
      if (!length || *length > end - at) return;
      copy_field(at, at + static_cast<std::size_t>(*length), *tag >> 3, depth);
      at += static_cast<std::size_t>(*length);
    }
  }

 private:
  void copy_field(std::size_t begin, std::size_t end, std::uint64_t field, std::size_t depth) {
    const bool leads_to_weights = depth < std::size(kFieldsToWeights) && field == kFieldsToWeights[depth];
    if (leads_to_weights) return copy_message(begin, end, depth + 1);
    const bool is_weights = depth == std::size(kFieldsToWeights) && end - begin > kMostBytesOfField;
    if (!is_weights) copy(begin, end);
  }

  /// Reads a number of variable length, and moves `at` behind it.
  std::optional<std::uint64_t> number(std::size_t& at, std::size_t end) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      if (at >= copied_) copy(at, std::min(at + kPartOfFile, end));
      if (error_ != 0) return std::nullopt;
      const auto byte = static_cast<unsigned char>(to_[at++]);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    return std::nullopt;
  }

  void copy(std::size_t begin, std::size_t end) {
    begin = std::max(begin, std::min(copied_, end));
    while (begin < end) {
      const ssize_t count = ::pread(file_, to_ + begin, end - begin, static_cast<off_t>(begin));
      if (count <= 0) {
        error_ = count < 0 ? errno : EIO;
        return;
      }
      begin += static_cast<std::size_t>(count);
    }
    copied_ = std::max(copied_, end);
  }

  int file_;
  char* to_;
  std::size_t copied_ = 0;  ///< up to where bytes are copied, but for weights
  int error_ = 0;
};

Problem unreadable_file(int error) {
  return failure({}, fmt::format("can't be read: {}", std::generic_category().message(error)));
}

}  // namespace

Result<LargeOnnxFile> LargeOnnxFile::read(const std::filesystem::path& file, std::size_t most) {
  const OpenFile source(file);
  struct stat facts {};
  if (source.number() < 0 || ::fstat(source.number(), &facts) != 0) return unreadable_file(errno);
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size > most) return usage_problem({}, fmt::format("has more than {} bytes", most), "is this the intended file?");
  void* const start = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == MAP_FAILED) return unreadable_file(errno);
  LargeOnnxFile copy(static_cast<char*>(start), size);
  OnnxCopy copying(source.number(), copy.start_);
  copying.copy_message(0, size, 0);
  if (copying.error() != 0) return unreadable_file(copying.error());
  return copy;
}

LargeOnnxFile::LargeOnnxFile(LargeOnnxFile&& other) noexcept
    : start_(std::exchange(other.start_, nullptr)), size_(std::exchange(other.size_, 0)) {}

LargeOnnxFile::~LargeOnnxFile() {
  if (start_ != nullptr) ::munmap(start_, size_);
}

}  // namespace convarith
