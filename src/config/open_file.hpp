#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "config/source_bytes.hpp"

namespace convarith {

/// A file that is open for reading, or standard input if the name is "-". The destructor closes it, unless it is
/// standard input.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& file)
      : is_own_(file != kStandardInput), number_(is_own_ ? ::open(file.c_str(), O_RDONLY | O_CLOEXEC) : STDIN_FILENO) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (is_own_ && number_ >= 0) ::close(number_);
  }

  /// The number by which the system knows the file; negative if it couldn't be opened, with the reason in `errno`.
  int number() const { return number_; }

 private:
  bool is_own_;
  int number_;
};

}  // namespace convarith
