#include "markup/page_document.hpp"

#include <fmt/core.h>

#include <string>
#include <string_view>

#include "markup/page_files.hpp"
#include "markup/page_parts.hpp"
#include "markup/page_template.hpp"
#include "markup/xml_text.hpp"

namespace convarith {

std::string page_document(const Film& film, const EncodeOptions& options, const Timeline& timeline) {
  const PageParts parts = page_parts(film, options, timeline);
  const std::string_view teller = options.model == nullptr ? kLayersScript : kModelScript;
  const std::string script = fmt::format("{}{}{}{}", kCellsScript, teller, kPlayerScript, kStartScript);
  return filled_in(kPageHtml, {{"title", escaped(parts.heading)},
                               {"heading", escaped(parts.heading)},
                               {"alt", escaped(parts.alt)},
                               {"colours", parts.colours},
                               {"style", kPageStyle},
                               {"figure", parts.figure},
                               {"key", parts.key},
                               {"player", kPlayerHtml},
                               {"facts", parts.facts},
                               {"pointer", parts.pointer},
                               {"keys", parts.keys},
                               {"data", parts.data},
                               {"script", script}});
}

}  // namespace convarith
