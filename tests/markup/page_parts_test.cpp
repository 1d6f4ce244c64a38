// What a page has of its figure, part by part.

#include "markup/page_parts.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "layout/figure/figure_alt_text.hpp"
#include "markup/page_aim.hpp"
#include "markup/page_document.hpp"
#include "tests/layout/number_figures.hpp"

namespace convarith::testing::page_parts_test {
namespace {

using nlohmann::json;

/// A figure with its dark film, and all that its page needs.
struct PageFigure {
  Subject subject;
  Film film;
  Film dark;
  EncodeOptions options;
  Timeline timeline;

  explicit PageFigure(const LayerOptions& layer, const FigureOptions& figure = {})
      : subject(subject_of(layer)), film(film_of(subject, figure)), dark(film) {
    for (Paint& paint : dark.paints) paint.colour.red ^= 0xff;
    options.title = "a_<figure>";
    options.alt = "A \"kernel\" & more";
    options.chain = &subject.chain;
    options.values = &subject.values;
    options.dark = &dark;
    timeline = make_timeline(film, &dark, 0, film.steps);
  }
  PageFigure(const PageFigure&) = delete;
  PageFigure& operator=(const PageFigure&) = delete;

  PageParts parts() const { return page_parts(film, options, timeline); }
};

TEST(PageParts, AreAllInThePage) {
  const PageFigure figure(layer(5, 3));
  const PageParts parts = figure.parts();
  const std::string page = page_document(figure.film, figure.options, figure.timeline);
  for (const std::string& part :
       {parts.figure, parts.key, parts.facts, parts.pointer, parts.keys, parts.data, parts.colours}) {
    EXPECT_FALSE(part.empty());
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
  EXPECT_NE(page.find("A &quot;kernel&quot; &amp; more"), std::string::npos);
  EXPECT_EQ(page.find("<figure>"), std::string::npos);
}

TEST(PageParts, HaveAHeadingInWords) {
  PageFigure figure(layer(5, 3));
  EXPECT_EQ(figure.parts().heading, "a_<figure>");
  figure.options.summary = figure_heading(figure.subject, {});
  EXPECT_EQ(figure.parts().heading, "Convolution with a 3 × 3 kernel");
  figure.options.heading = "As it was\nasked for";
  EXPECT_EQ(figure.parts().heading, "As it was asked for");
}

TEST(PageParts, HaveHeadingsForFiguresOfSeveralLayers) {
  const Subject subject = subject_of(with(layer(5, 3), [](LayerOptions& options) { options.s = PerAxis::all(2); }));
  FigureOptions options;
  options.beside = "transpose";
  EXPECT_EQ(figure_heading(subject, options), "Convolution with a 3 × 3 kernel and stride 2, beside its transpose");
  options.beside = "correlation";
  EXPECT_EQ(figure_heading(subject, options), "Cross-correlation and convolution with a 3 × 3 kernel and stride 2");
  EXPECT_EQ(figure_heading(subject, view("padding")), "What padding holds in each padding mode");
}

TEST(PageParts, NameWhatTheFigureDefinesAlike) {
  const PageFigure figure(layer(5, 3));
  const PageParts parts = figure.parts();
  const std::size_t at = parts.figure.find(" class=\"", parts.figure.find("<path"));
  const std::size_t first = at + std::string(" class=\"").size();
  const std::string name = parts.figure.substr(first, parts.figure.find('"', first) - first);
  EXPECT_NE(parts.colours.find("." + name + "{"), std::string::npos) << name;
}

/// Whether each layer of a figure's data says that its padding is drawn.
std::vector<bool> drawn_paddings(const LayerOptions& layer, const FigureOptions& options) {
  PageFigure figure(layer, options);
  figure.options.beside = options.beside.value_or("");
  const json data = json::parse(figure.parts().data);
  std::vector<bool> drawn;
  for (const json& told : data["layers"]) drawn.push_back(told["draws_padding"]);
  return drawn;
}

TEST(PageParts, SayWhetherPaddingIsDrawn) {
  const LayerOptions transposed = with(layer(3, 3), [](LayerOptions& options) {
    options.transposed = true;
    options.p = PerAxis::all(1);
  });
  EXPECT_EQ(drawn_paddings(transposed, view("insertion")), std::vector<bool>{true});
  EXPECT_EQ(drawn_paddings(transposed, view("stamp")), std::vector<bool>{false});
  FigureOptions beside;
  beside.beside = "transpose";
  EXPECT_EQ(drawn_paddings(transposed, beside), (std::vector<bool>{false, true}));
}

TEST(PageParts, MarkWhatStepsLookAt) {
  for (const char* const name : {"projection", "numeric", "equation", "breakdown", "volume", "stride"}) {
    const PageFigure figure(layer(4, 3), view(name));
    std::size_t marked = 0;
    for (const Shape& shape : figure.film.scene(1)) {
      if (!is_aim(figure.film, shape)) continue;
      ++marked;
      EXPECT_FALSE(std::holds_alternative<Text>(shape.form)) << name;
      const bool hides = figure.film.paints[shape.paint].opacity == 1 && shape.role != Role::move_arrow;
      EXPECT_FALSE(hides && std::holds_alternative<Fill>(shape.form)) << name << ": " << to_string(shape.role);
    }
    const bool has_marks = figure.parts().figure.find("<g class=\"aim\"") != std::string::npos;
    EXPECT_EQ(has_marks, marked > 0) << name;
  }
  EXPECT_NE(PageFigure(layer(4, 3), view("projection")).parts().figure.find("<g class=\"aim\" data-steps=\"0\">"),
            std::string::npos);
}

}  // namespace
}  // namespace convarith::testing::page_parts_test
