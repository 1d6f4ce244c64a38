// Style sheets of animations, as another reader of the specification understands them.

#include "markup/svg_timing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace convarith::testing::svg_timing_test {
namespace {

/// Visibility from some time on, by progress from 0 to 1.
using Keyframes = std::map<double, bool>;

Keyframes read_keyframes(const std::string& text) {
  Keyframes frames;
  const std::regex frame(R"(([^{};]+)\{visibility:(\w+)\})");
  for (std::sregex_iterator match(text.begin(), text.end(), frame), end; match != end; ++match) {
    std::istringstream places((*match)[1]);
    for (std::string place; std::getline(places, place, ',');) {
      frames[place == "to" ? 1 : std::stod(place) / 100] = (*match)[2] == "visible";
    }
  }
  if (!frames.contains(0) || !frames.contains(1)) throw std::runtime_error("no end in " + text);
  return frames;
}

struct Animation {
  std::string keyframes;
  double duration = 0;  // s
  double delay = 0;     // s
  double times = 0;     // 0: for ever
  bool stays = false;
};

void read_declarations(const std::string& text, Animation& animation) {
  std::smatch found;
  if (std::regex_search(text, found, std::regex(R"(animation:(\w+) ([\d.]+)s step-end (\w+)( forwards)?)"))) {
    animation = {found[1], std::stod(found[2]), 0, found[3] == "infinite" ? 0 : std::stod(found[3]), found[4].matched};
  }
  if (std::regex_search(text, found, std::regex(R"(animation-delay:([\d.]+)s)"))) {
    animation.delay = std::stod(found[1]);
  }
}

/// The rules that SvgTimingStyle writes (CSS Animations Level 1: keyframes hold their value with step-end).
class StyleReader {
 public:
  explicit StyleReader(const std::string& css) {
    const std::regex rule(R"((\[class\^=s\]|\.\w+|@keyframes \w+)\{((?:[^{}]|\{[^{}]*\})*)\})");
    for (std::sregex_iterator match(css.begin(), css.end(), rule), end; match != end; ++match) {
      const std::string name = (*match)[1];
      if (name.front() == '@') {
        keyframes_[name.substr(name.find(' ') + 1)] = read_keyframes((*match)[2]);
      } else if (name.front() == '[') {
        read_declarations((*match)[2], of_single_steps_);
      } else {
        const Animation usual = name[1] == 's' ? of_single_steps_ : Animation();
        read_declarations((*match)[2], animations_.try_emplace(name.substr(1), usual).first->second);
      }
    }
  }

  /// Whether a group of a class, visible without an animation or not, is seen at a time in s.
  bool is_visible(const std::string& name, bool otherwise, double time) const {
    if (name.empty()) return true;
    const auto found = animations_.find(name);
    const Animation& animation = found == animations_.end() ? of_single_steps_ : found->second;
    const Keyframes& frames = keyframes_.at(animation.keyframes);
    const double passed = (time - animation.delay) / animation.duration;
    if (passed < 0) return otherwise;
    if (animation.times > 0 && passed >= animation.times) return animation.stays ? frames.at(1) : otherwise;
    return std::prev(frames.upper_bound(passed - std::floor(passed)))->second;
  }

