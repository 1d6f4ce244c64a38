#include "layout/heat/colour_map.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "layout/shapes/tints.hpp"

namespace convarith {
namespace {

constexpr Colour kGrey[] = {{0, 0, 0}, {255, 255, 255}};

// Every eighth of the 256 colours, or 33 between which they are the same. What lies between these is off by less than
// two of 255 levels from the published colours.

/// Viridis by Stefan van der Walt, Nathaniel Smith and Eric Firing (github.com/BIDS/colormap, CC0).
constexpr Colour kViridis[] = {
    {68, 1, 84},    {71, 13, 96},   {72, 24, 106},  {72, 35, 116},  {71, 45, 123},  {69, 54, 129},  {66, 64, 134},
    {63, 73, 137},  {59, 82, 139},  {55, 90, 141},  {51, 99, 141},  {47, 106, 142}, {44, 114, 142}, {41, 122, 142},
    {38, 129, 142}, {35, 137, 142}, {33, 144, 140}, {31, 152, 139}, {31, 159, 136}, {33, 166, 133}, {40, 174, 128},
    {49, 181, 123}, {62, 188, 116}, {76, 194, 108}, {93, 201, 99},  {110, 206, 88}, {130, 211, 76}, {150, 216, 63},
    {171, 220, 50}, {192, 223, 36}, {213, 226, 26}, {234, 229, 26}, {253, 231, 37}};

/// Magma by Stefan van der Walt and Nathaniel Smith (github.com/BIDS/colormap, CC0).
constexpr Colour kMagma[] = {{0, 0, 4},       {3, 3, 17},      {10, 8, 34},     {19, 13, 51},    {29, 17, 70},
                             {40, 17, 90},    {54, 16, 106},   {67, 15, 118},   {80, 18, 124},   {93, 23, 127},
                             {105, 28, 129},  {118, 33, 129},  {130, 38, 129},  {143, 42, 129},  {156, 46, 127},
                             {169, 50, 125},  {182, 55, 121},  {195, 59, 117},  {207, 65, 112},  {219, 72, 106},
                             {230, 81, 99},   {238, 92, 94},   {245, 105, 92},  {249, 120, 93},  {251, 135, 97},
                             {253, 150, 104}, {254, 165, 113}, {254, 180, 123}, {254, 195, 135}, {254, 209, 148},
                             {253, 224, 162}, {252, 238, 176}, {252, 253, 191}};

/// Cool to warm by Kenneth Moreland, "Diverging Color Maps for Scientific Visualization", ISVC 2009: the 33 colours
/// that he published.
constexpr Colour kCoolWarm[] = {{59, 76, 192},   {68, 90, 204},   {77, 104, 215},  {87, 117, 225},  {98, 130, 234},
                                {108, 142, 241}, {119, 154, 247}, {130, 165, 251}, {141, 176, 254}, {152, 185, 255},
                                {163, 194, 255}, {174, 201, 253}, {184, 208, 249}, {194, 213, 244}, {204, 217, 238},
                                {213, 219, 230}, {221, 221, 221}, {229, 216, 209}, {236, 211, 197}, {241, 204, 185},
                                {245, 196, 173}, {247, 187, 160}, {247, 177, 148}, {247, 166, 135}, {244, 154, 123},
                                {241, 141, 111}, {236, 127, 99},  {229, 112, 88},  {222, 96, 77},   {213, 80, 66},
                                {203, 62, 56},   {192, 40, 47},   {180, 4, 38}};

constexpr ColourMap kColourMaps[] = {
    {"grey", false, kGrey},
    {"viridis", false, kViridis},
    {"magma", false, kMagma},
    {"coolwarm", true, kCoolWarm},
};

}  // namespace

Colour ColourMap::at(double share) const {
  const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(colours.size() - 1);
  const auto before = std::min(static_cast<std::size_t>(place), colours.size() - 2);
  return between(colours[before], colours[before + 1], place - static_cast<double>(before));
}

std::span<const ColourMap> colour_maps() {
  return kColourMaps;
}

const ColourMap* find_colour_map(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kColourMaps), std::end(kColourMaps),
                                         [name](const ColourMap& map) { return map.name == name; });
  return found == std::end(kColourMaps) ? nullptr : found;
}

const ColourMap& usual_colour_map(bool has_signs) {
  return *find_colour_map(has_signs ? "coolwarm" : "grey");
}

}  // namespace convarith
