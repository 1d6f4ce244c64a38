#include "markup/svg_timing.hpp"

#include <fmt/core.h>

#include <cmath>
#include <utility>

#include "markup/xml_text.hpp"

namespace convarith {
namespace {

constexpr int kTimePlaces = 6;

void add_to_list(std::string& list, const std::string& more) {
  if (!list.empty()) list += ',';
  list += more;
}

}  // namespace

SvgTimingStyle::SvgTimingStyle(const SvgTiming& timing, std::string prefix)
    : timing_(timing),
      prefix_(std::move(prefix)),
      total_(static_cast<double>(timing.steps) * timing.delay + timing.hold) {}

/// Whether a group is shown in a single step only. All such groups share one rule and differ by their delays. The last
/// step counts as single only if it is shown as long as the others and does not stay.
bool SvgTimingStyle::is_single_step(const StepRuns& steps) const {
  if (steps.size() != 1 || steps.front().last - steps.front().first != 1) return false;
  return steps.front().last < timing_.steps || (timing_.hold == 0 && timing_.loop == 0);
}

std::string SvgTimingStyle::class_for(const StepRuns& steps) {
  if (steps == StepRuns{{0, timing_.steps}}) return {};
  if (is_single_step(steps)) {
    const std::size_t step = steps.front().first;
    return singles_.try_emplace(step, fmt::format("{}s{}", prefix_, step)).first->second;
  }
  return patterns_.try_emplace(steps, fmt::format("{}t{}", prefix_, patterns_.size())).first->second;
}

double SvgTimingStyle::begin_of(std::size_t step) const {
  return step == timing_.steps ? total_ : static_cast<double>(step) * timing_.delay;
}

/// Returns when a step begins, as a percentage of the animation. It is rounded down, so that the step has begun at that
/// very moment.
std::string SvgTimingStyle::percent(std::size_t step) const {
  const double units = std::pow(10, kTimePlaces);
  const double part = begin_of(step) / total_ * 100;
  // A value that is nearly a whole number of units counts as that number.
  return decimal(std::floor(part * units + 1e-3) / units, kTimePlaces) + "%";
}

/// Returns the animation property. An animation that plays a limited number of times stays as it ends.
std::string SvgTimingStyle::animation(const std::string& name) const {
  const std::string times = timing_.loop == 0 ? "infinite" : fmt::format("{} forwards", timing_.loop);
  return fmt::format("animation:{} {}s step-end {}", name, decimal(total_, kTimePlaces), times);
}

std::string SvgTimingStyle::keyframes(const StepRuns& steps) const {
  std::string shown;
  std::string hidden;
  if (steps.front().first > 0) hidden = "0%";
  for (const StepRun& run : steps) {
    add_to_list(shown, percent(run.first));
    if (run.last < timing_.steps) add_to_list(hidden, percent(run.last));
  }
  add_to_list(steps.back().last == timing_.steps ? shown : hidden, "to");
  return fmt::format("{}{{visibility:visible}}{}{{visibility:hidden}}", shown, hidden);
}

std::string SvgTimingStyle::style() const {
  if (singles_.empty() && patterns_.empty()) return {};
  std::string rules;
  if (!singles_.empty()) {
    const std::string name = prefix_ + "s";
    rules += fmt::format("[class^={0}]{{{1}}}\n@keyframes {0}{{{2}}}\n", name, animation(name), keyframes({{0, 1}}));
  }
  for (const auto& [step, name] : singles_) {
    if (step == 0) continue;
    rules += fmt::format(".{}{{animation-delay:{}s}}\n", name, decimal(begin_of(step), kTimePlaces));
  }
  for (const auto& [steps, name] : patterns_) {
    rules += fmt::format(".{0}{{{1}}}\n@keyframes {0}{{{2}}}\n", name, animation(name), keyframes(steps));
  }
  return fmt::format("@media (prefers-reduced-motion:no-preference){{\n{}}}\n", rules);
}

}  // namespace convarith
