#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "config/models/layer_list.hpp"
#include "config/suggest.hpp"
#include "engine/given_model.hpp"
#include "engine/layer_chain.hpp"
#include "engine/model_rows.hpp"
#include "engine/model_table.hpp"
#include "engine/shape_json.hpp"
#include "engine/shape_text.hpp"

namespace convarith {
namespace {

/// Returns the name that messages use for a layer that is given as text.
std::string place_of(const ShapeCommand& command, std::size_t layer) {
  return command.layers.size() == 1 ? std::string("--layer") : fmt::format("--layer {}", layer + 1);
}

/// Returns the layers of texts or, if there are none, that of a request.
Result<std::vector<GivenLayer>> chain_of(const ShapeCommand& command, const SourcedRequest& request) {
  if (!command.layers.empty()) return chain_of_texts(command.layers, command.flags);
  const Result<GivenLayer> layer = given_layer(request);
  if (!layer) return layer.problems();
  return std::vector<GivenLayer>{*layer};
}

Status check_together(const ShapeCommand& command) {
  if (command.preset && !command.layers.empty()) {
    return usage_problem("--layer", "specifies the layer, and so does --preset", "give only one of them");
  }
  if (command.flags.request.model && !command.layers.empty()) {
    return usage_problem("--layer", "specifies the layers, and so does --model", "give only one of them");
  }
  if (command.framework && command.json) {
    return usage_problem("--as", "prints only the layer, but --json prints its shapes", "give only one of them");
  }
  return ok();
}

/// Spells each layer on a line of its own. Errors: the framework does not have one of them.
Result<std::string> spell_chain(const ShapeCommand& command, const std::vector<GivenLayer>& chain) {
  std::string text;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    Result<std::string> spelled = spell_given_layer(chain[i], *command.framework);
    if (!spelled) {
      Problems problems = std::move(spelled).problems();
      problems.front().where = chain.size() > 1 ? place_of(command, i) : "--as";
      return problems;
    }
    text += *spelled + "\n";
  }
  return text;
}

/// Returns the form of table that was asked for.
Result<const TableForm*> table_form(const ShapeCommand& command) {
  if (!command.table) return &table_forms().front();
  std::vector<std::string_view> known{"json"};
  for (const TableForm& form : table_forms()) {
    if (form.name == *command.table) return &form;
    known.push_back(form.name);
  }
  return usage_problem("--format", fmt::format("there is no format '{}' for a table", *command.table),
                       choose_from(*command.table, known));
}

/// Whether all layers of a model are convolutions or poolings, as in the chains of describe_chain().
bool has_windows_only(const Model& model) {
  return std::all_of(model.layers.begin(), model.layers.end(),
                     [](const ModelLayer& layer) { return std::holds_alternative<WindowLayer>(layer.action); });
}

/// Returns the request for several layers that are given as texts.
Result<SourcedRequest> request_of_layers(const ShapeCommand& command) {
  SourcedRequest request = command.flags;
  Result<Model> model = read_layer_list(command.layers);
  if (!model) return model.problems();
  if (!has_windows_only(*model)) request.request.model = *std::move(model);
  return request;
}

/// Returns what is asked for: flags alone, several layers, or a preset with flags.
Result<SourcedRequest> request_of(const ShapeCommand& command) {
  if (command.layers.size() > 1 && !command.flags.request.model) return request_of_layers(command);
  if (!command.preset) return command.flags;
  Result<SourcedRequest> preset = load_preset(*command.preset);
  if (!preset) return preset;
  return merge(*std::move(preset), command.flags);
}

/// Spells the convolutions and poolings of a model, each on a line of its own. Errors: the framework does not have one
/// of them.
Result<std::string> spell_rows(const std::vector<ModelRow>& rows, Framework framework) {
  std::string text;
  std::size_t left_out = 0;
  for (const ModelRow& row : rows) {
    if (!row.window) {
      ++left_out;
      continue;
    }
    if (!row.is_spelled()) return usage_problem(row.name, "has an unknown number of channels", "give numbers");
    Result<std::string> spelled = spell_given_layer(*row.window, framework);
    if (!spelled) {
      Problems problems = std::move(spelled).problems();
      problems.front().where = row.name;
      return problems;
    }
    text += *spelled + "\n";
  }
  if (!text.empty() && left_out > 0) {
    warn(fmt::format("--as spells convolutions and poolings; {} other layer{} left out", left_out,
                     left_out == 1 ? " is" : "s are"));
  }
  if (!text.empty()) return text;
  return usage_problem("--as", "spells convolutions and poolings, but there is none");
}

/// Prints the table of a model. Where a layer does not fit, the table ends before it, and the problem follows.
int print_model(const ShapeCommand& command, const SourcedRequest& request) {
  const Result<const TableForm*> form = table_form(command);
  if (!form) return report(form.problems());
  if (Status alone = check_model_alone(request); !alone) return report(alone.problems());
  const Result<GivenModel> model = given_model(request);
  if (!model) return report(model.problems());
  for (const std::string& remark : model->remarks) warn(remark);
  const std::vector<ModelRow> rows = rows_of_model(model->traced, request.request.depth);
  if (command.framework && model->stop.empty()) {
    const Result<std::string> spelled = spell_rows(rows, *command.framework);
    return spelled ? run(PrintCommand{*spelled}) : report(spelled.problems());
  }
  const std::string text = command.json ? write_model(*model, rows, command.formula) : (*form)->write(*model, rows);
  const int printed = run(PrintCommand{text, command.json || command.table});
  return model->stop.empty() ? printed : report(model->stop);
}

}  // namespace

int run(const ShapeCommand& command) {
  if (Status checked = check_together(command); !checked) return report(checked.problems());
  const Result<SourcedRequest> request = request_of(command);
  if (!request) return report(request.problems());
  if (request->request.model) return print_model(command, *request);
  const Result<std::vector<GivenLayer>> chain = chain_of(command, *request);
  if (!chain) return report(chain.problems());
  for (const GivenLayer& layer : *chain) {
    for (const std::string& remark : layer.remarks) warn(remark);
  }
  if (command.framework) {
    const Result<std::string> spelled = spell_chain(command, *chain);
    return spelled ? run(PrintCommand{*spelled}) : report(spelled.problems());
  }
  if (command.json) return run(PrintCommand{write_shapes(*chain, command.formula), true});
  return run(
      PrintCommand{chain->size() > 1 ? describe_chain(*chain) : describe_layer(chain->front(), command.formula)});
}

}  // namespace convarith
