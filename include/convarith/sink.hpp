#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// Receives the bytes of one file, in order.
class Sink {
 public:
  virtual ~Sink() = default;

  /// Takes the next bytes. Errors: the reason why the sink can't take them, as a failure; callers must not write again
  /// after an error.
  virtual Status write(std::span<const std::uint8_t> bytes) = 0;

  /// Takes the next bytes, those of a text. Errors: those of write().
  Status write_text(std::string_view text) {
    return write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  }
};

/// Keeps the bytes of a file in memory.
class MemorySink : public Sink {
 public:
  Status write(std::span<const std::uint8_t> bytes) override {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return ok();
  }

  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace convarith
