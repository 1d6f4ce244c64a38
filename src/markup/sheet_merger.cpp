#include "markup/sheet_merger.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <map>
#include <numeric>
#include <optional>
#include <type_traits>
#include <variant>

namespace convarith {
namespace {

/// A hash like FNV-1a, over words. Equal shapes have equal hashes.
class Hash {
 public:
  void add(std::uint64_t word) {
    value_ = (value_ ^ word) * 0x100000001b3;
    value_ ^= value_ >> 29;
  }
  void add(double number) { add(std::bit_cast<std::uint64_t>(number + 0.0)); }  // -0 becomes 0
  void add(Point point) {
    add(point.x);
    add(point.y);
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

void add_form(const Fill& fill, Hash& hash) {
  for (const Point& point : fill.polygon) hash.add(point);
}

void add_form(const Stroke& stroke, Hash& hash) {
  hash.add(stroke.width);
  for (const Stroke::Path& path : stroke.paths) {
    for (const Point& point : path.points) hash.add(point);
  }
}

void add_form(const Text& text, Hash& hash) {
  hash.add(text.size);
  hash.add(text.origin);
  for (const Text::Glyph& glyph : text.glyphs) hash.add(std::uint64_t{glyph.id});
}

std::uint64_t hash_of(const Shape& shape) {
  Hash hash;
  hash.add(static_cast<std::uint64_t>(shape.role));
  hash.add(std::uint64_t{shape.paint});
  std::visit([&hash](const auto& form) { add_form(form, hash); }, shape.form);
  return hash.value();
}

bool same(const Fill& a, const Fill& b) {
  return a.polygon == b.polygon;
}

bool same(const Stroke& a, const Stroke& b) {
  const auto same_path = [](const Stroke::Path& one, const Stroke::Path& other) {
    return one.closed == other.closed && one.points == other.points;
  };
  return a.width == b.width && a.dash == b.dash &&
         std::equal(a.paths.begin(), a.paths.end(), b.paths.begin(), b.paths.end(), same_path);
}

bool same(const Text& a, const Text& b) {
  const auto same_glyph = [](const Text::Glyph& one, const Text::Glyph& other) {
    return one.id == other.id && one.offset == other.offset;
  };
  return a.face == b.face && a.size == b.size && a.origin == b.origin && a.characters == b.characters &&
         std::equal(a.glyphs.begin(), a.glyphs.end(), b.glyphs.begin(), b.glyphs.end(), same_glyph);
}

bool same(const Shape& a, const Shape& b) {
  if (a.role != b.role || a.cell != b.cell || a.paint != b.paint || a.sheet != b.sheet) return false;
  if (a.form.index() != b.form.index()) return false;
  return std::visit([&b](const auto& form) { return same(form, std::get<std::decay_t<decltype(form)>>(b.form)); },
                    a.form);
}

void add_step_to(StepRuns& steps, std::size_t step) {
  if (!steps.empty() && steps.back().last == step) {
    ++steps.back().last;
  } else {
    steps.push_back({step, step + 1});
  }
}

std::size_t count_of(const StepRuns& steps) {
  const auto add = [](std::size_t sum, const StepRun& run) { return sum + run.last - run.first; };
  return std::accumulate(steps.begin(), steps.end(), std::size_t{0}, add);
}

/// Whether a shape is shown for long: in all steps; in more than one step from the first on or up to the last; in at
/// least `many` steps at a time; or in several runs that make up most steps.
bool is_long(const StepRuns& steps, std::size_t of) {
  constexpr std::size_t many = 8;
  const std::size_t count = count_of(steps);
  if (count == of) return true;
  if (steps.size() > 1) return count * 2 > of;
  const bool touches_an_end = steps.front().first == 0 || steps.front().last == of;
  return touches_an_end ? count > 1 : count >= many;
}

/// Shapes of one kind that may be drawn next, ordered by when they are shown, then by when they first came.
using Ready = std::set<std::pair<StepRuns, std::size_t>>;

}  // namespace

std::size_t SheetMerger::find_or_add(Shape shape, PaintId dark, std::set<std::size_t>& taken) {
  const std::uint64_t hash = hash_of(shape);
  const auto [first, last] = by_hash_.equal_range(hash);
  // Known shapes are taken in the order in which they were added, so that a shape that a step has twice keeps its two
  // places.
  std::optional<std::size_t> found;
  for (auto place = first; place != last; ++place) {
    const TimedShape& known = shapes_[place->second];
    if (known.dark != dark || taken.contains(place->second) || !same(known.shape, shape)) continue;
    found = std::min(found.value_or(place->second), place->second);
  }
  if (!found) {
    found = shapes_.size();
    shapes_.push_back({std::move(shape), dark, {}, true});
    by_hash_.emplace(hash, *found);
  }
  taken.insert(*found);
  return *found;
}

void SheetMerger::add_step(DisplayList shapes, std::span<const PaintId> darks) {
  assert(shapes.size() == darks.size() && !stays_);
  std::set<std::size_t> taken;
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    list.push_back(find_or_add(std::move(shapes[i]), darks[i], taken));
    add_step_to(shapes_[list.back()].steps, count_);
  }
  steps_.push_back(std::move(list));
  ++count_;
}

void SheetMerger::add_to_what_stays(DisplayList shapes, std::span<const PaintId> darks) {
  assert(shapes.size() == darks.size() && steps_.empty());
  stays_ = true;
  for (std::size_t i = 0; i < shapes.size(); ++i)
    shapes_.push_back({std::move(shapes[i]), darks[i], {{count_, 0}}, true});
  ++count_;
}

/// Finds the shapes that last. Shapes of one role and paint are usually cells of a map. If they come and go, they do so
/// together: those of a step are drawn as one, which is smaller and shows no seams.
void SheetMerger::find_what_lasts(std::size_t steps) {
  // How many steps the long shapes have, and how many all shapes have.
  std::map<std::pair<Role, PaintId>, std::pair<std::size_t, std::size_t>> counts;
  for (TimedShape& shape : shapes_) {
    shape.lasts = is_long(shape.steps, steps);
    auto& [of_long_ones, of_all] = counts[{shape.shape.role, shape.shape.paint}];
    of_long_ones += shape.lasts ? count_of(shape.steps) : 0;
    of_all += count_of(shape.steps);
  }
  for (TimedShape& shape : shapes_) {
    const auto& [of_long_ones, of_all] = counts[{shape.shape.role, shape.shape.paint}];
    if (of_long_ones * 2 <= of_all) shape.lasts = false;
  }
}

/// Returns an order that all steps agree with, or only some of the shapes if there is none (Kahn 1962). Shapes that
/// last stay with those that are shown at the same steps, and the others with each other.
std::vector<std::size_t> SheetMerger::sorted() const {
  std::vector<std::vector<std::size_t>> followers(shapes_.size());
  std::vector<std::size_t> waits(shapes_.size());
  std::set<std::pair<std::size_t, std::size_t>> known;
  for (const std::vector<std::size_t>& list : steps_) {
    for (std::size_t i = 1; i < list.size(); ++i) {
      if (!known.emplace(list[i - 1], list[i]).second) continue;
      followers[list[i - 1]].push_back(list[i]);
      ++waits[list[i]];
    }
  }
  Ready lasting;
  Ready momentary;
  const auto make_ready = [&](std::size_t shape) {
    if (shapes_[shape].lasts) {
      lasting.emplace(shapes_[shape].steps, shape);
    } else {
      momentary.emplace(StepRuns{}, shape);
    }
  };
  for (std::size_t shape = 0; shape < shapes_.size(); ++shape) {
    if (waits[shape] == 0) make_ready(shape);
  }
  std::vector<std::size_t> order;
  StepRuns current;
  while (!lasting.empty() || !momentary.empty()) {
    Ready& ready = lasting.empty() || (current.empty() && !momentary.empty()) ? momentary : lasting;
    auto next = ready.lower_bound({current, 0});
    if (next == ready.end()) next = ready.begin();
    const auto [when, shape] = *next;
    ready.erase(next);
    current = when;
    order.push_back(shape);
    for (const std::size_t follower : followers[shape]) {
      if (--waits[follower] == 0) make_ready(follower);
    }
  }
  return order;
}

std::vector<TimedShape> SheetMerger::one_step_at_a_time() {
  std::vector<TimedShape> result;
  for (std::size_t step = 0; step < steps_.size(); ++step) {
    for (const std::size_t shape : steps_[step]) {
      result.push_back({shapes_[shape].shape, shapes_[shape].dark, {{step, step + 1}}, false});
    }
  }
  return result;
}

std::vector<TimedShape> SheetMerger::finish(std::size_t steps) && {
  if (stays_) {
    for (TimedShape& shape : shapes_) shape.steps.front().last = steps;
    return std::move(shapes_);
  }
  find_what_lasts(steps);
  const std::vector<std::size_t> order = sorted();
  if (order.size() < shapes_.size()) return one_step_at_a_time();
  std::vector<TimedShape> result;
  result.reserve(order.size());
  for (const std::size_t shape : order) result.push_back(std::move(shapes_[shape]));
  return result;
}

}  // namespace convarith
