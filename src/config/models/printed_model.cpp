#include "config/models/printed_model.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>

#include "config/layer_text/call_syntax.hpp"
#include "config/models/layer_actions.hpp"
#include "config/models/model_builder.hpp"
#include "config/models/name_list.hpp"
#include "config/models/printed_blocks.hpp"
#include "config/models/printed_lines.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

constexpr std::size_t kLongestCall = 300;  // bytes
constexpr std::size_t kLongestPath = 200;  // bytes
constexpr int kNoInput = -1;

/// Why the layers of a print need not fit one after the other.
constexpr std::string_view kNotPrinted =
    "a print doesn't show functional layers, layers that are used twice, or how branches join; the source of forward() "
    "does";

/// Types that are written as another layer with other padding.
constexpr std::string_view kSameConvolutions[] = {"Conv2dSame", "Conv2dSamePadding", "Conv2dDynamicSamePadding"};
constexpr std::string_view kPaddedConvolution = "Conv2dStaticSamePadding";

/// Follows the modules in the order in which they are printed.
class PrintedWalk {
 public:
  PrintedWalk(std::string_view text, const std::string& source, const PrintedModules& read)
      : text_(text), source_(source), printed_(read), builder_(source, Framework::pytorch) {
    for (const std::string& remark : read.remarks) builder_.remark(remark);
  }

  Result<Model> walk() {
    walk_block(printed_.modules.front(), builder_.add_input(std::nullopt), "");
    if (is_too_long_) problems_.push_back(too_long());
    if (!problems_.empty()) return std::move(problems_);
    if (builder_.is_empty())
      return usage_problem(source_, "there are no layers in this text", "give what print(model) writes");
    Model model = builder_.take();
    model.misfit_hint = kNotPrinted;
    return model;
  }

 private:
  struct Branch {
    std::string_view name;
    int output = kNoInput;
    std::vector<int> forks = {};
  };

  Problem too_long() const {
    return usage_problem(source_, fmt::format("the model has more than {} layers", kMostModelLayers),
                         "give a part of the model");
  }

  bool has_ended() const { return is_too_long_ || problems_.size() >= kMostModelProblems; }

  /// Follows a module with all its copies, and returns the index of what it makes.
  int walk_module(const PrintedModule& module, int input, const std::string& path) {
    for (long long i = 0; i < module.copies && !has_ended(); ++i) {
      is_too_long_ = ++visits_ > 2 * kMostModelLayers || builder_.is_full();
      const std::string name = module.is_numbered ? fmt::format("{}", module.first + i) : std::string(module.name);
      const std::string full = path.empty() || name.empty() ? path + name : fmt::format("{}.{}", path, name);
      input = walk_once(module, input, shortened(full, kLongestPath));
    }
    return input;
  }

  int walk_once(const PrintedModule& module, int input, const std::string& path) {
    if (!module.is_block) return is_container(module) ? input : add_layer(module, input, path);
    if (module.arguments.empty() || !is_layer_name(layer_type(module))) return walk_block(module, input, path);
    // A layer that has modules of its own, such as timm's BatchNormAct2d.
    if (module.type == kPaddedConvolution) return add_layer(module, walk_block(module, input, path), path);
    const int output = add_layer(module, input, path);
    return module.type.starts_with("Parametrized") ? output : walk_block(module, output, path);
  }

  static bool is_container(const PrintedModule& module) {
    constexpr std::string_view containers[] = {"Sequential", "ModuleList", "ModuleDict"};
    return is_among(containers, last_name(module.type));
  }

  int walk_block(const PrintedModule& block, int input, const std::string& path) {
    switch (block_kind_of(block.type)) {
      case PrintedBlockKind::dense:
        return walk_dense(block, input, path);
      case PrintedBlockKind::squeeze:
        return walk_squeeze(block, input, path);
      case PrintedBlockKind::per_cell:
        return walk_per_cell(block, input, path);
      case PrintedBlockKind::in_order:
        break;
    }
    return halves_are_apart(printed_, block) ? walk_halves(block, input, path) : walk_parts(block, input, path);
  }

