#include "playground/snippets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

#include "arithmetic/formula.hpp"
#include "layout/model_words.hpp"

namespace convarith {
namespace {

/// Returns the number of a step as it stands in file names.
std::string number_of_step(const PlannedFigure& figure, std::size_t step) {
  const std::size_t digits = std::max<std::size_t>(2, fmt::format("{}", figure.film.steps - 1).size());
  return fmt::format("{:0{}}", step, digits);
}

std::string caption_of(const Subject& subject) {
  std::string kind = subject_text(subject);
  kind.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(kind.front())));
  return fmt::format("{}: {}", kind, subject_parameters_text(subject));
}

void add_page_files(const PlannedFigure& figure, const Host& host, Snippet& snippet) {
  snippet.first_page = number_of_step(figure, figure.first_step);
  snippet.page = fmt::format("pdf/{}_{}.pdf", figure.name, snippet.first_page);
  if (host.formats.front() != "animate") {
    snippet.first_page.clear();
    return;
  }
  snippet.pages_per_second = 1 / figure.options.delay;
  snippet.is_repeated = figure.options.loop != 1;
  snippet.page_stem = fmt::format("pdf/{}_", figure.name);
  snippet.last_page = number_of_step(figure, figure.last_step - 1);
}

}  // namespace

std::string snippet_for(const Host& host, const PlannedFigure& figure) {
  const Subject& subject = figure.subject;
  Snippet snippet;
  snippet.name = figure.name;
  snippet.alt = figure.options.alt;
  snippet.caption = caption_of(subject);
  snippet.parameters = subject_parameters_text(subject);
  if (!subject.model) {
    const Operation& operation = subject.chain.front();
    snippet.formulas = by_axis(output_formula(operation, FormulaFormat::text).worked, operation);
    snippet.latex_formulas = output_formula(operation, FormulaFormat::latex).worked;
  }
  snippet.width = figure.size.width;
  snippet.height = figure.size.height;
  snippet.page_width = figure.page_width();
  snippet.picture = fmt::format("gif/{}.gif", figure.name);
  if (host.takes_still)
    snippet.still = fmt::format("png/{}_{}.png", figure.name, number_of_step(figure, figure.first_step));
  if (host.needs_page) add_page_files(figure, host, snippet);
  return host.write(std::span(&snippet, 1), {});
}

}  // namespace convarith
