#include "markup/index_page.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "arithmetic/alt_text_words.hpp"
#include "markup/page_colours.hpp"
#include "markup/page_files.hpp"
#include "markup/page_template.hpp"
#include "markup/shape_markup.hpp"
#include "markup/timeline.hpp"
#include "markup/xml_text.hpp"

namespace convarith {
namespace {

/// A family of built-in presets.
struct FamilyHeading {
  std::string_view family;
  std::string_view heading;
};

/// In the order in which an index has them.
constexpr FamilyHeading kFamilyHeadings[] = {
    {"arithmetic", "Convolution arithmetic"},
    {"explained", "Explained"},
    {"numerical", "With numbers"},
    {"book", "For books"},
    {"tutorial", "In one dimension"},
    {"models", "Whole models"},
    {"channels", "Channels, filters and groups"},
};

/// Figures of one family.
struct FamilyGroup {
  std::string family;
  std::vector<const IndexEntry*> entries;
};

/// Returns the place of a family among the built-in ones, which come first, and figures without a family last.
std::size_t rank_of(std::string_view family) {
  const auto* const known = std::find_if(std::begin(kFamilyHeadings), std::end(kFamilyHeadings),
                                         [family](const FamilyHeading& one) { return one.family == family; });
  return static_cast<std::size_t>(known - std::begin(kFamilyHeadings)) + (family.empty() ? 1 : 0);
}

std::string heading_of_family(const std::string& family, bool is_alone) {
  if (family.empty()) return is_alone ? "Figures" : "Other figures";
  const std::size_t rank = rank_of(family);
  if (rank < std::size(kFamilyHeadings)) return std::string(kFamilyHeadings[rank].heading);
  std::string words = family;
  std::replace(words.begin(), words.end(), '_', ' ');
  return with_capital(words);
}

std::vector<FamilyGroup> by_family(std::span<const IndexEntry> entries) {
  std::vector<FamilyGroup> groups;
  for (const IndexEntry& entry : entries) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&entry](const FamilyGroup& one) { return one.family == entry.family; });
    if (group == groups.end()) group = groups.insert(groups.end(), {entry.family, {}});
    group->entries.push_back(&entry);
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const FamilyGroup& a, const FamilyGroup& b) { return rank_of(a.family) < rank_of(b.family); });
  return groups;
}

/// Collects the entries of an index, and the colours of all of them.
class IndexWriter {
 public:
  void add(const FamilyGroup& group, const std::string& heading);
  const std::string& groups() const { return groups_; }
  /// Returns the style rules for the colours of the entries.
  std::string colours() const;

 private:
  void add(const IndexEntry& entry);
  std::string still_of(const IndexEntry& entry, const std::string& prefix);

  std::string groups_;
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
  groups_ += fmt::format(
      "<li><div class=\"still\" id=\"{}\">{}</div><div class=\"words\"><h3><a href=\"{}.html\">{}</a></h3>"
      "<p class=\"name\">{}</p><p>{}.</p><p class=\"parameters\">{}</p></div></li>\n",
      prefix, still, escaped(entry.name), escaped(entry.heading), escaped(entry.name), escaped(entry.alt),
      escaped(parameters));
}

void IndexWriter::add(const FamilyGroup& group, const std::string& heading) {
  groups_ += fmt::format("<section data-family=\"{}\">\n<h2>{}</h2>\n<ul role=\"list\">\n", escaped(group.family),
                         escaped(heading));
  for (const IndexEntry* entry : group.entries) add(*entry);
  groups_ += "</ul>\n</section>\n";
}

std::string IndexWriter::colours() const {
  if (dark_.empty()) return papers_ + "\n";
  return fmt::format("{}\n@media screen and (prefers-color-scheme:dark){{{}}}\n", papers_, dark_);
}

}  // namespace

std::string index_document(std::span<const IndexEntry> entries) {
  const std::vector<FamilyGroup> groups = by_family(entries);
  IndexWriter writer;
  for (const FamilyGroup& group : groups) writer.add(group, heading_of_family(group.family, groups.size() == 1));
  return filled_in(
      kIndexHtml,
      {{"style", kIndexStyle}, {"colours", writer.colours()}, {"groups", writer.groups()}, {"script", kIndexScript}});
}

}  // namespace convarith
