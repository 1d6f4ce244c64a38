#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "markup/timeline.hpp"

namespace convarith {

/// How an animation goes through its steps.
struct SvgTiming {
  std::size_t steps = 1;
  double delay = 1;  ///< s for which each step is shown
  double hold = 0;   ///< s for which the last step is shown on top of that
  int loop = 0;      ///< how often it plays; 0: for ever
};

/// Style sheets that switch groups of an SVG on and off. A group that the first step shows is visible without them, any
/// other is hidden; where motion is unwanted, or style sheets are not understood, it stays at that.
class SvgTimingStyle {
 public:
  /// Names of classes and keyframes begin with `prefix`, for documents with several figures.
  explicit SvgTimingStyle(const SvgTiming& timing, std::string prefix = {});

  /// The class of groups that these steps show; empty where all do.
  std::string class_for(const StepRuns& steps);
  /// The rules for all classes that were asked for.
  std::string style() const;

 private:
  bool is_single_step(const StepRuns& steps) const;
  double begin_of(std::size_t step) const;
  std::string percent(std::size_t step) const;
  std::string animation(const std::string& name) const;
  std::string keyframes(const StepRuns& steps) const;

  SvgTiming timing_;
  std::string prefix_;
  double total_;                                // s
  std::map<std::size_t, std::string> singles_;  // classes of single steps
  std::map<StepRuns, std::string> patterns_;    // of all others
};

}  // namespace convarith
