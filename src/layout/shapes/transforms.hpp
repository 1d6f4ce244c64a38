#pragma once

#include "layout/film.hpp"

namespace convarith {

/// Every point becomes factor * point + shift; widths of lines and sizes of letters grow as much.
void transform(Shape& shape, double factor, Point shift);

/// A film with everything on its page moved; the page stays as it is.
Film moved(Film film, Point shift);

/// A film so many times as large: its page and everything on it, the widths of lines and the sizes of letters too.
Film scaled(Film film, double factor);

}  // namespace convarith
