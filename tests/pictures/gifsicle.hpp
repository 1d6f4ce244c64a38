#pragma once

#include <filesystem>
#include <string>

#include "tests/pictures/running.hpp"

namespace convarith::testing {

/// How much smaller gifsicle makes a GIF, as a share of its size.
struct Found {
  double share = 0;
  double ours = 0;
  double theirs = 0;
};

inline Found found_by_gifsicle(const std::filesystem::path& gif) {
  const std::string smaller = gif.string() + ".smaller";
  output_of({"gifsicle", "-O3", gif.string(), "-o", smaller});
  Found found;
  found.ours = static_cast<double>(std::filesystem::file_size(gif));
  found.theirs = static_cast<double>(std::filesystem::file_size(smaller));
  found.share = 1 - found.theirs / found.ours;
  return found;
}

/// What gifsicle finds in several GIFs together.
class FoundInAll {
 public:
  Found add(const std::filesystem::path& gif) {
    const Found found = found_by_gifsicle(gif);
    ours_ += found.ours;
    theirs_ += found.theirs;
    return found;
  }
  double share() const { return 1 - theirs_ / ours_; }

 private:
  double ours_ = 0;
  double theirs_ = 0;
};

}  // namespace convarith::testing
