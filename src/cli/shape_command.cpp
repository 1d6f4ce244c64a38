#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/operation.hpp"
#include "arithmetic/stages.hpp"
#include "cli/commands.hpp"
#include "cli/layer_request.hpp"
#include "cli/report.hpp"
#include "cli/shape_text.hpp"
#include "config/layer_spelling/shape_json.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/padding_pairs.hpp"

namespace convarith {
namespace {

/// What messages call a layer that is given as text.
std::string place_of(const ShapeCommand& command, std::size_t layer) {
  return command.layers.size() == 1 ? std::string("--layer") : fmt::format("--layer {}", layer + 1);
}

/// Whether nothing says how many channels a layer's input has, as texts may leave it open.
bool lacks_channels(const SourcedRequest& request) {
  return request.framework && !request.request.channels;
}

Result<GivenLayer> layer_of(SourcedRequest request) {
  settle_pair_of_padding(request);
  take_sizes_from_values(request.request);
  const Result<Operation> operation = make_operation(request.request);
  if (!operation) return locate(operation.problems(), request);
  for (const std::string& remark : request.remarks) warn(remark);
  for (const std::string& remark : remarks_on(request.request, *operation)) warn(remark);
  GivenLayer layer{*operation, request.framework};
  layer.has_channels = !lacks_channels(request);
  const bool follow_input = operation->is_pooling() || (operation->is_depthwise && !operation->pointwise);
  layer.has_output_channels = layer.has_channels || !follow_input;
  return layer;
}

/// The layer of flags and perhaps a preset.
Result<GivenLayer> layer_of_flags(const ShapeCommand& command) {
  if (!command.preset) return layer_of(command.flags);
  Result<SourcedRequest> preset = load_preset(*command.preset);
  if (!preset) return preset.problems();
  return layer_of(merge(*std::move(preset), command.flags));
}

/// "1 channel", "3 channels".
std::string count(int number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string size_text(const PerAxis& size, int dims) {
  if (dims == 1) return fmt::format("{}", size.cols);
  const std::string map = fmt::format("{} x {}", size.rows, size.cols);
  return dims == 2 ? map : fmt::format("{} x {}", size.given == 1 ? size.cols : size.depth, map);
}

/// Makes the output of the layer before a layer's input.
Status take_output(const GivenLayer& given, const std::string& place, SourcedRequest& layer) {
  const Operation& before = given.operation;
  Request& request = layer.request;
  const int dims = request.dims.value_or(2);
  if (dims != before.dims) {
    return usage_problem(place, fmt::format("takes an input of {}, but the layer before gives one of {}",
                                            count(dims, "axis", "axes"), count(before.dims, "axis", "axes")));
  }
  const int channels = output_channels(before);
  if (given.has_output_channels && request.channels.value_or(channels) != channels) {
    return usage_problem(place,
                         fmt::format("takes {}, but the layer before gives {}",
                                     count(*request.channels, "channel", "channels"), channels),
                         "make them agree");
  }
  const PerAxis size = dims == 1 ? PerAxis::all(before.cols.output)
                                 : PerAxis{before.rows.output, before.cols.output, before.depth.output, dims};
  if (request.n && !(*request.n == size)) {
    return usage_problem(place,
                         fmt::format("takes an input of {}, but the layer before gives one of {}",
                                     size_text(*request.n, dims), size_text(size, dims)),
                         "make them agree, or leave out the size of the input");
  }
  if (given.has_output_channels) request.channels = channels;
  request.n = size;
  for (const char* key : {"n", "channels"}) layer.places.insert_or_assign(key, place);
  return ok();
}

Result<std::vector<SourcedRequest>> requests_of_texts(const ShapeCommand& command) {
  std::vector<SourcedRequest> requests;
  for (std::size_t i = 0; i < command.layers.size(); ++i) {
    Result<SourcedRequest> layer =
        request_of_text(command.layers[i], place_of(command, i), i == 0 ? command.flags : SourcedRequest());
    if (!layer) return layer.problems();
    requests.push_back(*std::move(layer));
  }
  return requests;
}

/// Poolings, which have as many channels as come in, are told by the first layer behind them that says.
void take_channels_from_behind(std::vector<SourcedRequest>& requests) {
  const auto convolution = std::find_if(requests.begin(), requests.end(), [](const SourcedRequest& layer) {
    return !lacks_channels(layer) || layer.request.op.value_or(Operator::convolution) == Operator::convolution;
  });
  if (convolution != requests.end()) requests.front().request.channels = convolution->request.channels;
}

Result<std::vector<GivenLayer>> chain_of_texts(const ShapeCommand& command) {
  if (Status checked = check_beside_text(command.flags); !checked) return checked.problems();
  Result<std::vector<SourcedRequest>> requests = requests_of_texts(command);
  if (!requests) return requests.problems();
  take_channels_from_behind(*requests);
  std::vector<GivenLayer> chain;
  for (std::size_t i = 0; i < requests->size(); ++i) {
    SourcedRequest& request = (*requests)[i];
    const Status taken = chain.empty() ? ok() : take_output(chain.back(), place_of(command, i), request);
    if (!taken) return taken.problems();
    const Result<GivenLayer> layer = layer_of(std::move(request));
    if (!layer) return layer.problems();
    chain.push_back(*layer);
  }
  return chain;
}

Result<std::vector<GivenLayer>> chain_of(const ShapeCommand& command) {
  if (!command.layers.empty()) return chain_of_texts(command);
  const Result<GivenLayer> layer = layer_of_flags(command);
  if (!layer) return layer.problems();
  return std::vector<GivenLayer>{*layer};
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
  if (command.framework) {
    const Result<std::string> spelled = spell_chain(command, *chain);
    return spelled ? run(PrintCommand{*spelled}) : report(spelled.problems());
  }
  if (command.json) return run(PrintCommand{write_shapes(*chain, command.formula), true});
  return run(
      PrintCommand{chain->size() > 1 ? describe_chain(*chain) : describe_layer(chain->front(), command.formula)});
}

}  // namespace convarith
