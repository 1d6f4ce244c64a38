#pragma once

#include <string>

#include "layout/film.hpp"

namespace convarith::testing {

/// A step's shapes as text, a line each, for golden files: role, cell, paint and points in bp.
std::string to_text(const Film& film, std::size_t step);

/// Holds text against tests/golden/NAME. A missing or other golden file fails the test; with UPDATE_GOLDEN set in the
/// environment it is written as well, and the test still fails.
void expect_golden(const std::string& name, const std::string& text);

}  // namespace convarith::testing
