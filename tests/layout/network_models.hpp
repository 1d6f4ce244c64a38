#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "arithmetic/model/traced_model.hpp"
#include "layout/subject.hpp"

namespace convarith::testing {

/// Puts a model together. Each function adds a layer and returns its number, which later layers name as their source.
class ModelBuilder {
 public:
  static constexpr int kInput = -1;

  explicit ModelBuilder(MapShape input) { model_.inputs = {std::move(input)}; }

  /// Names of the layers to come begin with these of their blocks.
  void enter(std::string blocks) { blocks_ = std::move(blocks); }

  int add(const std::string& name, const std::string& type, LayerAction action, std::vector<int> sources) {
    const std::string whole = blocks_.empty() || name.empty() ? name : blocks_ + "." + name;
    model_.layers.push_back({whole, type, {}, {}, std::move(action), std::move(sources)});
    return static_cast<int>(model_.layers.size()) - 1;
  }

  int window(const std::string& name, int source, LayerOptions options) {
    const std::size_t dims = model_.inputs.front()->sizes.size();
    options.dims = static_cast<int>(dims);
    return add(name, "Window", WindowLayer{std::move(options)}, {source});
  }

  int conv(const std::string& name, int source, int filters, int kernel, int stride = 1, int padding = -1) {
    LayerOptions options;
    options.k = PerAxis::all(kernel);
    options.s = PerAxis::all(stride);
    options.p = PerAxis::all(padding < 0 ? kernel / 2 : padding);
    options.filters = filters;
    return window(name, source, std::move(options));
  }

  int up_conv(const std::string& name, int source, int filters) {
    LayerOptions options;
    options.k = options.s = PerAxis::all(2);
    options.transposed = true;
    options.filters = filters;
    return window(name, source, std::move(options));
  }

  int pool(const std::string& name, int source, int kernel, int stride, int padding = 0) {
    LayerOptions options;
    options.op = Operator::max_pooling;
    options.k = PerAxis::all(kernel);
    options.s = PerAxis::all(stride);
    options.p = PerAxis::all(padding);
    return window(name, source, std::move(options));
  }

  int relu(int source) { return add("relu", "ReLU", ShapeKeeper{}, {source}); }
  int mean(const std::string& name, int source) { return add(name, "GlobalAvgPool", Reduction{}, {source}); }
  int flatten(int source) { return add("flatten", "Flatten", Flatten{}, {source}); }
  int linear(const std::string& name, int source, int features) {
    return add(name, "Linear", Linear{{}, {features}}, {source});
  }
  int join(const std::string& name, Join::Kind kind, std::vector<int> sources) {
    return add(name, "Join", Join{kind}, std::move(sources));
  }

  std::shared_ptr<const TracedModel> traced() const {
    Result<ModelTrace> trace = trace_model(model_, {});
    if (!trace) throw std::runtime_error(to_line(trace.problems().front()));
    if (trace->stop) {
      const ModelLayer& layer = model_.layers[trace->stop->layer];
      throw std::runtime_error(layer.name + ": " + to_line(trace->stop->problems.front()));
    }
    return std::make_shared<const TracedModel>(TracedModel{"model", model_, *std::move(trace), {}});
  }

