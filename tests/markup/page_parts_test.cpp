// What a page has of its figure, part by part.

#include "markup/page_parts.hpp"

#include <gtest/gtest.h>

#include <string>

#include "layout/figure/figure_alt_text.hpp"
#include "markup/page_document.hpp"
#include "tests/layout/number_figures.hpp"

namespace convarith::testing::page_parts_test {
namespace {

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

}  // namespace
}  // namespace convarith::testing::page_parts_test
