#pragma once
#include "convarith/theme.hpp"
#include "convarith/walkthrough.hpp"
#include "drawing.hpp"
namespace convarith {
Drawing draw_stamp(const Walkthrough& walkthrough, const Theme& theme);
}
