#pragma once

#include <cstdint>
#include <span>

#include "convarith/result.hpp"

namespace convarith {

/// Takes the bytes of one file, in order.
class Sink {
 public:
  virtual ~Sink() = default;

  /// Errors: what kept the bytes from being taken, as a failure. Nothing more may be written after one.
  virtual Status write(std::span<const std::uint8_t> bytes) = 0;
};

}  // namespace convarith
