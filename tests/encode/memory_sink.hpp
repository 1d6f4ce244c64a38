#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "convarith/sink.hpp"

namespace convarith::testing {

/// Keeps what is written as text, which tests search and compare.
class TextSink : public Sink {
 public:
  Status write(std::span<const std::uint8_t> bytes) override {
    bytes_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return ok();
  }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// A disk that is full from the first byte on.
class FullSink : public Sink {
 public:
  Status write(std::span<const std::uint8_t>) override { return failure("disk", "full"); }
};

}  // namespace convarith::testing
