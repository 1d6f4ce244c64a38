#include "engine/layer_chain.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/axes.hpp"
#include "arithmetic/chain.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/numbers/picture_values.hpp"
#include "config/padding_pairs.hpp"
#include "engine/layer_request.hpp"

namespace convarith {
namespace {

/// Whether nothing says how many channels the layer's input has, which the text of a layer may leave open.
bool lacks_channels(const SourcedRequest& request) {
  return request.framework && !request.request.channels;
}

std::string size_text(const PerAxis& size, int dims) {
  return fmt::format("{}", fmt::join(numbers_along(size, dims), " x "));
}

/// Makes the output of the previous layer (`given`) the input of `layer`. Errors: `layer` expects another input.
Status take_output(const GivenLayer& given, const std::string& place, SourcedRequest& layer) {
  const Operation& before = given.chain.back();
  Request& request = layer.request;
  const int dims = request.dims.value_or(2);
  if (dims != before.dims) {
    return usage_problem(place, fmt::format("expects an input of {}, but the previous layer outputs one of {}",
                                            counted(dims, "axis", "axes"), counted(before.dims, "axis", "axes")));
  }
  const int channels = before.filters;
  if (given.has_output_channels && request.channels.value_or(channels) != channels) {
    return usage_problem(
        place,
        fmt::format("expects {}, but the previous layer outputs {}", counted(*request.channels, "channel"), channels),
        "make them agree");
  }
  const PerAxis size = dims == 1 ? PerAxis::all(before.cols.output)
                                 : PerAxis{before.rows.output, before.cols.output, before.depth.output, dims};
  if (request.n && !(*request.n == size)) {
    return usage_problem(place,
                         fmt::format("expects an input of {}, but the previous layer outputs one of {}",
                                     size_text(*request.n, dims), size_text(size, dims)),
                         "make them agree, or leave out the size of the input");
  }
  if (given.has_output_channels) request.channels = channels;
  request.n = size;
  for (const char* key : {"n", "channels"}) layer.places.insert_or_assign(key, place);
  return ok();
}

std::string place_of_text(std::size_t layer, std::size_t layers) {
  return layers == 1 ? std::string("--layer") : fmt::format("--layer {}", layer + 1);
}

Result<std::vector<SourcedRequest>> requests_of_texts(std::span<const std::string> texts, const SourcedRequest& flags) {
  std::vector<SourcedRequest> requests;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Result<SourcedRequest> layer =
        request_of_text(texts[i], place_of_text(i, texts.size()), i == 0 ? flags : SourcedRequest());
    if (!layer) return layer.problems();
    requests.push_back(*std::move(layer));
  }
  return requests;
}

/// Sets the channels of the first layer to those of the first layer that says how many it has. Poolings that don't say
/// are skipped, because they have as many channels as come in.
void take_channels_from_behind(std::vector<SourcedRequest>& requests) {
  const auto convolution = std::find_if(requests.begin(), requests.end(), [](const SourcedRequest& layer) {
    return !lacks_channels(layer) || layer.request.op.value_or(Operator::convolution) == Operator::convolution;
  });
  if (convolution != requests.end()) requests.front().request.channels = convolution->request.channels;
}

}  // namespace

Result<GivenLayer> given_layer(SourcedRequest request) {
  settle_pair_of_padding(request);
  if (const Status read = read_picture_values(request.request, false); !read) return locate(read.problems(), request);
  take_sizes_from_values(request.request);
  const Result<Chain> chain = make_chain(request.request);
  if (!chain) return locate(chain.problems(), request);
  GivenLayer layer{*chain, request.framework};
  layer.remarks = std::move(request.remarks);
  for (std::string& remark : remarks_on(request.request, chain->front())) layer.remarks.push_back(std::move(remark));
  layer.has_channels = !lacks_channels(request);
  const bool follow_input = std::all_of(chain->begin(), chain->end(), [](const Operation& operation) {
    return operation.is_pooling() || operation.is_depthwise;
  });
  layer.has_output_channels = layer.has_channels || !follow_input;
  return layer;
}

Result<std::vector<GivenLayer>> chain_of_texts(std::span<const std::string> texts, const SourcedRequest& flags) {
  if (Status checked = check_beside_text(flags); !checked) return checked.problems();
  Result<std::vector<SourcedRequest>> requests = requests_of_texts(texts, flags);
  if (!requests) return requests.problems();
  take_channels_from_behind(*requests);
  std::vector<GivenLayer> chain;
  for (std::size_t i = 0; i < requests->size(); ++i) {
    SourcedRequest& request = (*requests)[i];
    const std::string place = place_of_text(i, texts.size());
    if (Status taken = chain.empty() ? ok() : take_output(chain.back(), place, request); !taken) {
      return taken.problems();
    }
    Result<GivenLayer> layer = given_layer(std::move(request));
    if (!layer) return layer.problems();
    chain.push_back(*std::move(layer));
  }
  return chain;
}

}  // namespace convarith
