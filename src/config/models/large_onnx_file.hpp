#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "convarith/result.hpp"

namespace convarith {

/// The bytes of an ONNX file without its weights: where the file has the numbers of a large tensor, they are zeros.
/// Zeros take no memory, so that a file of any size takes as much as its layers do.
class LargeOnnxFile {
 public:
  /// Errors, with an empty `where`: the file can't be read, or has more than `most` bytes.
  static Result<LargeOnnxFile> read(const std::filesystem::path& file, std::size_t most);

  LargeOnnxFile(LargeOnnxFile&& other) noexcept;
  LargeOnnxFile& operator=(LargeOnnxFile&&) = delete;
  ~LargeOnnxFile();

  std::string_view bytes() const { return {start_, size_}; }

 private:
  LargeOnnxFile(char* start, std::size_t size) : start_(start), size_(size) {}

  char* start_;
  std::size_t size_;
};

}  // namespace convarith
