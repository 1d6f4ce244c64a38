#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "arithmetic/model/model_numbers.hpp"
#include "config/preset.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether a request gives a model any numbers.
bool gives_numbers(const Request& request);

/// Whether a request gives the parameters of a model's layers: by a file, or by their names.
bool names_parameters(const Request& request);

/// Checks that the request of a figure of a model gives no numbers or, where the figure shows some, none but those of a
/// model. Errors: `where` is the key of the field.
Status check_model_numbers(const Request& request, bool shows_numbers);

/// Gives the request of a layer of a model the layer's weights and bias and, if the model's input is given, what comes
/// into the layer. The layer is the one that is `number` among those that the request of the model chooses.
/// Errors: those of values_of_model().
Status take_numbers_of_model(const SourcedRequest& request, std::size_t number, Request& layer);

/// Computes the numbers of the layers of a model that a request chooses. Adds remarks on what is not taken.
/// Errors: those of values_of_model(); the names of classes don't fit the last layer, or the targets don't fit the
/// pictures: `where` is "classes" or "targets".
Result<ModelNumbers> numbers_of_model(const SourcedRequest& request, std::vector<std::string>& remarks);

}  // namespace convarith
