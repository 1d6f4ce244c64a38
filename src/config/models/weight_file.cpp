#include "config/models/weight_file.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "arithmetic/model/layer_parameters.hpp"
#include "config/file_bytes.hpp"
#include "config/models/onnx_model.hpp"
#include "config/models/onnx_weights.hpp"
#include "config/numbers/npz_file.hpp"
#include "config/shortened.hpp"
#include "config/suggest.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

using Names = std::set<std::string, std::less<>>;

/// What a file has of the tensors that a model needs.
struct FoundWeights {
  NamedTensors tensors;
  std::set<std::string> others = {};  ///< the names of further tensors
};

std::string name_in_quotes(std::string_view name) {
  return fmt::format("'{}'", with_valid_utf8(shortened(name)));
}

/// What PyTorch counts of batches has no part in what a layer computes.
bool is_count_of_batches(std::string_view name) {
  return name.ends_with("num_batches_tracked");
}

Result<FoundWeights> read_npz(std::string_view bytes, const Names& names) {
  const Result<std::vector<NpzEntry>> entries = npz_entries(bytes);
  if (!entries) return entries.problems();
  FoundWeights found;
  for (const NpzEntry& entry : *entries) {
    if (!names.contains(entry.name)) {
      found.others.insert(entry.name);
      continue;
    }
    Result<Tensor> tensor = read_npz_entry(entry);
    if (!tensor) return tensor.problems();
    found.tensors.insert_or_assign(entry.name, *std::move(tensor));
  }
  return found;
}

Result<FoundWeights> read_onnx(std::string_view bytes, const Names& names) {
  FoundWeights found;
  Result<NamedTensors> tensors = read_onnx_weights(bytes, names, found.others);
  if (!tensors) return tensors.problems();
  found.tensors = *std::move(tensors);
  return found;
}

Result<FoundWeights> find_weights(const std::string& file, const Names& names) {
  const Result<FileBytes> content = open_file_bytes(file);
  if (!content) return content.problems();
  const std::string_view bytes = content->bytes();
  const bool is_npz = looks_like_npz(bytes) || std::filesystem::path(file).extension() == ".npz";
  if (!is_npz && !looks_like_onnx_model(bytes)) {
    return usage_problem({}, fmt::format("{} is neither an .npz nor an ONNX file", file),
                         "give the numbers of all layers, such as numpy.savez writes of a state dict");
  }
  Result<FoundWeights> found = is_npz ? read_npz(bytes, names) : read_onnx(bytes, names);
  if (found) return found;
  Problem problem = found.problems().front();
  problem.why = fmt::format("{}: {}", file, problem.why);
  return problem;
}

Problem missing_parameter(const ModelLayer& layer, const LayerParameter& parameter, const std::string& file,
                          const std::set<std::string>& others) {
  const std::vector<std::string_view> there(others.begin(), others.end());
  const std::vector<std::string_view> near = nearest_words(parameter.name, there);
  std::string hint = "its tensors must have the names of the model's layers";
  if (others.empty()) hint = "it has none that the model doesn't take";
  if (!near.empty()) hint = fmt::format("did you mean {}?", name_in_quotes(near.front()));
  return usage_problem(
      layer.place,
      fmt::format("{} needs {}, which {} does not have", layer_words(layer), name_in_quotes(parameter.name), file),
      std::move(hint));
}

std::string lengths_text(const std::vector<int>& shape) {
  return fmt::format("{}", fmt::join(shape, " x "));
}

/// Says of a shape that doesn't fit what would mend it.
std::string mend_of(const Tensor& tensor, const LayerParameter& parameter) {
  std::vector<int> sorted = tensor.shape;
  std::vector<int> wanted = parameter.shape;
  std::sort(sorted.begin(), sorted.end());
  std::sort(wanted.begin(), wanted.end());
  if (sorted == wanted) return "exchange its axes: filters come first, then channels, then the kernel";
  return "give the weights of this model, or change the layer so that both agree";
}

