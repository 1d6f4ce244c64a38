#pragma once

#include <string_view>

namespace convarith {

// The files in src/markup/page. In those of HTML {{name}} is where something is to be put in.
extern const std::string_view kPageHtml;
extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;
extern const std::string_view kIndexHtml;
extern const std::string_view kIndexStyle;
extern const std::string_view kIndexScript;

}  // namespace convarith
