#include "side_by_side.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "box.hpp"
#include "measures.hpp"
#include "moving.hpp"

namespace convarith {
namespace {

/// Paints of one film with their places in another.
using PaintMap = std::vector<PaintId>;

bool look_alike(const Paint& a, const Paint& b) {
  return a.colour == b.colour && a.opacity == b.opacity && a.rim == b.rim && a.coarseness == b.coarseness &&
         a.takes_glaze == b.takes_glaze;
}

/// Adds the paints of `more` that `paints` lacks, and what all of them may lie over.
PaintMap merge_paints(std::vector<Paint>& paints, const std::vector<Paint>& more) {
  PaintMap map;
  map.reserve(more.size());
  for (const Paint& paint : more) {
    auto same =
        std::find_if(paints.begin(), paints.end(), [&](const Paint& other) { return look_alike(paint, other); });
    if (same == paints.end())
      same = paints.insert(paints.end(),
                           {paint.colour, paint.opacity, {}, paint.rim, paint.coarseness, paint.takes_glaze});
    map.push_back(static_cast<PaintId>(same - paints.begin()));
  }
  for (std::size_t i = 0; i < more.size(); ++i) {
    std::vector<PaintId>& over = paints[map[i]].over;
    for (const PaintId below : more[i].over) {
      if (std::find(over.begin(), over.end(), map[below]) == over.end()) over.push_back(map[below]);
    }
  }
  return map;
}

Sheet repainted(Sheet sheet, const PaintMap& map) {
  sheet.draw = [draw = std::move(sheet.draw), map](std::size_t step) {
    DisplayList shapes = draw(step);
    for (Shape& shape : shapes) shape.paint = map[shape.paint];
    return shapes;
  };
  return sheet;
}

Key repainted(Key key, const PaintMap& map) {
  if (key.fill) key.fill = map[*key.fill];
  if (key.glaze) key.glaze = map[*key.glaze];
  key.line = map[key.line];
  return key;
}

/// Sheets that follow each other and are still, or not, as one.
std::vector<Sheet> runs_of(std::vector<Sheet> sheets) {
  std::vector<Sheet> runs;
  for (Sheet& sheet : sheets) {
    if (runs.empty() || runs.back().still != sheet.still) {
      runs.push_back(std::move(sheet));
      continue;
    }
    runs.back().draw = [below = std::move(runs.back().draw), above = std::move(sheet.draw)](std::size_t step) {
      DisplayList shapes = below(step);
      DisplayList more = above(step);
      std::move(more.begin(), more.end(), std::back_inserter(shapes));
      return shapes;
    };
  }
  return runs;
}

/// As the films don't touch, their sheets may be drawn in any order: still ones with still ones, of which there are
/// then no more than in one film.
std::vector<Sheet> interleaved(std::vector<Sheet> left, std::vector<Sheet> right) {
  left = runs_of(std::move(left));
  right = runs_of(std::move(right));
  std::vector<Sheet> sheets;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    for (std::vector<Sheet>* const film : {&left, &right}) {
      if (i < film->size()) sheets.push_back(std::move((*film)[i]));
    }
  }
  return runs_of(std::move(sheets));
}

}  // namespace

Drawing side_by_side(Drawing left, Drawing right) {
  assert(left.film.steps == right.film.steps);
  const double height = std::max(left.film.height, right.film.height);
  // Each film has a border of its own; between them one and a half is enough.
  const double beside = left.film.width - kBorder / 2;
  const double width = beside + right.film.width;
  Film left_film = moved(std::move(left.film), {0, (height - left.film.height) / 2});
  Film right_film = moved(std::move(right.film), {beside, (height - right.film.height) / 2});

  Drawing both;
  both.ink = left.ink;
  both.film = {width, height, left_film.steps, std::move(left_film.paints), {}};
  const PaintMap map = merge_paints(both.film.paints, right_film.paints);
  for (Sheet& sheet : right_film.sheets) sheet = repainted(std::move(sheet), map);
  both.film.sheets = interleaved(std::move(left_film.sheets), std::move(right_film.sheets));
  both.keys = std::move(left.keys);
  for (const Key& key : right.keys) {
    const Key same = repainted(key, map);
    if (std::find(both.keys.begin(), both.keys.end(), same) == both.keys.end()) both.keys.push_back(same);
  }
  both.outline = {
      {kBorder, kBorder}, {width - kBorder, kBorder}, {width - kBorder, height - kBorder}, {kBorder, height - kBorder}};
  return both;
}

}  // namespace convarith
