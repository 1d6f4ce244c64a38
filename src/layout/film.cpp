#include "layout/film.hpp"

#include <iterator>

namespace convarith {

DisplayList Film::scene(std::size_t step) const {
  DisplayList scene;
  for (const Sheet& sheet : sheets) {
    DisplayList shapes = sheet.draw(step);
    std::move(shapes.begin(), shapes.end(), std::back_inserter(scene));
  }
  return scene;
}

std::vector<CellMap> Film::maps() const {
  std::vector<CellMap> all;
  for (const Sheet& sheet : sheets) all.insert(all.end(), sheet.maps.begin(), sheet.maps.end());
  return all;
}

}  // namespace convarith
