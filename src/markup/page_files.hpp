#pragma once

#include <string_view>

namespace convarith {

// The contents of the files in src/markup/page. In the HTML files, {{name}} marks a place that is to be filled in.
extern const std::string_view kPageHtml;
extern const std::string_view kPageStyle;
extern const std::string_view kPlayerHtml;    // the buttons and the lines that the player fills in
extern const std::string_view kCellsScript;   // scripts stand in this order, with one of the two that follow
extern const std::string_view kLayersScript;  // what belongs to cells of layers
extern const std::string_view kModelScript;   // what belongs to cells or blocks of models
extern const std::string_view kPlayerScript;
extern const std::string_view kStartScript;
extern const std::string_view kIndexHtml;
extern const std::string_view kIndexStyle;
extern const std::string_view kIndexScript;

}  // namespace convarith
