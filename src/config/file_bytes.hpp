#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "convarith/result.hpp"

namespace convarith {

/// The bytes of a file. The system brings those of a regular file into memory that are looked at.
class FileBytes {
 public:
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&&) = delete;
  ~FileBytes();

  std::string_view bytes() const {
    return start_ == nullptr ? std::string_view(read_) : std::string_view(start_, size_);
  }

 private:
  friend Result<FileBytes> open_file_bytes(const std::filesystem::path& file);

  FileBytes(const char* start, std::size_t size) : start_(start), size_(size) {}
  explicit FileBytes(std::string read) : read_(std::move(read)) {}

  const char* start_ = nullptr;
  std::size_t size_ = 0;
  std::string read_;
};

/// Opens a file, or standard input if its name is "-". Errors: it isn't there, can't be read, or has more than 2 GB
/// (or, if it is no regular file, more than kMostBytesRead); `where` is empty, and `why` begins with the file's name.
Result<FileBytes> open_file_bytes(const std::filesystem::path& file);

}  // namespace convarith
