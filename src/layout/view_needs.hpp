#pragma once

#include <initializer_list>

#include "convarith/result.hpp"
#include "layout/subject.hpp"

namespace convarith {

// What views may require of a layer. Each function returns a problem if the layer does not meet the requirement.
// Errors: `where` is "view".

/// Requires a single layer: a chain of one.
Status needs_one_stage(const Subject& subject);
Status needs_transposed(const Subject& subject);
Status needs_convolution(const Subject& subject);
Status needs_pooling(const Subject& subject);
Status needs_one_dimension(const Subject& subject);
/// Requires one channel and one filter.
Status needs_one_channel(const Subject& subject);
/// Requires all numbers that outputs are computed from, and no more of them than can be shown.
Status needs_outputs(const Subject& subject);
/// Requires the numbers of the input, and no more of them than can be shown.
Status needs_inputs(const Subject& subject);
/// Requires one filter over all channels; for pooling, one channel.
Status needs_one_filter(const Subject& subject);
/// Requires no more numbers than can be shown, whether they are known or not.
Status needs_few_numbers(const Subject& subject);
/// Requires no more products in a step than can be shown, because a breakdown shows all of them in each step.
Status needs_few_products(const Subject& subject);
/// Requires more than one window, between which the region can move.
Status needs_moves(const Subject& subject);
Status needs_no_transposition(const Subject& subject);
Status needs_padding(const Subject& subject);

Status first_problem_of(std::initializer_list<Status> statuses);

}  // namespace convarith