  /// Follows modules one after the other, and branches beside each other.
  int walk_parts(const PrintedModule& block, int input, const std::string& path) {
    int output = input;
    std::vector<Branch> branches;
    for (const std::size_t part : block.parts) {
      const PrintedModule& module = printed_.modules[part];
      if (has_ended()) break;
      if (is_auxiliary(module)) {
        remark_on_auxiliary();
      } else if (is_detour(block, module) && !fits_in_order(block, module, input, output)) {
        remark_on_detours();
        walk_module(module, input, path);
      } else if (const BranchName name = branch_of(block, module); !name.branch.empty()) {
        walk_branch(module, name, output, branches, path);
      } else {
        output = walk_module(module, join_branches(block, branches, output, path), path);
      }
    }
    return join_branches(block, branches, output, path);
  }

  /// Whether the numbers of channels say that a module stands after the block's other modules in spite of its name.
  bool fits_in_order(const PrintedModule& block, const PrintedModule& module, int input, int output) const {
    const std::optional<int> taken = channels_taken_by(module);
    const std::optional<int> known = builder_.known(input).channels;
    const std::optional<int> at_block = known ? known : channels_taken_by(block);
    return taken && at_block && taken != at_block && taken == builder_.known(output).channels;
  }

  /// Returns the number of channels that the first layer in a module takes, if that is a convolution.
  std::optional<int> channels_taken_by(const PrintedModule& module) const {
    const PrintedModule* first = &module;
    while (first->is_block && !first->parts.empty()) first = &printed_.modules[first->parts.front()];
    const std::string_view text = text_.substr(first->start, first->end - first->start);
    const std::size_t bracket = text.find('(');
    if (!last_name(first->type).starts_with("Conv") || bracket == std::string_view::npos) return std::nullopt;
    const int channels = std::atoi(std::string(text.substr(bracket + 1, 10)).c_str());
    return channels > 0 ? std::optional(channels) : std::nullopt;
  }

  void walk_branch(const PrintedModule& module, const BranchName& name, int input, std::vector<Branch>& branches,
                   const std::string& path) {
    auto branch =
        std::find_if(branches.begin(), branches.end(), [&](const Branch& each) { return each.name == name.branch; });
    if (branch == branches.end()) branch = branches.insert(branches.end(), Branch{name.branch, input});
    const int output = walk_module(module, branch->output, path);
    if (name.is_fork) {
      branch->forks.push_back(output);
    } else {
      branch->output = output;
    }
  }

  /// Joins the ends of branches, and returns the index of what the next module takes.
  int join_branches(const PrintedModule& block, std::vector<Branch>& branches, int input, const std::string& path) {
    if (branches.empty()) return input;
    std::vector<int> ends;
    for (const Branch& branch : branches) {
      if (branch.forks.empty()) ends.push_back(branch.output);
      ends.insert(ends.end(), branch.forks.begin(), branch.forks.end());
    }
    if (has_pooling_branch(printed_, block)) ends.push_back(add_pooling_branch(block, input, path));
    branches.clear();
    if (ends.size() == 1) return ends.front();
    if (!has_certain_branches(block.type)) {
      builder_.remark(
          "the print does not say how branches are joined: those named branch... are taken to begin side by "
          "side and to be joined by their channels");
    }
    return add_join(block, Join::Kind::concatenation, ends, path);
  }

  int add_pooling_branch(const PrintedModule& block, int input, const std::string& path) {
    WindowLayer pooling;
    pooling.options.op = Operator::max_pooling;
    pooling.options.dims = 2;
    pooling.options.k = PerAxis::all(3);
    pooling.options.s = PerAxis::all(2);
    return builder_.add({path + ".(max_pool2d)", "max_pool2d", "", place_of(block), pooling, {input}});
  }

  int add_join(const PrintedModule& block, Join::Kind kind, const std::vector<int>& inputs, const std::string& path) {
    const bool is_product = kind == Join::Kind::product;
    const std::string_view type = is_product ? "mul" : "cat";
    return builder_.add({fmt::format("{}{}({})", path, path.empty() ? "" : ".", type), std::string(type), "",
                         place_of(block), Join{kind}, inputs});
  }

