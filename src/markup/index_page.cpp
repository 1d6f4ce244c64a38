#include "markup/index_page.hpp"

#include <fmt/core.h>

#include "arithmetic/formula.hpp"
#include "markup/page_colours.hpp"
#include "markup/page_files.hpp"
#include "markup/page_template.hpp"
#include "markup/shape_markup.hpp"
#include "markup/timeline.hpp"
#include "markup/xml_text.hpp"

namespace convarith {
namespace {

/// Collects the entries of an index, and the colours of all of them.
class IndexWriter {
 public:
  void add(const IndexEntry& entry);
  const std::string& entries() const { return entries_; }
  /// Returns the style rules for the colours of the entries.
  std::string colours() const;

 private:
  std::string still_of(const IndexEntry& entry, const std::string& prefix);

  std::string entries_;
  std::string papers_;
  std::string dark_;
  std::size_t count_ = 0;
};

std::string IndexWriter::still_of(const IndexEntry& entry, const std::string& prefix) {
  const Film& film = *entry.film;
  ShapeMarkup markup(film, entry.dark, prefix);
  const Timeline timeline = make_timeline(film, entry.dark, entry.step, entry.step + 1);
  std::string shapes;
  for (const ShapeGroup& group : grouped(timeline)) shapes += markup.write(group.shapes);
  dark_ += markup.dark_style();
  return fmt::format("<svg viewBox=\"0 0 {} {}\" aria-hidden=\"true\"{}>{}{}</svg>", decimal(film.width, 3),
                     decimal(film.height, 3), markup.root_attributes(), markup.definitions(), shapes);
}

void IndexWriter::add(const IndexEntry& entry) {
  // Ids of different figures must not clash.
  const std::string prefix = fmt::format("i{}-", count_++);
  const std::string still = still_of(entry, prefix);
  const auto paper = [](const Film& film) { return css_colour(film.paints[kPaper].colour); };
  papers_ += fmt::format("#{}{{--paper:{}}}", prefix, paper(*entry.film));
  if (entry.dark != nullptr) dark_ += fmt::format("#{}{{--paper:{}}}", prefix, paper(*entry.dark));
  const std::string parameters = entry.kind + ": " + unbroken(entry.parameters);
  entries_ += fmt::format(
      "<li data-family=\"{}\"><div class=\"still\" id=\"{}\">{}</div><div class=\"words\">"
      "<h2><a href=\"{}.html\">{}</a></h2><p>{}.</p><p class=\"parameters\">{}</p></div></li>\n",
      escaped(entry.family), prefix, still, escaped(entry.name), escaped(heading_of(entry.name)), escaped(entry.alt),
      escaped(parameters));
}

std::string IndexWriter::colours() const {
  if (dark_.empty()) return papers_ + "\n";
  return fmt::format("{}\n@media screen and (prefers-color-scheme:dark){{{}}}\n", papers_, dark_);
}

}  // namespace

std::string index_document(std::span<const IndexEntry> entries) {
  IndexWriter writer;
  for (const IndexEntry& entry : entries) writer.add(entry);
  return filled_in(
      kIndexHtml,
      {{"style", kIndexStyle}, {"colours", writer.colours()}, {"entries", writer.entries()}, {"script", kIndexScript}});
}

}  // namespace convarith
