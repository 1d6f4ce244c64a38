#include "config/source_bytes.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "config/open_file.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

constexpr std::size_t kPart = 1 << 16;

Problem unreadable(int error) {
  if (error == EISDIR) return wrong("is a folder, not a file");
  return failure({}, fmt::format("can't be read: {}", std::generic_category().message(error)));
}

}  // namespace

Result<std::string> bytes_of_source(const std::filesystem::path& file, std::size_t most) {
  if (file.native().find('\0') != std::string::npos) return wrong("is not a file name, because it has a NUL");
  const OpenFile source(file);
  if (source.number() < 0) return unreadable(errno);
  std::string bytes;
  for (std::size_t size = 0;;) {
    bytes.resize(std::min(size + kPart, most + 1));
    const ssize_t count = ::read(source.number(), bytes.data() + size, bytes.size() - size);
    if (count < 0) return unreadable(errno);
    size += static_cast<std::size_t>(count);
    if (size > most) return wrong(fmt::format("has more than {} bytes", most), "is this the intended file?");
    if (count == 0) {
      bytes.resize(size);
      return bytes;
    }
  }
}

}  // namespace convarith