  int walk_dense(const PrintedModule& block, int input, const std::string& path) {
    for (const std::size_t part : block.parts) {
      if (has_ended()) break;
      const int output = walk_module(printed_.modules[part], input, path);
      input = add_join(block, Join::Kind::concatenation, {input, output}, path);
    }
    return input;
  }

  int walk_squeeze(const PrintedModule& block, int input, const std::string& path) {
    int output = input;
    const bool prints_pooling =
        !block.parts.empty() && printed_.modules[block.parts.front()].type.find("Pool") != std::string_view::npos;
    if (!prints_pooling)
      output = builder_.add(
          {path + ".(mean)", "mean", "", place_of(block), Reduction{{}, true, Reduction::Kind::mean}, {input}});
    output = walk_parts(block, output, path);
    if (builder_.known(output).axes == 0) {
      output = builder_.add({path + ".(view)", "view", "", place_of(block), Reshape{{-1, 1, 1}}, {output}});
    }
    return add_join(block, Join::Kind::product, {input, output}, path);
  }

  int walk_per_cell(const PrintedModule& block, int input, const std::string& path) {
    const bool before = std::exchange(is_per_cell_, true);
    const int output = walk_parts(block, input, path);
    is_per_cell_ = before;
    return output;
  }

  int walk_halves(const PrintedModule& block, int input, const std::string& path) {
    const int half = builder_.known(input).channels.value_or(0) / 2;
    if (half == 0) return walk_parts(block, input, path);
    const auto add_half = [&](int first) {
      return builder_.add({path + ".(chunk)", "chunk", "", place_of(block), ChannelSlice{first, half}, {input}});
    };
    const int kept = add_half(0);
    const int output = walk_module(printed_.modules[block.parts[1]], add_half(half), path);
    return add_join(block, Join::Kind::concatenation, {kept, output}, path);
  }

  void remark_on_auxiliary() { builder_.remark("classifiers named aux... are used in training only and are left out"); }

  void remark_on_detours() {
    builder_.remark(
        "the print does not say how branches are joined: those named downsample or shortcut are taken to "
        "begin where their block does, and the model goes on from the block's other layers");
  }

  static std::string place_of(const PrintedModule& module) { return fmt::format("line {}", module.line); }

  static std::string_view layer_type(const PrintedModule& module) {
    std::string_view type = last_name(module.type);
    if (type.starts_with("Parametrized")) type.remove_prefix(std::string_view("Parametrized").size());
    const bool is_padded = is_among(kSameConvolutions, type) || type == kPaddedConvolution;
    return is_padded ? std::string_view("Conv2d") : type;
  }

  int add_layer(const PrintedModule& module, int input, const std::string& path) {
    std::string_view text = text_;
    std::string where = source_;
    const std::string_view type = layer_type(module);
    if (!is_layer_name(type)) return add(module, UnknownLayer{}, input, path);
    Result<Call> call = Call{};
    if (module.is_block) {
      // The arguments stand without their bracket on a line of their own.
      text = own_texts_.emplace_back(fmt::format("{}({})", module.type, module.arguments));
      where = fmt::format("{}: {}", source_, place_of(module));
      call = parse_call_in(text, 0, text.size(), where);
    } else {
      call = parse_call_in(text, module.start, module.end, where);
    }
    if (!call) return complain(call.problems(), input);
    in_words_of_today(text, *call);
    call->name = type;
    Result<LayerOfCall> layer = read_layer_action(text, *call, Framework::pytorch, where);
    if (!layer) return complain(layer.problems(), input);
    for (const std::string& remark : layer->remarks) builder_.remark(remark);
    if (is_among(kSameConvolutions, module.type)) std::get<WindowLayer>(layer->action).options.p = PaddingRule::tf_same;
    return add(module, std::move(layer->action), input, path);
  }

