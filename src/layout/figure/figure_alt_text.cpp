#include "layout/figure/figure_alt_text.hpp"

#include "arithmetic/heading.hpp"
#include "layout/choose_cells.hpp"
#include "layout/figure/figure.hpp"
#include "layout/model_words.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"

namespace convarith {

std::string figure_alt_text(const Subject& subject, const FigureOptions& options) {
  if (options.beside) return find_comparison(*options.beside)->tell(subject.chain.front());
  const View& view = view_of_figure(subject, options);
  return view.tell(with_cells(subject, options));
}

std::string figure_heading(const Subject& subject, const FigureOptions& options) {
  if (subject.model) return model_heading(*subject.model);
  if (options.beside) return find_comparison(*options.beside)->head(subject.chain.front());
  const View& view = view_of_figure(subject, options);
  return view.heading.empty() ? heading_text(subject.chain) : std::string(view.heading);
}

}  // namespace convarith
