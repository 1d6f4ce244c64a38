#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/traced_model.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// What a figure of a model shows.
struct ModelSubject {
  /// The request of a single layer, which views of a layer draw; unset if the figure shows several layers.
  std::optional<SourcedRequest> layer = {};
  std::optional<Subject> subject = {};    ///< set if the figure shows several layers
  std::vector<std::string> remarks = {};  ///< how ambiguous parts of the model were read
};

/// Returns the request of one layer of a model, which must be a convolution or pooling, with everything that the
/// model's request says of the figure.
SourcedRequest request_of_layer(const TracedModel& model, std::size_t index, const SourcedRequest& request);

/// Decides what a request with a model shows. A model, or a part that was chosen of it, with one convolution or pooling
/// is drawn as this layer, unless a view of models is asked for.
/// Errors: a layer does not fit; the view shows a single layer, but there are several, or none that can be drawn.
Result<ModelSubject> subject_of_model(const SourcedRequest& request);

}  // namespace convarith
