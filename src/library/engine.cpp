#include "convarith/engine.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "arithmetic/facts.hpp"
#include "arithmetic/formula.hpp"
#include "arithmetic/layer_values.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/numbers/named_kernels.hpp"
#include "config/numbers/picture_values.hpp"
#include "config/preset.hpp"
#include "config/suggest.hpp"
#include "engine/draw.hpp"
#include "engine/layer_request.hpp"
#include "engine/plan.hpp"
#include "installed_fonts/installed_fonts.hpp"

namespace convarith {
namespace {

/// A sequence whose only file is the caller's sink.
class SingleFile : public FileSequence {
 public:
  explicit SingleFile(Sink& sink) : sink_(sink) {}

  Result<Sink*> open(std::size_t) override { return &sink_; }
  Status close() override { return ok(); }

 private:
  Sink& sink_;
};

Status write_to(Sink& sink, const Format& format, const PlannedFigure& figure) {
  SingleFile file(sink);
  const FormatFiles output{&format, &file};
  return draw_figure(figure, std::span(&output, 1), {[] { return false; }, [] {}});
}

/// Returns the format of a name. Errors: the figure is not planned for it.
Result<const Format*> planned_format(const PlannedFigure& figure, std::string_view name) {
  std::vector<std::string_view> planned;
  for (const Format* format : figure.formats) {
    if (format->name == name) return format;
    planned.push_back(format->name);
  }
  return usage_problem("format", fmt::format("the figure is not planned for '{}'", name),
                       choose_from(std::string(name), planned));
}

/// Returns the receptive field of an output along each axis, in cells of the chain's input.
std::vector<long long> receptive_fields(const Chain& chain) {
  std::vector<long long> cells;
  for (std::size_t axis = 0; axis < chain.front().axes().size(); ++axis) {
    cells.push_back(receptive_field(chain.layers(), axis).cells);
  }
  return cells;
}

}  // namespace

std::vector<FormatInfo> available_formats() {
  std::vector<FormatInfo> infos;
  for (const Format& format : formats()) {
    infos.push_back(
        {std::string(format.name), std::string(format.suffix), std::string(format.help), format.file_per_step});
  }
  return infos;
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const BuiltinPreset& preset : builtin_presets()) names.emplace_back(preset.name);
  return names;
}

Result<Request> request_from_preset(const std::string& name) {
  const BuiltinPreset* preset = find_builtin_preset(name);
  if (preset != nullptr) return request_from_json(preset->text, name);
  const std::vector<std::string> names = preset_names();
  return usage_problem("preset", fmt::format("there is no preset '{}'", name),
                       choose_from(name, std::vector<std::string_view>(names.begin(), names.end())));
}

Result<Request> request_from_json(std::string_view json, const std::string& source) {
  Result<SourcedRequest> request = read_preset(json, source, {});
  if (!request) return std::move(request).problems();
  return std::move(request->request);
}

std::string json_of_request(const Request& request) {
  return write_preset(request);
}

Result<Tensor> kernel_from_name(const std::string& name) {
  return named_kernel(name);
}

Result<ReadLayer> request_from_layer(const std::string& text) {
  Result<SourcedRequest> request = request_of_text(text, "layer");
  if (!request) return std::move(request).problems();
  return ReadLayer{std::move(request->request), std::move(request->remarks)};
}

Result<LayerFacts> facts_of(const Request& request) {
  if (request.model) return usage_problem("model", "has many layers, but these are the facts of one");
  Request sized = request;
  if (const Status read = read_picture_values(sized, false); !read) return read.problems();
  take_sizes_from_values(sized);
  const Result<Chain> chain = make_chain(sized);
  if (!chain) return chain.problems();
  const Costs costs = costs_of(*chain);
  LayerFacts facts;
  facts.input_shape = input_shape(chain->front());
  facts.output_shape = output_shape(chain->back());
  facts.kind = kind_text(*chain);
  facts.parameters = parameters_text(*chain);
  facts.formulas = by_axis(output_formula(chain->front(), FormulaFormat::text).worked, chain->front());
  facts.receptive_field = receptive_fields(*chain);
  facts.weights = costs.weights;
  facts.multiplications = costs.multiplications;
  return facts;
}

Result<Figure> Figure::plan(const Request& request, Limits limits) {
  const Result<std::vector<const Format*>> formats = formats_of(request);
  if (!formats) return formats.problems();
  SourcedRequest sourced;
  sourced.request = request;
  Result<PlannedFigure> figure = plan_figure(std::move(sourced), {*formats, limits == Limits::kept, fonts_of_machine});
  if (!figure) return std::move(figure).problems();
  return Figure(std::make_shared<const PlannedFigure>(*std::move(figure)));
}

const std::string& Figure::name() const {
  return figure_->name;
}

const std::string& Figure::alt() const {
  return figure_->options.alt;
}

const std::vector<std::string>& Figure::warnings() const {
  return figure_->warnings;
}

double Figure::width() const {
  return figure_->page_width();
}

double Figure::height() const {
  return figure_->page_height();
}

std::size_t Figure::first_step() const {
  return figure_->first_step;
}

std::size_t Figure::steps() const {
  return figure_->steps();
}

Status Figure::write(std::string_view format, Sink& sink) const {
  const Result<const Format*> planned = planned_format(*figure_, format);
  if (!planned) return planned.problems();
  if ((*planned)->file_per_step && figure_->steps() > 1) {
    return usage_problem("format",
                         fmt::format("{} has a file for each of the {} steps", (*planned)->name, figure_->steps()),
                         "write one step after the other");
  }
  return write_to(sink, **planned, *figure_);
}

Status Figure::write_step(std::string_view format, std::size_t step, Sink& sink) const {
  const Result<const Format*> planned = planned_format(*figure_, format);
  if (!planned) return planned.problems();
  if (!(*planned)->file_per_step) {
    return usage_problem("format", fmt::format("{} has one file for all steps", (*planned)->name), "write them all");
  }
  if (step < figure_->first_step || step >= figure_->last_step) {
    return usage_problem("step", fmt::format("there is no step {}", step),
                         fmt::format("give a step from {} to {}", figure_->first_step, figure_->last_step - 1));
  }
  PlannedFigure single = *figure_;
  single.first_step = step;
  single.last_step = step + 1;
  single.options.last_step = step;
  return write_to(sink, **planned, single);
}

}  // namespace convarith
