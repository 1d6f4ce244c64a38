#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/traced_model.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// A model that a request gives, as far as its layers fit.
struct GivenModel {
  TracedModel traced;
  Problems stop = {};                     ///< why the first layer that does not fit does not; empty if all do
  std::vector<std::string> remarks = {};  ///< how ambiguous parts were read
};

/// Checks that a request with a model gives nothing of a layer but the size of the input and its channels.
Status check_model_alone(const SourcedRequest& request);

/// Follows the shapes through the model of a request, or through those of its layers that the request chooses.
/// Errors: the size of the input is not known; the chosen layers are not there. Problems are located where the request
/// gives the value.
Result<GivenModel> given_model(const SourcedRequest& request);

}  // namespace convarith
