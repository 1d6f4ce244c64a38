#pragma once

#include <initializer_list>

#include "convarith/result.hpp"
#include "layout/subject.hpp"

namespace convarith {

// What views may ask of a layer. Errors: `where` is "view".

/// A single layer: a chain of one.
Status needs_one_stage(const Subject& subject);
Status needs_transposed(const Subject& subject);
Status needs_convolution(const Subject& subject);
Status needs_pooling(const Subject& subject);
Status needs_one_dimension(const Subject& subject);
/// One channel and one filter.
Status needs_one_channel(const Subject& subject);
/// All numbers that outputs are computed from, and no more than can be shown.
Status needs_outputs(const Subject& subject);
Status needs_inputs(const Subject& subject);
/// One filter over all channels; of a pooling one channel.
Status needs_one_filter(const Subject& subject);
/// No more of them than can be shown, be they known or not.
Status needs_few_numbers(const Subject& subject);
/// Of which a breakdown works out all in each step.
Status needs_few_products(const Subject& subject);
/// More than one window.
Status needs_moves(const Subject& subject);
Status needs_no_transposition(const Subject& subject);
Status needs_padding(const Subject& subject);

Status first_problem_of(std::initializer_list<Status> statuses);

}  // namespace convarith
