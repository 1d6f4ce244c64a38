#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "engine/layer_chain.hpp"
#include "engine/shape_json.hpp"
#include "engine/shape_text.hpp"

namespace convarith {
namespace {

/// Returns the name that messages use for a layer that is given as text.
std::string place_of(const ShapeCommand& command, std::size_t layer) {
  return command.layers.size() == 1 ? std::string("--layer") : fmt::format("--layer {}", layer + 1);
}

/// Returns the layer that the flags, and the preset if there is one, describe.
Result<GivenLayer> layer_of_flags(const ShapeCommand& command) {
  if (!command.preset) return given_layer(command.flags);
  Result<SourcedRequest> preset = load_preset(*command.preset);
  if (!preset) return preset.problems();
  return given_layer(merge(*std::move(preset), command.flags));
}

Result<std::vector<GivenLayer>> chain_of(const ShapeCommand& command) {
  if (!command.layers.empty()) return chain_of_texts(command.layers, command.flags);
  const Result<GivenLayer> layer = layer_of_flags(command);
  if (!layer) return layer.problems();
  return std::vector<GivenLayer>{*layer};
}

Status check_together(const ShapeCommand& command) {
  if (command.preset && !command.layers.empty()) {
    return usage_problem("--layer", "specifies the layer, and so does --preset", "give only one of them");
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

}  // namespace

int run(const ShapeCommand& command) {
  if (Status checked = check_together(command); !checked) return report(checked.problems());
  const Result<std::vector<GivenLayer>> chain = chain_of(command);
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
