#include "config/file_bytes.hpp"

#include <fmt/core.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <system_error>
#include <utility>

#include "config/open_file.hpp"
#include "config/source_bytes.hpp"

namespace convarith {
namespace {

/// The most bytes of a regular file. ONNX's own files have at most 2 GB.
constexpr std::size_t kMostMappedBytes = std::size_t{2} << 30;

std::size_t size_of(const OpenFile& file) {
  struct stat facts {};
  const bool is_known = file.number() >= 0 && ::fstat(file.number(), &facts) == 0 && facts.st_size > 0;
  return is_known ? static_cast<std::size_t>(facts.st_size) : 0;
}

/// Maps a file into memory. Returns null if there is nothing to be mapped.
const char* map_bytes(const OpenFile& file, std::size_t size) {
  if (size == 0) return nullptr;
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  return start == MAP_FAILED ? nullptr : static_cast<const char*>(start);
}

}  // namespace

FileBytes::FileBytes(FileBytes&& other) noexcept
    : start_(std::exchange(other.start_, nullptr)), size_(other.size_), read_(std::move(other.read_)) {}

FileBytes::~FileBytes() {
  if (start_ != nullptr) ::munmap(const_cast<char*>(start_), size_);
}

Result<FileBytes> open_file_bytes(const std::filesystem::path& file) {
  const std::string name = file == kStandardInput ? "standard input" : file.string();
  std::error_code error;
  if (file != kStandardInput && !std::filesystem::exists(file, error)) {
    return usage_problem({}, fmt::format("there is no file '{}'", name));
  }
  if (std::filesystem::is_regular_file(file, error)) {
    const OpenFile opened(file);
    const std::size_t size = size_of(opened);
    if (size > kMostMappedBytes) {
      return usage_problem({}, fmt::format("{}: has more than {} bytes", name, kMostMappedBytes));
    }
    if (const char* const start = map_bytes(opened, size)) return FileBytes(start, size);
  }
  Result<std::string> content = bytes_of_source(file);
  if (content) return FileBytes(*std::move(content));
  Problem problem = content.problems().front();
  problem.why = fmt::format("{}: {}", name, problem.why);
  return problem;
}

}  // namespace convarith
