#include "config/themes.hpp"

namespace convarith {
namespace {

constexpr ThemeField kThemeFields[] = {
    {"paper", &Theme::paper},
    {"input", &Theme::input},
    {"output", &Theme::output},
    {"line", &Theme::line},
    {"shade", &Theme::shade},
    {"shade_opacity", &Theme::shade_opacity},
    {"projector", &Theme::projector},
    {"unvisited", &Theme::unvisited},
    {"dropped", &Theme::dropped},
    {"origins", &Theme::origins},
    {"kernel", &Theme::kernel},
    {"product", &Theme::product},
    {"padding", &Theme::padding},
    {"lost", &Theme::lost},
    {"number", &Theme::number},
    {"faint", &Theme::faint},
    {"accent", &Theme::accent},
    {"hues", &Theme::hues},
    {"more_outputs", &Theme::more_outputs},
};

}  // namespace

std::span<const ThemeField> theme_fields() {
  return kThemeFields;
}

}  // namespace convarith
