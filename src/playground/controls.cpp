#include "playground/controls.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "config/fields.hpp"
#include "config/themes.hpp"
#include "config/value_parts.hpp"
#include "config/values.hpp"
#include "engine/figure_checks.hpp"
#include "engine/layer_subject.hpp"
#include "layout/choose_cells.hpp"
#include "layout/figure/figure.hpp"
#include "layout/heat/colour_map.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

/// A word that a control offers.
struct Choice {
  std::string_view word;
  std::string_view help = {};
};

template <class Table>
std::vector<Choice> choices_of_rows(const Table& table) {
  std::vector<Choice> choices;
  for (const auto& row : table) choices.push_back({row.name, row.help});
  return choices;
}

template <class Words>
std::vector<Choice> choices_of_words(const Words& words) {
  std::vector<Choice> choices;
  choices.reserve(words.size());
  for (const auto& word : words) choices.push_back({word});
  return choices;
}

template <class Table>
std::vector<Choice> choices_of_names(const Table& table) {
  std::vector<Choice> choices;
  for (const auto& row : table) choices.push_back({row.name});
  return choices;
}

/// The controls whose values are words of a table.
struct WordControl {
  std::string_view key;
  std::vector<Choice> (*choices)();
};

constexpr WordControl kWordControls[] = {
    {"op", [] { return choices_of_words(words_of(kOperators)); }},
    {"p", [] { return choices_of_words(words_of(kPaddingRules)); }},
    {"padding_mode", [] { return choices_of_words(words_of(kPaddingModes)); }},
    {"view", [] { return choices_of_rows(views()); }},
    {"beside", [] { return choices_of_rows(comparisons()); }},
    {"theme", [] { return choices_of_names(builtin_themes()); }},
    {"cells", [] { return choices_of_names(cell_words()); }},
    {"colormap", [] { return choices_of_names(colour_maps()); }},
};

std::vector<Choice> choices_for(const Field& field) {
  for (const WordControl& control : kWordControls) {
    if (control.key == field.key) return control.choices();
  }
  return {};
}

template <class T>
constexpr std::string_view kKindOf = "text";
template <>
constexpr std::string_view kKindOf<bool> = "switch";
template <>
constexpr std::string_view kKindOf<int> = "number";
template <>
constexpr std::string_view kKindOf<double> = "number";
template <>
constexpr std::string_view kKindOf<PerAxis> = "axes";
template <>
constexpr std::string_view kKindOf<Padding> = "padding";
template <>
constexpr std::string_view kKindOf<Operator> = "word";
template <>
constexpr std::string_view kKindOf<PaddingMode> = "word";
template <>
constexpr std::string_view kKindOf<Tensor> = "numbers";

std::string_view kind_of(const Field& field, const std::vector<Choice>& choices) {
  const auto kind = [](auto member) {
    return kKindOf<typename std::remove_reference_t<decltype(std::declval<Request&>().*member)>::value_type>;
  };
  const std::string_view own = std::visit(kind, field.member);
  return own == "text" && !choices.empty() ? "word" : own;
}

/// Whether a page offers a field: what a layer is, its numbers and how it is drawn. Films of several pictures, files
/// and whole models are not changed by controls.
bool is_control(const Field& field) {
  constexpr std::string_view without[] = {"dims",  "classes", "targets", "resize", "crop",
                                          "scale", "grey",    "strip",   "columns"};
  const bool is_offered = field.group == kLayerGroup || field.group == kValuesGroup || field.group == kFigureGroup;
  return is_offered && !field.flags.empty() &&
         std::find(std::begin(without), std::end(without), field.key) == std::end(without);
}

ordered_json control_of(const Field& field) {
  const std::vector<Choice> choices = choices_for(field);
  ordered_json control{{"key", field.key},
                       {"flag", flag_names(field)},
                       {"group", field.group},
                       {"help", field.help},
                       {"kind", kind_of(field, choices)}};
  if (field.most > field.least) {
    control["least"] = field.least;
    control["most"] = field.most;
  }
  for (const Choice& choice : choices) {
    ordered_json& row = control["choices"].emplace_back(ordered_json{{"word", choice.word}});
    if (!choice.help.empty()) row["help"] = choice.help;
  }
  return control;
}

/// Returns why a request is refused because of a field, or nothing if it isn't.
std::optional<Problem> refusal(Problems problems, const Field& field, const SourcedRequest& request) {
  std::erase_if(problems, [&](const Problem& problem) { return problem.where != field.key; });
  if (problems.empty()) return std::nullopt;
  return locate(std::move(problems), request).front();
}

ordered_json reason_of(const Problem& problem) {
  return {{"why", problem.why}, {"hint", problem.hint}};
}

/// Tries a field with another text, and tells why it is refused.
class Trial {
 public:
  explicit Trial(const SourcedRequest& request) : request_(request), subject_(subject_of_request(request)) {}

  std::optional<Problem> why_not(const Field& field, std::string_view text) const {
    SourcedRequest tried = request_;
    if (!set_from_text(tried.request, field, text)) return std::nullopt;
    if (field.group == kFigureGroup)
      return subject_ ? refusal(figure_problems(tried.request), field, tried) : std::nullopt;
    const Result<Chain> chain = make_chain(tried.request);
    return chain ? std::nullopt : refusal(chain.problems(), field, tried);
  }

 private:
  static std::optional<Subject> subject_of_request(const SourcedRequest& request) {
    Result<Subject> subject = subject_of_layer(request.request, true);
    return subject ? std::optional(*std::move(subject)) : std::nullopt;
  }

  Problems figure_problems(Request tried) const {
    if (tried.beside) tried.view.reset();
    if (const Status known = check_figure(tried); !known) return known.problems();
    if (const Status drawable = check_drawing(*subject_, tried); !drawable) return drawable.problems();
    if (!tried.beside) return {};
    const auto panels = find_comparison(*tried.beside)->draw(subject_->chain, Theme{});
    return panels ? Problems{} : panels.problems();
  }

  const SourcedRequest& request_;
  std::optional<Subject> subject_;
};

/// Returns the text that stands for any use of a control whose values are no words.
std::string_view sample_of(const Field& field, std::string_view kind) {
  if (kind == "switch") return "yes";
  return field.least <= 1 && field.most >= 1 ? "1" : std::string_view();
}

ordered_json idle_choices(const Trial& trial, const Field& field, const std::vector<Choice>& choices) {
  ordered_json idle = ordered_json::object();
  for (const Choice& choice : choices) {
    if (const auto why = trial.why_not(field, choice.word)) idle[std::string(choice.word)] = reason_of(*why);
  }
  return idle;
}

}  // namespace

ordered_json controls() {
  ordered_json list = ordered_json::array();
  for (const Field& field : fields()) {
    if (is_control(field)) list.push_back(control_of(field));
  }
  return list;
}

ordered_json idle_controls(const SourcedRequest& request) {
  const Trial trial(request);
  ordered_json idle = ordered_json::object();
  for (const Field& field : fields()) {
    if (!is_control(field)) continue;
    const std::vector<Choice> choices = choices_for(field);
    const std::string_view kind = kind_of(field, choices);
    const std::string key(field.key);
    if (ordered_json reasons = idle_choices(trial, field, choices); !reasons.empty()) {
      idle[key]["choices"] = std::move(reasons);
    }
    const std::string_view sample = sample_of(field, kind);
    if (is_set(request.request, field) || !choices.empty() || sample.empty()) continue;
    if (const auto why = trial.why_not(field, sample)) idle[key] = reason_of(*why);
  }
  return idle;
}

}  // namespace convarith
