#include "playground/answers.hpp"

#include <fmt/core.h>

#include <array>
#include <exception>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "arithmetic/formula.hpp"
#include "arithmetic/model/layer_effect.hpp"
#include "config/fields.hpp"
#include "config/layer_spelling/layer_spelling.hpp"
#include "config/models/read_model.hpp"
#include "embed/hosts.hpp"
#include "encode/encoder.hpp"
#include "engine/draw.hpp"
#include "engine/given_model.hpp"
#include "engine/layer_request.hpp"
#include "engine/model_rows.hpp"
#include "engine/model_subject.hpp"
#include "engine/plan.hpp"
#include "markup/page_parts.hpp"
#include "markup/timeline.hpp"
#include "playground/controls.hpp"
#include "playground/settings.hpp"
#include "playground/snippets.hpp"

namespace convarith {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, Framework>, 3> kSpelled{
    {{"PyTorch", Framework::pytorch}, {"Keras", Framework::keras}, {"ONNX", Framework::onnx}}};

/// Returns the key of the setting to blame, which is known from the flag that `where` names; empty if it names none.
std::string key_of(std::string_view where) {
  for (const Field& field : fields()) {
    if (!field.flags.empty() && (where == field.key || where == flag_names(field))) return std::string(field.key);
  }
  return {};
}

ordered_json problems_json(const Problems& problems) {
  ordered_json list = ordered_json::array();
  for (const Problem& problem : problems) {
    ordered_json& entry = list.emplace_back(ordered_json{
        {"where", problem.where}, {"why", problem.why}, {"hint", problem.hint}, {"line", to_line(problem)}});
    if (const std::string key = key_of(problem.where); !key.empty()) entry["key"] = key;
  }
  return {{"problems", std::move(list)}};
}

ordered_json start_json() {
  ordered_json start{{"controls", controls()}};
  for (const BuiltinPreset& preset : builtin_presets()) {
    const auto read = read_preset(preset.text, std::string(preset.name), preset.name);
    start["presets"].push_back({{"name", preset.name},
                                {"family", read->request.family.value_or("")},
                                {"description", read->request.description.value_or("")}});
  }
  for (const Format& format : formats()) {
    start["formats"].push_back({{"name", format.name},
                                {"suffix", format.suffix},
                                {"help", format.help},
                                {"has_file_per_step", format.file_per_step}});
  }
  for (const Host& host : hosts()) start["hosts"].push_back({{"name", host.name}, {"help", host.help}});
  return start;
}

/// Returns the request that a question is about.
Result<SourcedRequest> request_of(const json& question) {
  if (question.contains("preset")) {
    Result<SourcedRequest> preset = load_preset(question["preset"].get<std::string>());
    if (!preset) return preset;
    return request_of_settings(settings_of(preset->request));
  }
  Result<SourcedRequest> request = request_of_settings(question.value("settings", json::object()));
  if (!request || !question.contains("model")) return request;
  Result<Model> model = read_model(question["model"].get<std::string>(), "model");
  if (!model) return std::move(model).problems();
  request->request.model = *std::move(model);
  return request;
}

ordered_json formula_json(const Operation& operation) {
  const Formula formula = output_formula(operation, FormulaFormat::html);
  return {{"general", formula.general}, {"worked", by_axis(formula.worked, operation)}};
}

ordered_json spelled_json(const Chain& chain) {
  ordered_json list = ordered_json::array();
  for (const auto& [name, framework] : kSpelled) {
    const Result<std::string> spelled = spell_layer(chain, framework);
    ordered_json& entry = list.emplace_back(ordered_json{{"framework", name}});
    if (spelled) {
      entry["text"] = *spelled;
    } else {
      entry["why"] = to_line(spelled.problems().front());
    }
  }
  return list;
}

Result<PlannedFigure> plan_page(const SourcedRequest& request) {
  Result<PlannedFigure> figure = plan_figure(request, {{find_format("html")}});
  if (!figure) return locate(std::move(figure).problems(), request);
  return figure;
}

/// The data are JSON in a string, which costs less time than to read them here and write them again.
ordered_json page_json(const PageParts& parts) {
  return {{"heading", parts.heading}, {"alt", parts.alt},         {"figure", parts.figure},
          {"key", parts.key},         {"facts", parts.facts},     {"data", parts.data},
          {"colours", parts.colours}, {"pointer", parts.pointer}, {"keys", parts.keys}};
}

ordered_json figure_json(const SourcedRequest& request) {
  const Result<PlannedFigure> figure = plan_page(request);
  ordered_json answer =
      figure ? ordered_json{{"name", figure->name}, {"warnings", figure->warnings}} : problems_json(figure.problems());
  answer["settings"] = settings_of(request.request);
  answer["idle"] = idle_controls(request);
  if (!figure) return answer;
  answer["command"] = command_of(request.request);
  const EncodeOptions encoding = figure->encoding();
  const Timeline timeline = make_timeline(figure->film, encoding.dark, figure->first_step, figure->last_step);
  answer["page"] = page_json(page_parts(figure->film, encoding, timeline));
  if (figure->subject.model) return answer;
  answer["formula"] = formula_json(figure->subject.chain.front());
  answer["layers"] = spelled_json(figure->subject.chain);
  return answer;
}

ordered_json row_json(const ModelRow& row, std::size_t index, const GivenModel& model) {
  const Framework framework = model.traced.model.framework;
  ordered_json object{{"name", row.name},
                      {"layer", row.words},
                      {"input", shape_words(row.input, framework)},
                      {"output", shape_words(row.output, framework)}};
  const bool has_window = std::holds_alternative<WindowLayer>(model.traced.layer(index).action);
  if (has_window && row.window && row.window->chain.front().dims < 3) {
    object["settings"] = settings_of(request_of_layer(model.traced, index, {}).request);
  }
  return object;
}

Result<ordered_json> text_json(const json& question) {
  const std::string text = question.value("text", "");
  SourcedRequest flags;
  if (question.contains("n")) {
    Result<SourcedRequest> sized = request_of_settings({{"n", question["n"]}});
    if (!sized) return sized.problems();
    flags = *std::move(sized);
  }
  const Result<SourcedRequest> layer = request_of_text(text, "layer", flags);
  if (layer) {
    ordered_json answer{{"settings", settings_of(layer->request)}, {"warnings", layer->remarks}};
    return answer;
  }
  Result<Model> model = read_model(text, "text");
  if (!model) return text.find('\n') == std::string::npos ? layer.problems() : model.problems();
  flags.request.model = *std::move(model);
  const Result<GivenModel> given = given_model(flags);
  if (!given) return given.problems();
  ordered_json answer = problems_json(given->stop);
  answer["warnings"] = given->remarks;
  const std::vector<ModelRow> rows = rows_of_model(given->traced);
  for (std::size_t i = 0; i < rows.size(); ++i) answer["rows"].push_back(row_json(rows[i], i, *given));
  return answer;
}

Result<ordered_json> embed_json(const json& question, const SourcedRequest& request) {
  const std::string name = question.value("host", "");
  const Host* host = find_host(name);
  if (host == nullptr) return usage_problem("--for", fmt::format("there is no host '{}'", name));
  Result<PlannedFigure> figure = plan_figure(request, {{find_format("gif"), find_format("png")}});
  if (!figure) return locate(std::move(figure).problems(), request);
  return ordered_json{{"snippet", snippet_for(*host, *figure)}};
}

Result<ordered_json> answer_to(const json& question) {
  const std::string ask = question.value("ask", "");
  if (ask == "start") return start_json();
  if (ask == "text") return text_json(question);
  const Result<SourcedRequest> request = request_of(question);
  if (!request) return request.problems();
  if (ask == "figure") return figure_json(*request);
  if (ask == "embed") return embed_json(question, *request);
  return usage_problem("ask", fmt::format("there is no question '{}'", ask));
}

/// A sequence whose only file is the caller's sink.
class OneFile : public FileSequence {
 public:
  explicit OneFile(Sink& sink) : sink_(sink) {}

