#include "layout/figure/figure_alt_text.hpp"

#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"

namespace convarith {

std::string figure_alt_text(const Subject& subject, const FigureOptions& options) {
  if (options.beside) return find_comparison(*options.beside)->tell(subject.chain.front());
  const View& view = options.view ? *find_view(*options.view) : usual_view(subject);
  return view.tell(subject);
}

}  // namespace convarith