void remark_on_others(const FoundWeights& found, const std::string& file, std::vector<std::string>& remarks) {
  constexpr std::size_t most = 3;
  std::vector<std::string> names;
  for (const std::string& name : found.others) {
    if (!is_count_of_batches(name)) names.push_back(name_in_quotes(name));
  }
  if (names.empty()) return;
  const std::string more = names.size() > most ? fmt::format(" and {} more", names.size() - most) : std::string();
  names.resize(std::min(names.size(), most));
  remarks.push_back(fmt::format("no layer takes {}{} of {}", fmt::join(names, ", "), more, file));
}

/// The parameters that the layers of a model need.
struct WantedParameters {
  std::vector<std::vector<LayerParameter>> layers = {};
  Names names = {};
};

Result<WantedParameters> wanted_parameters(const Model& model, const ModelTrace& trace) {
  WantedParameters wanted;
  for (std::size_t i = 0; i < trace.layers.size(); ++i) {
    Result<std::vector<LayerParameter>> parameters = parameters_of(model, trace, i);
    if (!parameters) return parameters.problems();
    for (const LayerParameter& parameter : *parameters) wanted.names.insert(parameter.name);
    wanted.layers.push_back(*std::move(parameters));
  }
  return wanted;
}

/// Returns the tensor for a parameter of a layer.
Result<Tensor> fitting_tensor(const ModelLayer& layer, const LayerParameter& parameter, const FoundWeights& found,
                              const std::string& source) {
  const auto tensor = found.tensors.find(parameter.name);
  if (tensor == found.tensors.end()) return missing_parameter(layer, parameter, source, found.others);
  Result<Tensor> fitting = fit_parameter(tensor->second, parameter);
  if (fitting) return fitting;
  const std::string why =
      fmt::format("{}: {} of {} is {}, but the layer takes {}", layer_words(layer), name_in_quotes(parameter.name),
                  source, lengths_text(tensor->second.shape), lengths_text(parameter.shape));
  return usage_problem(layer.place, why, mend_of(tensor->second, parameter));
}

Result<ModelParameters> fit_found(const Model& model, const ModelTrace& trace, const WantedParameters& wanted,
                                  const FoundWeights& found, const std::string& source) {
  ModelParameters result{std::vector<std::vector<Tensor>>(wanted.layers.size())};
  for (std::size_t i = 0; i < wanted.layers.size(); ++i) {
    for (const LayerParameter& parameter : wanted.layers[i]) {
      Result<Tensor> tensor = fitting_tensor(model.layers[trace.layers[i].layer], parameter, found, source);
      if (!tensor) return tensor.problems();
      result.layers[i].push_back(*std::move(tensor));
    }
  }
  remark_on_others(found, source, result.remarks);
  return result;
}

}  // namespace

Result<ModelParameters> read_weight_file(const Model& model, const ModelTrace& trace, const std::string& file) {
  const Result<WantedParameters> wanted = wanted_parameters(model, trace);
  if (!wanted) return wanted.problems();
  if (wanted->names.empty()) return ModelParameters{std::vector<std::vector<Tensor>>(wanted->layers.size())};
  const Result<FoundWeights> found = find_weights(file, wanted->names);
  if (found) return fit_found(model, trace, *wanted, *found, file);
  Problem problem = found.problems().front();
  problem.where = "weights";
  return problem;
}

Result<ModelParameters> fit_parameters(const Model& model, const ModelTrace& trace, const NamedTensors& tensors,
                                       const std::string& source) {
  const Result<WantedParameters> wanted = wanted_parameters(model, trace);
  if (!wanted) return wanted.problems();
  FoundWeights found;
  for (const auto& [name, tensor] : tensors) {
    if (wanted->names.contains(name)) {
      found.tensors.emplace(name, tensor);
    } else {
      found.others.insert(name);
    }
  }
  return fit_found(model, trace, *wanted, found, source);
}

}  // namespace convarith
