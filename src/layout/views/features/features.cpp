#include "layout/views/features/features.hpp"

#include <utility>

#include "layout/model_words.hpp"
#include "layout/views/features/feature_rows.hpp"
#include "layout/views/features/feature_words.hpp"
#include "layout/views/features/tile_figure.hpp"

namespace convarith {

Status check_features(const Subject& subject, const FigureOptions&) {
  if (!subject.model) return usage_problem("view", "shows a whole model", "give several layers, or --model");
  if (!subject.model_numbers) {
    return usage_problem("view", "shows the numbers of a model, and none are given",
                         "give a picture with --values and weights with --weights, or --random 1");
  }
  return check_feature_rows(*subject.model, *subject.model_numbers);
}

Drawing draw_features(const Subject& subject, const FigureOptions&, const Theme& theme) {
  TileSheet sheet{feature_rows(*subject.model, *subject.model_numbers), feature_texts(*subject.model_numbers)};
  Drawing drawing = draw_tiles(std::move(sheet), subject.cells, theme);
  drawing.parameters = {network_parameters_text(*subject.model)};
  return drawing;
}

}  // namespace convarith