 private:
  Animation of_single_steps_;
  std::map<std::string, Animation> animations_;
  std::map<std::string, Keyframes> keyframes_;
};

bool shows(const StepRuns& steps, std::size_t step) {
  for (const StepRun& run : steps) {
    if (run.first <= step && step < run.last) return true;
  }
  return false;
}

StepRuns random_steps(std::size_t count, std::mt19937& engine) {
  StepRuns runs;
  const unsigned odds = 1 + engine() % 4;
  for (std::size_t step = 0; step < count; ++step) {
    if (engine() % 5 > odds) continue;
    if (!runs.empty() && runs.back().last == step) {
      ++runs.back().last;
    } else {
      runs.push_back({step, step + 1});
    }
  }
  return runs.empty() ? StepRuns{{count - 1, count}} : runs;
}

/// The step that is shown at a time in s, by counting.
std::size_t step_at(double time, const SvgTiming& timing) {
  const double total = static_cast<double>(timing.steps) * timing.delay + timing.hold;
  if (timing.loop > 0 && time >= timing.loop * total) return timing.steps - 1;
  const double within = std::fmod(time, total);
  return std::min(static_cast<std::size_t>(within / timing.delay), timing.steps - 1);
}

void expect_steps_in_time(const SvgTiming& timing, std::mt19937& engine) {
  std::vector<StepRuns> sets{{{0, timing.steps}}};
  for (std::size_t step = 0; step < timing.steps; ++step) sets.push_back({{step, step + 1}});
  for (int i = 0; i < 20; ++i) sets.push_back(random_steps(timing.steps, engine));
  SvgTimingStyle style(timing);
  std::vector<std::string> classes;
  for (const StepRuns& steps : sets) classes.push_back(style.class_for(steps));
  const StyleReader reader(style.style());
  const double total = static_cast<double>(timing.steps) * timing.delay + timing.hold;
  for (int loop = 0; loop < 4; ++loop) {
    for (std::size_t step = 0; step < timing.steps; ++step) {
      for (const double part : {0.001, 0.5, 0.999}) {
        const double time = loop * total + (static_cast<double>(step) + part) * timing.delay;
        const std::size_t shown = step_at(time, timing);
        for (std::size_t i = 0; i < sets.size(); ++i) {
          EXPECT_EQ(reader.is_visible(classes[i], sets[i].front().first == 0, time), shows(sets[i], shown))
              << "class " << classes[i] << " at " << time << " s of " << style.style();
        }
      }
    }
  }
}

TEST(SvgTiming, ShowsEveryGroupAtItsSteps) {
  std::mt19937 engine(8);
  for (const std::size_t steps : {2U, 3U, 9U, 36U}) {
    for (const double delay : {1.0, 0.02, 0.3}) {
      for (const double hold : {0.0, 2.0}) {
        for (const int loop : {0, 1, 3}) {
          SCOPED_TRACE(::testing::Message() << steps << " steps of " << delay << " s, " << hold << ", " << loop);
          expect_steps_in_time({steps, delay, hold, loop}, engine);
        }
      }
    }
  }
}

TEST(SvgTiming, IsExactOverAllTimesThatMayBeAskedFor) {
  std::mt19937 engine(9);
  for (const double delay : {0.02, 0.1234, 9.99, 65.536, 655.35}) {
    for (const double hold : {0.0, 0.0301, 70.0, 655.35}) {
      for (const int loop : {0, 1}) {
        SCOPED_TRACE(::testing::Message() << "steps of " << delay << " s, " << hold << ", " << loop);
        expect_steps_in_time({4, delay, hold, loop}, engine);
      }
    }
  }
}

TEST(SvgTiming, HasOneRuleOfKeyframesForTheSingleStepsOfALongAnimation) {
  constexpr std::size_t steps = 4096;
  SvgTimingStyle style({steps, 0.5, 0, 0});
  for (std::size_t step = 0; step < steps; ++step) style.class_for({{step, step + 1}});
  const std::string css = style.style();
  EXPECT_EQ(css.find("@keyframes"), css.rfind("@keyframes"));
  EXPECT_LT(css.size(), 36 * steps);
  const StyleReader reader(css);
  for (const std::size_t step : {0U, 1U, 999U, 4095U}) {
    const double begin = 0.5 * static_cast<double>(step);
    const std::string name = "s" + std::to_string(step);
    EXPECT_TRUE(reader.is_visible(name, step == 0, begin + 0.001));
    EXPECT_TRUE(reader.is_visible(name, step == 0, begin + 0.499));
    EXPECT_FALSE(reader.is_visible(name, step == 0, begin + 0.501));
    EXPECT_TRUE(reader.is_visible(name, step == 0, begin + 2048 + 0.25));
  }
}

TEST(SvgTiming, SaysNothingWhereNothingChanges) {
  SvgTimingStyle style({5, 1, 0, 0});
  EXPECT_EQ(style.class_for({{0, 5}}), "");
  EXPECT_EQ(style.style(), "");
}

TEST(SvgTiming, StandsStillWhereMotionIsUnwanted) {
  SvgTimingStyle style({5, 1, 0, 0});
  style.class_for({{1, 2}});
  EXPECT_TRUE(style.style().starts_with("@media (prefers-reduced-motion:no-preference){")) << style.style();
}

}  // namespace
}  // namespace convarith::testing::svg_timing_test