  /// PyTorch wrote size for kernel_size, and "Linear (400 -> 120)". Before lazy layers see an input, they are printed
  /// with 0 for the channels that they don't take as an argument.
  static void in_words_of_today(std::string_view text, Call& call) {
    const bool has_size =
        call.name.find("Pool") != std::string_view::npos && call.name.find("Adaptive") == std::string_view::npos;
    for (CallArgument& argument : call.arguments) {
      if (has_size && argument.name == "size") argument.name = "kernel_size";
    }
    if (last_name(call.name) == "Linear") split_arrow(text, call);
    if (last_name(call.name).starts_with("Lazy")) leave_out_open_channels(call);
  }

  static void leave_out_open_channels(Call& call) {
    if (call.arguments.empty()) return;
    const CallArgument& first = call.arguments.front();
    const bool is_open = (first.name.empty() || first.name == "in_features") &&
                         first.value.kind == CallValue::Kind::whole && first.value.number == 0;
    if (is_open) call.arguments.erase(call.arguments.begin());
  }

  static void split_arrow(std::string_view text, Call& call) {
    if (call.arguments.empty()) return;
    CallArgument& first = call.arguments.front();
    const std::string_view both = text.substr(first.value.start, first.value.end - first.value.start);
    const std::size_t arrow = both.find("->");
    if (arrow == std::string_view::npos) return;
    CallArgument second = first;
    first.value.number = std::atoi(std::string(both.substr(0, arrow)).c_str());
    second.value.number =
        std::atoi(std::string(both.substr(std::min(both.find_first_not_of("-> ", arrow), both.size()))).c_str());
    first.value.kind = second.value.kind = CallValue::Kind::whole;
    call.arguments.insert(call.arguments.begin() + 1, second);
  }

  int complain(const Problems& problems, int input) {
    problems_.insert(problems_.end(), problems.begin(), problems.end());
    return input;
  }

  int add(const PrintedModule& module, LayerAction action, int input, const std::string& path) {
    if (auto* linear = std::get_if<Linear>(&action)) linear->is_per_cell = is_per_cell_;
    if (is_per_cell_ && module.type == "Permute") action = ShapeKeeper{};
    if (is_on_tokens(action, input, path)) {
      action = UnknownLayer{"it stands in an attention or beside one, where a print doesn't show what it takes"};
    }
    const std::string_view call =
        module.is_block ? std::string_view() : text_.substr(module.start, module.end - module.start);
    ModelLayer layer{
        path, std::string(last_name(module.type)), shortened(call, kLongestCall), place_of(module), std::move(action),
        {}};
    layer.inputs = {builder_.add_implied_flatten(layer, input)};
    return builder_.add(std::move(layer));
  }

  /// Whether a fully connected layer is one of those in a transformer, which follow maps without any mean between.
  bool is_on_tokens(const LayerAction& action, int input, std::string_view path) const {
    const auto* const linear = std::get_if<Linear>(&action);
    if (linear == nullptr || linear->is_per_cell || builder_.known(input).axes.value_or(0) == 0) return false;
    constexpr std::string_view names[] = {"attn", "attention", "qkv", "mlp"};
    return std::any_of(std::begin(names), std::end(names),
                       [&](std::string_view name) { return has_inner_name(path, name); });
  }

  /// Whether a block in a path, other than one of the model itself, has a name: "attn" in "blocks.0.attn.qkv".
  static bool has_inner_name(std::string_view path, std::string_view name) {
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
      const std::string_view rest = path.substr(dot + 1);
      if (rest.starts_with(name) && (rest.size() == name.size() || rest[name.size()] == '.')) return true;
    }
    return false;
  }

  std::string_view text_;
  const std::string& source_;
  const PrintedModules& printed_;
  ModelBuilder builder_;
  std::deque<std::string> own_texts_;
  Problems problems_;
  std::size_t visits_ = 0;
  bool is_too_long_ = false;
  bool is_per_cell_ = false;
};

}  // namespace

bool looks_like_printed_model(std::string_view content) {
  return has_printed_module(with_line_ends(with_plain_spaces(content)));
}

Result<Model> read_printed_model(std::string_view content, const std::string& source) {
  const std::string text = with_line_ends(with_plain_spaces(content));
  const Result<PrintedModules> read = read_printed_lines(text, source);
  if (!read) return read.problems();
  return PrintedWalk(text, source, *read).walk();
}

}  // namespace convarith
