#pragma once

#include <cstdint>
#include <span>
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
