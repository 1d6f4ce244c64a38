#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "convarith/operation.hpp"
#include "convarith/stages.hpp"
#include "layer_request.hpp"
#include "layer_values.hpp"
#include "padding_pairs.hpp"
#include "report.hpp"
#include "shape_json.hpp"
#include "shape_text.hpp"

namespace convarith {
namespace {

/// What messages call a layer that is given as text.
std::string place_of(const ShapeCommand& command, std::size_t layer) {
  return command.layers.size() == 1 ? std::string("--layer") : fmt::format("--layer {}", layer + 1);
}

Result<Operation> operation_of(SourcedRequest request) {
  settle_pair_of_padding(request);
  take_sizes_from_values(request.request);
  Result<Operation> operation = make_operation(request.request);
  if (!operation) return locate(operation.problems(), request);
  return operation;
}

/// The layer of flags and perhaps a preset.
Result<Operation> layer_of_flags(const ShapeCommand& command) {
  if (!command.preset) return operation_of(command.flags);
  Result<SourcedRequest> preset = load_preset(*command.preset);
  if (!preset) return preset.problems();
  return operation_of(merge(*std::move(preset), command.flags));
}

/// "1 channel", "3 channels".
std::string count(int number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

/// Makes the output of the layer before a layer's input.
Status take_output(const Operation& before, const std::string& place, SourcedRequest& layer) {
  Request& request = layer.request;
  const int dims = request.dims.value_or(2);
  if (dims != before.dims) {
    return usage_problem(place, fmt::format("takes an input of {}, but the layer before gives one of {}",
                                            count(dims, "axis", "axes"), count(before.dims, "axis", "axes")));
  }
  const int channels = output_channels(before);
  if (request.channels && *request.channels != channels) {
    return usage_problem(place,
                         fmt::format("takes {}, but the layer before gives {}",
                                     count(*request.channels, "channel", "channels"), channels),
                         "make them agree");
  }
  request.channels = channels;
  request.n = dims == 1 ? PerAxis::all(before.cols.output)
                        : PerAxis{before.rows.output, before.cols.output, before.depth.output, dims};
  for (const char* key : {"n", "channels"}) layer.places.insert_or_assign(key, place);
  return ok();
}

Result<std::vector<Operation>> chain_of_texts(const ShapeCommand& command) {
  if (Status checked = check_beside_text(command.flags); !checked) return checked.problems();
  std::vector<Operation> chain;
  for (std::size_t i = 0; i < command.layers.size(); ++i) {
    const std::string place = place_of(command, i);
    Result<SourcedRequest> layer = request_of_text(command.layers[i], place);
    if (!layer) return layer.problems();
    if (chain.empty()) {
      *layer = merge(*layer, command.flags);
    } else if (Status taken = take_output(chain.back(), place, *layer); !taken) {
      return taken.problems();
    }
    const Result<Operation> operation = operation_of(*std::move(layer));
    if (!operation) return operation.problems();
    chain.push_back(*operation);
  }
  return chain;
}

Result<std::vector<Operation>> chain_of(const ShapeCommand& command) {
  if (!command.layers.empty()) return chain_of_texts(command);
  const Result<Operation> operation = layer_of_flags(command);
  if (!operation) return operation.problems();
  return std::vector<Operation>{*operation};
}

Status check_together(const ShapeCommand& command) {
  if (command.preset && !command.layers.empty()) {
    return usage_problem("--layer", "says what the layer is, and so does --preset", "give one of them");
  }
  if (command.framework && command.json) {
    return usage_problem("--as", "prints the layer only, and --json prints something else", "give one of them");
  }
  return ok();
}

/// A line for each layer. Errors: the framework does not have one of them.
Result<std::string> spell_chain(const ShapeCommand& command, const std::vector<Operation>& chain) {
  std::string text;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    Result<std::string> spelled = spell_layer(chain[i], *command.framework);
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
  const Result<std::vector<Operation>> chain = chain_of(command);
  if (!chain) return report(chain.problems());
  if (command.framework) {
    const Result<std::string> spelled = spell_chain(command, *chain);
    return spelled ? run(PrintCommand{*spelled}) : report(spelled.problems());
  }
  if (command.json) return run(PrintCommand{write_shapes(*chain, command.formula), true});
  return run(
      PrintCommand{chain->size() > 1 ? describe_chain(*chain) : describe_layer(chain->front(), command.formula)});
}

}  // namespace convarith
