#include "markup/timeline.hpp"

#include <cassert>
#include <iterator>
#include <map>
#include <utility>

namespace convarith {
namespace {

std::vector<PaintId> paints_of(const DisplayList& shapes) {
  std::vector<PaintId> paints;
  paints.reserve(shapes.size());
  for (const Shape& shape : shapes) paints.push_back(shape.paint);
  return paints;
}

/// Adds a group for each step that shows any of the shapes.
void add_by_step(const std::vector<const TimedShape*>& shapes, std::vector<ShapeGroup>& groups) {
  std::map<std::size_t, std::vector<const TimedShape*>> steps;
  for (const TimedShape* shape : shapes) {
    for (const StepRun& run : shape->steps) {
      for (std::size_t step = run.first; step < run.last; ++step) steps[step].push_back(shape);
    }
  }
  for (auto& [step, shown] : steps) groups.push_back({{{step, step + 1}}, std::move(shown)});
}

}  // namespace

TimelineMaker::TimelineMaker(const Film& film, const Film* dark)
    : film_(film), dark_(dark), sheets_(film.sheets.size()) {
  assert(dark == nullptr || dark->sheets.size() == film.sheets.size());
}

void TimelineMaker::add(std::size_t step) {
  if (steps_ == 0) first_step_ = step;
  assert(step == first_step_ + steps_);
  for (std::size_t sheet = 0; sheet < sheets_.size(); ++sheet) add_to(sheet, step);
  ++steps_;
}

void TimelineMaker::add_to(std::size_t sheet, std::size_t step) {
  const bool is_first = step == first_step_;
  const auto shapes_of = [is_first, sheet, step](const Film& film) {
    const Sheet& drawn = film.sheets[sheet];
    return is_first || !drawn.added ? drawn.draw(step) : drawn.added(step);
  };
  const Sheet& drawn = film_.sheets[sheet];
  if (drawn.still && !is_first) return;
  DisplayList shapes = shapes_of(film_);
  const std::vector<PaintId> darks = paints_of(dark_ != nullptr ? shapes_of(*dark_) : shapes);
  if (drawn.still || drawn.added) {
    sheets_[sheet].add_to_what_stays(std::move(shapes), darks);
  } else {
    sheets_[sheet].add_step(std::move(shapes), darks);
  }
}

Timeline TimelineMaker::finish() && {
  Timeline timeline{first_step_, steps_, {}};
  for (SheetMerger& sheet : sheets_) {
    std::vector<TimedShape> shapes = std::move(sheet).finish(steps_);
    std::move(shapes.begin(), shapes.end(), std::back_inserter(timeline.shapes));
  }
  return timeline;
}

Timeline make_timeline(const Film& film, const Film* dark, std::size_t first, std::size_t last) {
  TimelineMaker maker(film, dark);
  for (std::size_t step = first; step < last; ++step) maker.add(step);
  return std::move(maker).finish();
}

std::vector<ShapeGroup> grouped(const Timeline& timeline) {
  std::vector<ShapeGroup> groups;
  std::vector<const TimedShape*> momentary;
  for (const TimedShape& shape : timeline.shapes) {
    if (!shape.lasts) {
      momentary.push_back(&shape);
      continue;
    }
    add_by_step(momentary, groups);
    momentary.clear();
    if (groups.empty() || groups.back().steps != shape.steps) groups.push_back({shape.steps, {}});
    groups.back().shapes.push_back(&shape);
  }
  add_by_step(momentary, groups);
  return groups;
}

}  // namespace convarith
