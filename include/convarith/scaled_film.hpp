#pragma once

#include "convarith/film.hpp"

namespace convarith {

/// A film so many times as large: its page and everything on it, the widths of lines and the sizes of letters too.
Film scaled(Film film, double factor);

}  // namespace convarith