  Result<Sink*> open(std::size_t) override { return &sink_; }
  Status close() override { return ok(); }

 private:
  Sink& sink_;
};

Status draw_answer(const json& question, Sink& sink) {
  const Result<SourcedRequest> request = request_of(question);
  if (!request) return request.problems();
  const std::string name = question.value("format", "");
  const Format* format = find_format(name);
  if (format == nullptr) return usage_problem("--format", fmt::format("there is no format '{}'", name));
  Result<PlannedFigure> figure = plan_figure(*request, {{format}});
  if (!figure) return locate(std::move(figure).problems(), *request);
  if (format->file_per_step) {
    figure->first_step = question.value("step", std::size_t{0});
    figure->last_step = figure->first_step + 1;
    figure->options.last_step = figure->first_step;
  }
  OneFile file(sink);
  const FormatFiles output{format, &file};
  return draw_figure(*figure, std::span(&output, 1), {[] { return false; }, [] {}});
}

}  // namespace

std::string answer(std::string_view question) {
  Result<ordered_json> found = unexpected_fault("question");
  try {
    found = answer_to(json::parse(question));
  } catch (const std::exception&) {
    // What a question should be is up to the page; what is wrong with it would not help its reader.
  }
  return (found ? *found : problems_json(found.problems())).dump();
}

Status draw(std::string_view question, Sink& sink) {
  try {
    return draw_answer(json::parse(question), sink);
  } catch (const std::exception&) {
    return unexpected_fault("question");
  }
}

}  // namespace convarith
