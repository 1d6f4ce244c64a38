#pragma once

#include <gtest/gtest.h>

#include <string>

#include "arithmetic/random_values.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/preset.hpp"
#include "engine/model_subject.hpp"
#include "layout/figure/figure.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing {

/// A preset's layer with its numbers, or its model, as the program takes them.
inline Subject subject_of_preset(const std::string& name) {
  Request request = load_preset(name)->request;
  if (request.model) {
    const Result<ModelSubject> model = subject_of_model(*load_preset(name));
    EXPECT_TRUE(model) << to_line(model.problems().front());
    if (model->subject) return *model->subject;
    request = model->layer->request;
  }
  take_sizes_from_values(request);
  const Chain chain = *make_chain(request);
  Subject subject(chain, *fit_values(request, chain));
  const RandomValues random{request.random.value_or(0), request.precision.value_or(0)};
  if (request.random) {
    EXPECT_TRUE(fill_in_random_values(chain, random, subject.values));
  }
  return subject;
}

inline Film film_of_preset(const std::string& name) {
  const Result<Film> film = lay_out_figure(subject_of_preset(name), load_preset(name)->request, Typesetter());
  EXPECT_TRUE(film) << to_line(film.problems().front());
  return *film;
}

}  // namespace convarith::testing
