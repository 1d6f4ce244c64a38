#include "config/models/model_program.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/layer_text/call_syntax.hpp"
#include "config/models/program_run.hpp"

namespace convarith {
namespace {

constexpr std::size_t kMostLookedAt = 2'000;  // names

/// Returns the name, with its dots, that ends before a bracket.
std::string_view name_before(std::string_view text, std::size_t bracket) {
  std::size_t start = bracket;
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; };
  constexpr std::size_t longest = 100;
  while (start > 0 && bracket - start < longest && is_part(text[start - 1])) --start;
  return text.substr(start, bracket - start);
}

/// Decides which of the layers and classes in a program are the model.
class ModelChoice {
 public:
  explicit ModelChoice(ProgramRun& run) : run_(run) {}

  void follow() {
    const bool is_applied = !run_.builder().is_empty();
    if (!is_applied && !follow_modules() && !follow_function() && !follow_last_type()) follow_self();
    say_what_is_left_out();
  }

 private:
  /// Returns the layers that stand one a line, in the order of the lines: by themselves or, outside of a class,
  /// assigned to self.
  std::vector<ProgramModule*> layers_of_lines() {
    std::vector<ProgramModule*> modules;
    for (ProgramModule* module : run_.modules()) {
      if (!module->is_used) modules.push_back(module);
    }
    if (modules.empty() || !run_.functions().empty()) return modules;
    for (const auto& [name, module] : run_.self()->parts) modules.push_back(module);
    std::sort(modules.begin(), modules.end(),
              [](const ProgramModule* a, const ProgramModule* b) { return a->start < b->start; });
    modules.erase(std::unique(modules.begin(), modules.end()), modules.end());
    return modules;
  }

  /// Follows the objects and layers that the program made and didn't use. Of objects, the last is the model.
  bool follow_modules() {
    const std::vector<ProgramModule*> modules = layers_of_lines();
    ProgramModule* object = nullptr;
    for (ProgramModule* module : modules) {
      if (module->kind == ProgramModule::Kind::instance) object = module;
    }
    if (modules.empty()) return false;
    if (object != nullptr) {
      follow_object(object);
    } else {
      follow_chain(modules);
    }
    return true;
  }

  void follow_chain(const std::vector<ProgramModule*>& modules) {
    run_.imply_flatten();
    ProgramValue value = run_.model_input(modules.front());
    for (ProgramModule* module : modules) {
      // The name of the only container says nothing.
      const bool is_whole_model = modules.size() == 1 && module->kind == ProgramModule::Kind::container;
      value = run_.apply(module, {value}, is_whole_model ? "" : module->name);
    }
  }

  void follow_object(ProgramModule* object) {
    run_.apply(object, {run_.model_input(object)}, "");
    if (!run_.has_stopped() && !run_.builder().is_empty()) return;
    // What forward does can't be followed.
    const std::vector<std::string> remarks = run_.builder().take().remarks;
    run_.start_again();
    for (const std::string& remark : remarks) run_.builder().remark(remark);
    if (object->parts.empty()) return;
    run_.builder().remark(
        "the layers are taken in the order in which they are defined, since what is done with them can't be followed");
    run_.imply_flatten();
    run_.apply_parts(object, run_.model_input(object), "");
  }

  /// Makes an object of the last class that is a model.
  bool follow_last_type() {
    auto& types = run_.types();
    for (auto type = types.rbegin(); type != types.rend(); ++type) {  // NOLINT(modernize-loop-convert)
      const bool is_model = ProgramRun::method_of(&*type, "forward") != nullptr ||
                            ProgramRun::method_of(&*type, "call") != nullptr ||
                            ProgramRun::method_of(&*type, "__init__") != nullptr;
      if (!is_model) continue;
      ProgramModule* const object = run_.make_default(&*type);
      if (object->parts.empty()) continue;
      follow_object(object);
      return true;
    }
    return false;
  }

