#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/job.hpp"

namespace convarith {

/// Describes what a job would write, one line for each output.
std::string plan_text(const Job& job);

/// Collects what a run has written, for its closing line.
class RunSummary {
 public:
  void add(const Job& job, const Written& written);
  /// Adds the index of pages, which does not count as a figure.
  void add_index(const std::filesystem::path& path, const Written& written);
  bool is_empty() const { return figures_ == 0; }
  /// Returns the closing line, such as "wrote gif/a.gif (12.3 kB)". There must be at least one figure.
  std::string text() const;

 private:
  std::size_t figures_ = 0;
  std::size_t files_ = 0;
  std::uint64_t bytes_ = 0;
  std::map<std::string, std::size_t> files_of_;  ///< number of files of each format
  std::vector<std::string> descriptions_;        ///< descriptions of the first figure's outputs
  std::string index_;
};

}  // namespace convarith
