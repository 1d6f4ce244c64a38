#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "markup/timeline.hpp"

namespace convarith {

/// How an animation goes through its steps.
struct SvgTiming {
  std::size_t steps = 1;
  double delay = 1;  ///< time for which each step is shown, s
  double hold = 0;   ///< time for which the last step is shown on top of that, s
  int loop = 0;      ///< number of times that the animation plays; 0: for ever
};

/// Style sheets that show and hide groups of an SVG. Without them, a group that the first step shows is visible, and
/// any other is hidden. This is what stays where motion is unwanted or style sheets are not understood.
class SvgTimingStyle {
 public:
  /// Names of classes and keyframes begin with `prefix`, for documents with several figures.
  explicit SvgTimingStyle(const SvgTiming& timing, std::string prefix = {});

  /// Returns the class of groups that these steps show; empty if all steps do.
  std::string class_for(const StepRuns& steps);
  /// Returns the rules for all classes that were asked for.
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
  std::map<StepRuns, std::string> patterns_;    // classes of all other runs
};

}  // namespace convarith