  /// Remarks which layers the lines of a program define that nothing applies.
  void say_what_is_left_out() {
    constexpr std::size_t most = 3;
    std::vector<ProgramModule*> defined(run_.modules());
    if (run_.functions().empty()) {
      for (const auto& [name, module] : run_.self()->parts) defined.push_back(module);
    }
    std::sort(defined.begin(), defined.end(),
              [](const ProgramModule* a, const ProgramModule* b) { return a->start < b->start; });
    std::vector<std::string> left_out;
    for (const ProgramModule* module : defined) {
      const bool is_part = module->parent != nullptr && module->parent != run_.self();
      if (module->was_applied || is_part || module->kind != ProgramModule::Kind::layer) continue;
      const std::string_view what = module->name.empty() ? std::string_view(module->call.name) : module->name;
      left_out.push_back(fmt::format("{} (line {})", what, run_.line_of(module->start)));
    }
    if (left_out.empty()) return;
    const std::size_t named = std::min(left_out.size(), most);
    const std::string more =
        left_out.size() > most ? fmt::format(" and {} more", left_out.size() - most) : std::string();
    left_out.resize(named);
    run_.builder().remark(fmt::format("nothing applies {}{}: left out", fmt::join(left_out, ", "), more));
  }

  /// Follows a part of a class: layers assigned to self, perhaps with the functions around them.
  bool follow_self() {
    ProgramModule* const self = run_.self();
    const PythonStatement* forward = nullptr;
    for (const PythonStatement* function : run_.functions()) {
      if (function->name == "__init__") run_.call_as_method(*function, self);
      if (function->name == "forward" || function->name == "call") forward = function;
    }
    if (self->parts.empty()) return false;
    if (forward != nullptr) {
      run_.call_as_method(*forward, self, run_.model_input(self));
      if (!run_.has_stopped() && !run_.builder().is_empty()) return true;
      run_.start_again();
    }
    run_.builder().remark("the layers are taken in the order in which they are defined");
    run_.imply_flatten();
    run_.apply_parts(self, run_.model_input(self), "");
    return true;
  }

  /// Follows the first function that makes a model without being told anything, such as def build_model().
  bool follow_function() {
    for (const PythonStatement* function : run_.functions()) {
      if (!needs_nothing(*function)) continue;
      const ProgramValue made = run_.call_default(function);
      const bool makes_module = made.is(ProgramValue::Kind::module) && made.module != run_.self();
      if (run_.builder().is_empty() && makes_module && made.module->kind == ProgramModule::Kind::instance) {
        follow_object(made.module);
      } else if (run_.builder().is_empty() && makes_module) {
        follow_chain({made.module});
      }
      if (run_.builder().is_empty()) continue;
      run_.builder().remark(fmt::format("{}() is taken as the model", function->name));
      return true;
    }
    return false;
  }

  static bool needs_nothing(const PythonStatement& function) {
    return std::find(function.defaults.begin(), function.defaults.end(), PythonStatement::kNoDefault) ==
           function.defaults.end();
  }

  ProgramRun& run_;
};

}  // namespace

bool looks_like_model_program(std::string_view content) {
  if (content.find('\0') != std::string_view::npos) return false;
  std::size_t looked_at = 0;
  for (std::size_t at = content.find('('); at != std::string_view::npos && looked_at < kMostLookedAt;
       at = content.find('(', at + 1)) {
    const std::string_view name = name_before(content, at);
    const std::string_view last = last_name(name);
    const bool is_functional = name.starts_with("F.") || name.find("functional.") != std::string_view::npos;
    if (is_functional || name.starts_with("nn.") || name.find("layers.") != std::string_view::npos ||
        last == "Sequential")
      return true;
    if (last.empty() || std::isupper(static_cast<unsigned char>(last.front())) == 0) continue;
    ++looked_at;
    if (is_layer_name(last)) return true;
  }
  return false;
}

Result<Model> read_model_program(std::string_view content, const std::string& source) {
  const std::string text = with_plain_spaces(content);
  const Result<std::vector<PythonStatement>> program = parse_python(text, source);
  if (!program) return program.problems();
  ProgramRun run(text, source);
  run.run(*program);
  if (run.problems().empty()) ModelChoice(run).follow();
  if (!run.problems().empty()) return run.problems();
  if (run.builder().is_full()) {
    return usage_problem(source, fmt::format("the model has more than {} layers", kMostModelLayers),
                         "give a part of the model");
  }
  if (run.builder().is_empty() && run.stopped_by()) return *run.stopped_by();
  if (run.builder().is_empty())
    return usage_problem(source, "there are no layers in this text", "give layers of PyTorch or Keras, one a line");
  return run.builder().take();
}

}  // namespace convarith
