#include "layout/page/side_by_side.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "layout/shapes/box.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/transforms.hpp"

namespace convarith {
namespace {

/// Maps the paints of one film to their places in another.
using PaintMap = std::vector<PaintId>;

bool look_alike(const Paint& a, const Paint& b) {
  return a.colour == b.colour && a.opacity == b.opacity && a.rim == b.rim && a.coarseness == b.coarseness &&
         a.takes_glaze == b.takes_glaze;
}

void add_missing(std::vector<PaintId>& list, const std::vector<PaintId>& more, const PaintMap& map) {
  for (const PaintId id : more) {
    if (std::find(list.begin(), list.end(), map[id]) == list.end()) list.push_back(map[id]);
  }
}

/// Lets `paint` also lie over what `other`, a paint that looks alike, may lie over.
void add_what_is_below(Paint& paint, const Paint& other, const PaintMap& map) {
  if (paint.over_glazed || other.over_glazed) {
    paint.over_glazed = paint.over_glazed.value_or(paint.over);
    add_missing(*paint.over_glazed, other.over_glazed.value_or(other.over), map);
  }
  add_missing(paint.over, other.over, map);
}

/// Adds those paints of `more` that `paints` lacks, and lets all of them lie over what they may lie over in either
/// film.
PaintMap merge_paints(std::vector<Paint>& paints, const std::vector<Paint>& more) {
  PaintMap map;
  map.reserve(more.size());
  for (const Paint& paint : more) {
    auto same =
        std::find_if(paints.begin(), paints.end(), [&](const Paint& other) { return look_alike(paint, other); });
    if (same == paints.end()) {
      same = paints.insert(paints.end(),
                           {paint.colour, paint.opacity, {}, paint.rim, paint.coarseness, paint.takes_glaze, {}});
    }
    map.push_back(static_cast<PaintId>(same - paints.begin()));
  }
  for (std::size_t i = 0; i < more.size(); ++i) add_what_is_below(paints[map[i]], more[i], map);
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
  for (PaintId& fill : key.further_fills) fill = map[fill];
  if (key.bar) {
    for (PaintId& level : key.bar->levels) level = map[level];
  }
  key.line = map[key.line];
  return key;
}

/// Adds a key. Keys that look alike share a sample. Their texts are joined by " / ", or if one begins with the other,
/// the shorter text stays.
void add_key(std::vector<Key>& keys, const Key& key) {
  const auto same = std::find_if(keys.begin(), keys.end(), [&key](Key other) {
    other.text = key.text;
    return other == key;
  });
  if (same == keys.end()) {
    keys.push_back(key);
  } else if (same->text.starts_with(key.text)) {
    same->text = key.text;
  } else if (!key.text.starts_with(same->text)) {
    same->text += " / " + key.text;
  }
}

/// Merges neighbouring sheets if all of them are still or none is. Sheets that grow become sheets that are drawn anew
/// for each step.
std::vector<Sheet> runs_of(std::vector<Sheet> sheets) {
  std::vector<Sheet> runs;
  for (Sheet& sheet : sheets) {
    sheet.added = {};
    if (runs.empty() || runs.back().still != sheet.still) {
      runs.push_back(std::move(sheet));
      continue;
    }
    add_maps(sheet.maps, runs.back().maps);
    runs.back().draw = [below = std::move(runs.back().draw), above = std::move(sheet.draw)](std::size_t step) {
      DisplayList shapes = below(step);
      DisplayList more = above(step);
      std::move(more.begin(), more.end(), std::back_inserter(shapes));
      return shapes;
    };
  }
  return runs;
}

/// Merges the sheets of two films. As the films do not touch, their sheets may be drawn in any order: still sheets are
/// merged with still ones, so that there are no more of them than in one film.
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
  // Each film has a border of its own; between two films one and a half borders are enough.
  const double beside = left.film.width - kBorder / 2;
  const double width = beside + right.film.width;
  Film left_film = moved(std::move(left.film), {0, (height - left.film.height) / 2});
  Film right_film = moved(std::move(right.film), {beside, (height - right.film.height) / 2});

  Drawing both;
  both.ink = left.ink;
  both.film = {width, height, left_film.steps, std::move(left_film.paints), {}};
  const PaintMap map = merge_paints(both.film.paints, right_film.paints);
  for (Sheet& sheet : right_film.sheets) sheet = repainted(std::move(sheet), map);
  both.film.walk = left_film.walk;
  both.film.sheets = interleaved(std::move(left_film.sheets), std::move(right_film.sheets));
  both.keys = std::move(left.keys);
  for (const Key& key : right.keys) add_key(both.keys, repainted(key, map));
  both.outline = {
      {kBorder, kBorder}, {width - kBorder, kBorder}, {width - kBorder, height - kBorder}, {kBorder, height - kBorder}};
  return both;
}

}  // namespace convarith
