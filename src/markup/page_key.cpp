#include "markup/page_key.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "layout/page/key_sample.hpp"
#include "layout/text/typesetting.hpp"
#include "markup/page_colours.hpp"
#include "markup/shape_markup.hpp"
#include "markup/xml_text.hpp"

namespace convarith {
namespace {

constexpr double kSampleEdge = 0.5;  // room around a sample for the outer half of its line, bp

/// Returns the shapes of a sample in the upper left corner of a film's page.
DisplayList shapes_of_sample(const Film& film, const Key& key) {
  const double top = film.height - kSampleEdge;
  DisplayList shapes;
  add_sample(key, {kSampleEdge, top - kSampleSize, kSampleEdge + sample_width(key), top}, 1, shapes);
  return shapes;
}

/// Returns the colours of a bar as CSS writes them, at a few places between which browsers mix them.
std::string gradient_of(const Film& film, const ColourBar& bar) {
  constexpr std::size_t most = 13;
  const std::size_t count = std::min(most, bar.levels.size());
  std::vector<std::string> stops;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t level = count == 1 ? 0 : i * (bar.levels.size() - 1) / (count - 1);
    stops.push_back(css_colour(film.paints[bar.levels[level]].colour));
  }
  if (count == 1) stops.push_back(stops.front());
  return fmt::format("linear-gradient(90deg,{})", fmt::join(stops, ","));
}

/// Writes the keys of a film one by one.
class KeyWriter {
 public:
  KeyWriter(const Film& film, const Film* dark, const std::string& prefix)
      : film_(film), dark_(dark), prefix_(prefix), markup_(film, dark, prefix_) {}

  void add(std::size_t index);
  PageKey finish() &&;

 private:
  struct Sample {
    double width = 0;  // bp
    std::string shapes;
  };

  void add_bar(const Key& key, const Key* dark);
  std::string write_sample(const Key& key, const Key* dark);

  const Film& film_;
  const Film* dark_;
  std::string prefix_;
  ShapeMarkup markup_;
  std::vector<std::pair<Sample, std::string>> entries_;  // samples and what is written beside them
  std::string style_;
  std::string dark_style_;
  std::size_t bars_ = 0;
};

void KeyWriter::add(std::size_t index) {
  const Key& key = film_.keys[index];
  const Key* const dark = dark_ != nullptr ? &dark_->keys[index] : nullptr;
  if (key.bar) return add_bar(key, dark);
  entries_.push_back({{sample_width(key), write_sample(key, dark)}, escaped(without_upright_marks(key.text))});
}

void KeyWriter::add_bar(const Key& key, const Key* dark) {
  const std::string name = fmt::format("{}b{}", prefix_, bars_++);
  const auto rule = [&name](const std::string& gradient) {
    return fmt::format(".{}{{background:{}}}", name, gradient);
  };
  const std::string light_rule = rule(gradient_of(film_, *key.bar));
  style_ += light_rule;
  if (dark != nullptr && dark->bar) {
    const std::string dark_rule = rule(gradient_of(*dark_, *dark->bar));
    if (dark_rule != light_rule) dark_style_ += dark_rule;
  }
  entries_.push_back(
      {{},
       fmt::format("{} <small>{}</small> <span class=\"bar {}\"></span> <small>{}</small>",
                   escaped(without_upright_marks(key.text)), escaped(key.bar->least), name, escaped(key.bar->most))});
}

std::string KeyWriter::write_sample(const Key& key, const Key* dark) {
  DisplayList shapes = shapes_of_sample(film_, key);
  const DisplayList darks = dark != nullptr ? shapes_of_sample(*dark_, *dark) : shapes;
  std::vector<TimedShape> timed;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    TimedShape& shape = timed.emplace_back();
    shape.shape = std::move(shapes[i]);
    shape.dark = darks[i].paint;
  }
  std::vector<const TimedShape*> pointers;
  pointers.reserve(timed.size());
  for (const TimedShape& shape : timed) pointers.push_back(&shape);
  return markup_.write(pointers);
}

PageKey KeyWriter::finish() && {
  std::string items;
  // What samples share is defined in the first of them.
  std::string definitions = markup_.definitions();
  for (const auto& [sample, text] : entries_) {
    items += "<li>";
    if (!sample.shapes.empty()) {
      items += fmt::format("<svg class=\"swatch\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\"{}>{}{}</svg> ",
                           decimal(sample.width + 2 * kSampleEdge, 2), decimal(kSampleSize + 2 * kSampleEdge, 2),
                           markup_.root_attributes(), std::exchange(definitions, {}), sample.shapes);
    }
    items += text + "</li>\n";
  }
  return {fmt::format("<ul class=\"key\" role=\"list\" aria-label=\"Colours and lines\">\n{}</ul>", items), style_,
          dark_style_ + markup_.dark_style()};
}

/// Returns the colour of a key's cells, or of their lines.
const Colour& colour_of(const Film& film, const Key& key) {
  return film.paints[key.fill && !key.bar ? *key.fill : key.line].colour;
}

/// Whether two films have keys of the same shapes, as films of one figure do.
bool have_same_keys(const Film& film, const Film& dark) {
  return std::equal(film.keys.begin(), film.keys.end(), dark.keys.begin(), dark.keys.end(),
                    [&](const Key& a, const Key& b) {
                      return a.bar.has_value() == b.bar.has_value() &&
                             shapes_of_sample(film, a).size() == shapes_of_sample(dark, b).size();
                    });
}

}  // namespace

PageKey page_key(const Film& film, const Film* dark, const std::string& prefix) {
  if (film.has_legend || film.keys.empty()) return {};
  // A theme with one colour for everything may have fewer keys.
  KeyWriter writer(film, dark != nullptr && have_same_keys(film, *dark) ? dark : nullptr, prefix);
  for (std::size_t i = 0; i < film.keys.size(); ++i) writer.add(i);
  return std::move(writer).finish();
}

const Colour* colour_of_inputs(const Film& film) {
  const auto key =
      std::find_if(film.keys.begin(), film.keys.end(), [](const Key& one) { return one.text.starts_with("input"); });
  return key == film.keys.end() ? nullptr : &colour_of(film, *key);
}

const Colour* colour_of_outputs(const Film& film) {
  // A glaze says which output is the current one; others are there already, or will be.
  const auto key = std::find_if(film.keys.begin(), film.keys.end(), [](const Key& one) {
    const auto says = [&one](std::string_view words) { return one.text.find(words) != std::string::npos; };
    return says("output") && !says("to come") && !says("empty") && !says("in part") && !one.glaze;
  });
  return key == film.keys.end() ? nullptr : &colour_of(film, *key);
}

}  // namespace convarith
