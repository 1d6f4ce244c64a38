#pragma once

#include "convarith/film.hpp"

namespace convarith {

/// A film with everything on its page moved; the page stays as it is.
Film moved(Film film, Point shift);

}  // namespace convarith
