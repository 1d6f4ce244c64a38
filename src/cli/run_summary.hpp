#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/job.hpp"

namespace convarith {

/// What a job would write, a line for each output.
std::string plan_text(const Job& job);

/// What a run has written, for its closing line.
class RunSummary {
 public:
  void add(const Job& job, const Written& written);
  /// The index of pages, beside the figures.
  void add_index(const std::filesystem::path& path, const Written& written);
  bool is_empty() const { return figures_ == 0; }
  /// "wrote gif/a.gif (12.3 kB)"; there must be any figures.
  std::string text() const;

 private:
  std::size_t figures_ = 0;
  std::size_t files_ = 0;
  std::uint64_t bytes_ = 0;
  std::map<std::string, std::size_t> files_of_;  ///< by format
  std::vector<std::string> descriptions_;        ///< of the outputs of the first figure
  std::string index_;
};

}  // namespace convarith
