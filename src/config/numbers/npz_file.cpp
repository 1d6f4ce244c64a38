#include "config/numbers/npz_file.hpp"

#include <fmt/core.h>
#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "config/numbers/npy_file.hpp"
#include "config/shortened.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

// The records of a ZIP archive (PKWARE, APPNOTE.TXT, 4.3), which are little-endian.
constexpr std::string_view kLocalMark = "PK\x03\x04";
constexpr std::string_view kDirectoryMark = "PK\x01\x02";
constexpr std::string_view kEndMark = "PK\x05\x06";
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kDirectorySize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kLongestComment = 65535;
/// In place of a number that stands in a field of ZIP64, which archives of less than 4 GB don't need.
constexpr std::uint32_t kElsewhere = 0xffffffff;

constexpr std::size_t kMostEntries = 65534;
/// A .npy file has numbers of 8 bytes at most behind a header that is small.
constexpr std::uint64_t kMostEntryBytes = 8 * kMostNumbers + 65536;
/// Deflate makes nothing more than so many times smaller.
constexpr std::uint64_t kMostDeflated = 1032;

constexpr std::string_view kSuffix = ".npy";

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = size; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

Problem damaged_archive(std::string_view why) {
  return wrong(fmt::format("is no valid .npz file: {}", why), "it seems to be cut off or damaged; write it again");
}

/// Returns the record at the end, which tells where the directory is.
std::optional<std::string_view> end_record(std::string_view bytes) {
  if (bytes.size() < kEndSize) return std::nullopt;
  const std::size_t first = bytes.size() - std::min(bytes.size(), kEndSize + kLongestComment);
  const std::size_t at = bytes.substr(first).rfind(kEndMark);
  if (at == std::string_view::npos || bytes.size() - first - at < kEndSize) return std::nullopt;
  return bytes.substr(first + at, kEndSize);
}

/// Returns the bytes of an entry, which lie behind a record of their own.
std::optional<std::string_view> entry_bytes(std::string_view archive, std::uint32_t offset, std::uint32_t size) {
  if (offset > archive.size() || archive.size() - offset < kLocalSize) return std::nullopt;
  const std::string_view local = archive.substr(offset);
  if (!local.starts_with(kLocalMark)) return std::nullopt;
  const std::size_t before = kLocalSize + number_at(local, 26, 2) + number_at(local, 28, 2);
  if (local.size() < before || local.size() - before < size) return std::nullopt;
  return local.substr(before, size);
}

/// Reads an entry of the directory, whose name is `name`.
Result<NpzEntry> entry_of(std::string_view archive, std::string_view record, std::string_view name) {
  const std::uint32_t flags = number_at(record, 8, 2);
  const std::uint32_t method = number_at(record, 10, 2);
  const std::uint32_t packed_size = number_at(record, 20, 4);
  const std::uint32_t size = number_at(record, 24, 4);
  const std::uint32_t offset = number_at(record, 42, 4);
  const std::string quoted = shortened(name);
  if ((flags & 1) != 0) return wrong(fmt::format("'{}' is encrypted", quoted), "write it without a password");
  if (method != 0 && method != 8) {
    return wrong(fmt::format("'{}' is compressed by method {}, which is not read", quoted, method),
                 "save it with numpy.savez or numpy.savez_compressed");
  }
  if (std::max({packed_size, size, offset}) == kElsewhere) {
    return wrong(fmt::format("'{}' has the sizes of a file of more than 4 GB", quoted), "save fewer numbers");
  }
  const auto bytes = entry_bytes(archive, offset, packed_size);
  if (!bytes) return damaged_archive(fmt::format("'{}' is not where the directory says", quoted));
  const bool is_deflated = method == 8;
  if (!is_deflated && size != packed_size) return damaged_archive(fmt::format("'{}' has two sizes", quoted));
  NpzEntry entry{std::string(name), is_deflated, number_at(record, 16, 4), size, *bytes};
  if (name.ends_with(kSuffix)) entry.name.resize(name.size() - kSuffix.size());
  return entry;
}

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

/// Returns the .npy file of an entry. Errors: its bytes don't decompress to the size that it tells.
Result<std::string> inflated(const NpzEntry& entry) {
  if (entry.size > kMostDeflated * (entry.bytes.size() + 1)) {
    return damaged_archive(fmt::format("'{}' would be too large for its bytes", shortened(entry.name)));
  }
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(libdeflate_alloc_decompressor());
  std::string bytes(entry.size, '\0');
  const libdeflate_result result =
      decompressor == nullptr ? LIBDEFLATE_BAD_DATA
                              : libdeflate_deflate_decompress(decompressor.get(), entry.bytes.data(),
                                                              entry.bytes.size(), bytes.data(), bytes.size(), nullptr);
  if (result != LIBDEFLATE_SUCCESS) {
    return damaged_archive(fmt::format("'{}' can't be decompressed", shortened(entry.name)));
  }
  return bytes;
}

Result<Tensor> read_checked(const NpzEntry& entry, std::string_view bytes) {
  if (libdeflate_crc32(0, bytes.data(), bytes.size()) != entry.checksum) {
    return damaged_archive(fmt::format("'{}' has a wrong checksum", shortened(entry.name)));
  }
  Result<Tensor> tensor = read_npy(bytes);
  if (tensor) return tensor;
  Problem problem = tensor.problems().front();
  problem.why = fmt::format("'{}' {}", shortened(entry.name), problem.why);
  return problem;
}

}  // namespace

bool looks_like_npz(std::string_view bytes) {
  return bytes.starts_with(kLocalMark) || bytes.starts_with(kEndMark);
}

Result<std::vector<NpzEntry>> npz_entries(std::string_view bytes) {
  const auto end = end_record(bytes);
  if (!end) return damaged_archive("its directory is missing");
  const std::size_t count = number_at(*end, 10, 2);
  const std::size_t size = number_at(*end, 12, 4);
  const std::size_t offset = number_at(*end, 16, 4);
  if (count > kMostEntries || offset == kElsewhere) return wrong("has more entries or bytes than are read");
  if (offset > bytes.size() || size > bytes.size() - offset) return damaged_archive("its directory lies outside of it");
  std::string_view directory = bytes.substr(offset, size);
  std::vector<NpzEntry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    if (directory.size() < kDirectorySize || !directory.starts_with(kDirectoryMark)) {
      return damaged_archive("its directory ends early");
    }
    const std::size_t name_size = number_at(directory, 28, 2);
    const std::size_t all = kDirectorySize + name_size + number_at(directory, 30, 2) + number_at(directory, 32, 2);
    if (directory.size() < all) return damaged_archive("its directory ends early");
    Result<NpzEntry> entry = entry_of(bytes, directory, directory.substr(kDirectorySize, name_size));
    if (!entry) return entry.problems();
    entries.push_back(*std::move(entry));
    directory.remove_prefix(all);
  }
  return entries;
}

Result<Tensor> read_npz_entry(const NpzEntry& entry) {
  if (entry.size > kMostEntryBytes) {
    return wrong(fmt::format("'{}' has {} bytes, more than are read", shortened(entry.name), entry.size));
  }
  if (!entry.is_deflated) return read_checked(entry, entry.bytes);
  const Result<std::string> bytes = inflated(entry);
  if (!bytes) return bytes.problems();
  return read_checked(entry, *bytes);
}

}  // namespace convarith