 private:
  Model model_;
  std::string blocks_;
};

/// A subject with a model; its chain is any.
inline Subject subject_with_model(const ModelBuilder& builder) {
  LayerOptions any;
  any.n = PerAxis::all(4);
  any.k = PerAxis::all(3);
  Subject subject(*make_chain(any));
  subject.model = builder.traced();
  return subject;
}

inline ModelBuilder lenet() {
  ModelBuilder model({{1}, {32, 32}});
  int at = model.relu(model.conv("conv1", ModelBuilder::kInput, 6, 5, 1, 0));
  at = model.pool("pool1", at, 2, 2);
  at = model.relu(model.conv("conv2", at, 16, 5, 1, 0));
  at = model.flatten(model.pool("pool2", at, 2, 2));
  at = model.relu(model.linear("fc1", at, 120));
  at = model.relu(model.linear("fc2", at, 84));
  model.linear("fc3", at, 10);
  return model;
}

/// Convolutions in a sequence, which have numbers as their names.
inline ModelBuilder vgg(const std::vector<int>& convolutions) {
  ModelBuilder model({{3}, {224, 224}});
  model.enter("features");
  int at = ModelBuilder::kInput;
  int number = 0;
  int filters = 64;
  for (const int count : convolutions) {
    for (int i = 0; i < count; ++i, number += 2) {
      at = model.relu(model.conv(std::to_string(number), at, filters, 3));
    }
    at = model.pool(std::to_string(number++), at, 2, 2);
    filters = filters < 512 ? 2 * filters : filters;
  }
  model.enter("");
  at = model.flatten(at);
  model.enter("classifier");
  at = model.linear("0", at, 4096);
  at = model.linear("3", at, 4096);
  model.linear("6", at, 1000);
  return model;
}

/// Residual blocks in four layers. Bottlenecks have three convolutions, other blocks two.
inline ModelBuilder resnet(const std::vector<int>& blocks, bool has_bottlenecks) {
  ModelBuilder model({{3}, {224, 224}});
  int at = model.pool("maxpool", model.relu(model.conv("conv1", ModelBuilder::kInput, 64, 7, 2)), 3, 2, 1);
  int filters = 64;
  for (std::size_t layer = 0; layer < blocks.size(); ++layer, filters *= 2) {
    for (int block = 0; block < blocks[layer]; ++block) {
      model.enter("layer" + std::to_string(layer + 1) + "." + std::to_string(block));
      const int stride = layer > 0 && block == 0 ? 2 : 1;
      const int out = has_bottlenecks ? 4 * filters : filters;
      int inner = model.relu(model.conv("conv1", at, filters, has_bottlenecks ? 1 : 3, has_bottlenecks ? 1 : stride));
      inner = model.conv("conv2", inner, filters, 3, has_bottlenecks ? stride : 1);
      if (has_bottlenecks) inner = model.conv("conv3", model.relu(inner), out, 1);
      const bool changes = block == 0 && (stride > 1 || has_bottlenecks);
      const int side = changes ? model.conv("downsample.0", at, out, 1, stride) : at;
      at = model.relu(model.join("add", Join::Kind::sum, {inner, side}));
    }
  }
  model.enter("");
  model.linear("fc", model.flatten(model.mean("avgpool", at)), 1000);
  return model;
}

/// A U-Net with so many levels below the uppermost one; in blocks, or layer by layer.
inline ModelBuilder unet(int levels, bool has_blocks) {
  ModelBuilder model({{1}, {256, 256}});
  int at = ModelBuilder::kInput;
  int filters = 64;
  const auto enter = [&](const std::string& block) {
    if (has_blocks) model.enter(block);
  };
  const auto twice = [&](int from, const std::string& name) {
    const int first = model.relu(model.conv(has_blocks ? "conv1" : name + "a", from, filters, 3));
    return model.relu(model.conv(has_blocks ? "conv2" : name + "b", first, filters, 3));
  };
  enter("inc");
  std::vector<int> skips{at = twice(at, "conv0")};
  for (int level = 1; level <= levels; ++level, skips.push_back(at)) {
    filters *= 2;
    enter("down" + std::to_string(level));
    at = twice(model.pool(has_blocks ? "pool" : "pool" + std::to_string(level), at, 2, 2),
               "conv" + std::to_string(level));
  }
  for (int level = levels - 1; level >= 0; --level) {
    filters /= 2;
    const std::string name = std::to_string(levels - level);
    enter("up" + name);
    at = model.up_conv(has_blocks ? "up" : "up" + name, at, filters);
    at = model.join(has_blocks ? "cat" : "cat" + name, Join::Kind::concatenation,
                    {skips[static_cast<std::size_t>(level)], at});
    at = twice(at, "dec" + name);
  }
  model.enter("");
  model.conv("outc", at, 2, 1);
  return model;
}

/// Blocks of branches beside each other, as GoogLeNet has them.
inline ModelBuilder inception(const std::vector<int>& stages) {
  ModelBuilder model({{3}, {224, 224}});
  int at = model.pool("maxpool1", model.conv("conv1", ModelBuilder::kInput, 64, 7, 2), 3, 2, 1);
  at = model.pool("maxpool2", model.conv("conv3", model.conv("conv2", at, 64, 1), 192, 3), 3, 2, 1);
  for (std::size_t stage = 0; stage < stages.size(); ++stage) {
    for (int block = 0; block < stages[stage]; ++block) {
      const int filters = 64 * (1 + static_cast<int>(stage)) + 16 * block;
      model.enter("inception" + std::to_string(stage + 3) + std::string(1, static_cast<char>('a' + block)));
      const int one = model.conv("branch1", at, filters, 1);
      const int two = model.conv("branch2.1", model.conv("branch2.0", at, 96, 1), 2 * filters, 3);
      const int three = model.conv("branch3.1", model.conv("branch3.0", at, 16, 1), filters / 2, 3);
      const int four = model.conv("branch4.1", model.pool("branch4.0", at, 3, 1, 1), filters / 2, 1);
      at = model.join("cat", Join::Kind::concatenation, {one, two, three, four});
    }
    model.enter("");
    if (stage + 1 < stages.size()) at = model.pool("maxpool" + std::to_string(stage + 3), at, 3, 2, 1);
  }
  model.linear("fc", model.flatten(model.mean("avgpool", at)), 1000);
  return model;
}

}  // namespace convarith::testing
