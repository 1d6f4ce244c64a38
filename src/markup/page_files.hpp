#pragma once

#include <string_view>

namespace convarith {

// The contents of the files in src/markup/page. In the HTML files, {{name}} marks a place that is to be filled in.
extern const std::string_view kPageHtml;
extern const std::string_view kPageStyle;
extern const std::string_view kCellsScript;  // stands before those that follow
extern const std::string_view kPageScript;
// Pages of models have these behind those of all pages.
extern const std::string_view kModelStyle;
extern const std::string_view kModelScript;
extern const std::string_view kIndexHtml;
extern const std::string_view kIndexStyle;
extern const std::string_view kIndexScript;

}  // namespace convarith
