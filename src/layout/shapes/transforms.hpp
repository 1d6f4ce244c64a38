#pragma once

#include "layout/film.hpp"

namespace convarith {

/// Maps every point to factor * point + shift, and multiplies line widths and letter sizes by `factor`.
void transform(Shape& shape, double factor, Point shift);

/// Returns a film with everything on its page moved; the page itself stays as it is.
Film moved(Film film, Point shift);

/// Returns a film `factor` times as large: its page and everything on it, including line widths and letter sizes.
Film scaled(Film film, double factor);

}  // namespace convarith
