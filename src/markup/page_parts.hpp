#pragma once

#include <string>

#include "layout/film.hpp"
#include "markup/encode_options.hpp"
#include "markup/timeline.hpp"

namespace convarith {

/// Everything of an interactive page that belongs to one figure. A page with the same script and style can show another
/// figure when all of them are replaced.
struct PageParts {
  // Plain text.
  std::string heading;
  std::string alt;  ///< a sentence without its full stop
  // Markup.
  std::string figure;   ///< the element <svg>
  std::string key;      ///< a list of what colours and lines mean, or empty
  std::string facts;    ///< entries of a list <dl>
  std::string pointer;  ///< what pointing and clicking do
  std::string keys;     ///< what the tabulator key leads to, and what other keys do there
  // For the script and the style sheet.
  std::string data;     ///< JSON that may stand in an HTML element, see page_data()
  std::string colours;  ///< CSS, see page_colours()
};

/// Returns the parts of a figure's page, which shows the steps of the timeline. `options.chain` must be set.
PageParts page_parts(const Film& film, const EncodeOptions& options, const Timeline& timeline);

}  // namespace convarith
