#pragma once

#include <string_view>

namespace convarith {

// The contents of the files in src/markup/page. In the HTML files, {{name}} marks a place that is to be filled in.
extern const std::string_view kPageHtml;
extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;
extern const std::string_view kIndexHtml;
extern const std::string_view kIndexStyle;
extern const std::string_view kIndexScript;

}  // namespace convarith
