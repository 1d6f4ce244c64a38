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

}  // namespace convarith
