#include "config/models/printed_blocks.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "config/models/name_list.hpp"

namespace convarith {
namespace {

constexpr std::pair<std::string_view, PrintedBlockKind> kBlockKinds[] = {
    {"_DenseBlock", PrintedBlockKind::dense},       {"SqueezeExcitation", PrintedBlockKind::squeeze},
    {"SqueezeExcite", PrintedBlockKind::squeeze},   {"SELayer", PrintedBlockKind::squeeze},
    {"SEModule", PrintedBlockKind::squeeze},        {"SEBlock", PrintedBlockKind::squeeze},
    {"SqueezeExciteCl", PrintedBlockKind::squeeze}, {"CNBlock", PrintedBlockKind::per_cell},
    {"ConvNeXtBlock", PrintedBlockKind::per_cell},
};

/// Modules whose names begin so stand beside each other; what they make is joined by channels. In blocks of a class
/// that is given, this is certain.
struct BranchNames {
  std::string_view prefix;
  std::string_view block;  ///< the class; empty for any
};

constexpr BranchNames kBranchNames[] = {{"branch", ""}, {"expand", "Fire"}};

/// Modules on a way around their block.
struct Detour {
  std::string_view name;
  std::string_view block;  ///< the class of the block; empty for any
};

constexpr Detour kDetours[] = {{"downsample", ""}, {"shortcut", ""}, {"proj", "ResBottleneckBlock"}};

/// Classes of blocks in which branches by name are certain.
constexpr std::string_view kCertainBranches[] = {"Fire",       "Inception",  "InceptionA", "InceptionB",
                                                 "InceptionC", "InceptionD", "InceptionE", "InvertedResidual"};

}  // namespace

PrintedBlockKind block_kind_of(std::string_view type) {
  for (const auto& [name, kind] : kBlockKinds) {
    if (name == type) return kind;
  }
  return PrintedBlockKind::in_order;
}

bool is_detour(const PrintedModule& block, const PrintedModule& part) {
  return std::any_of(std::begin(kDetours), std::end(kDetours), [&](const Detour& detour) {
    return part.name == detour.name && (detour.block.empty() || detour.block == block.type);
  });
}

bool is_auxiliary(const PrintedModule& module) {
  return module.name.starts_with("aux") || module.name.starts_with("Aux");
}

BranchName branch_of(const PrintedModule& block, const PrintedModule& part) {
  for (const BranchNames& names : kBranchNames) {
    if (!part.name.starts_with(names.prefix) || (!names.block.empty() && names.block != block.type)) continue;
    const std::size_t behind = part.name.rfind('_') + 1;
    if (behind == 0) return {part.name};
    const std::string_view last = part.name.substr(behind);
    const bool is_step = !last.empty() && std::isdigit(static_cast<unsigned char>(last.front())) != 0;
    const bool is_of_layer = last == "activation";
    if (!is_step && !is_of_layer) return {part.name};
    const bool is_fork = is_step && std::isalpha(static_cast<unsigned char>(last.back())) != 0;
    return {part.name.substr(0, behind - 1), is_fork};
  }
  return {};
}

bool has_certain_branches(std::string_view type) {
  return is_among(kCertainBranches, type);
}

bool has_pooling_branch(const PrintedModules& printed, const PrintedModule& block) {
  if (block.type != "InceptionB" && block.type != "InceptionD") return false;
  return std::none_of(block.parts.begin(), block.parts.end(), [&](std::size_t part) {
    return printed.modules[part].name.find("pool") != std::string_view::npos ||
           printed.modules[part].name.starts_with("branch_");
  });
}

bool halves_are_apart(const PrintedModules& printed, const PrintedModule& block) {
  if (block.type != "InvertedResidual" || block.parts.size() != 2) return false;
  const PrintedModule& first = printed.modules[block.parts[0]];
  return first.name == "branch1" && first.parts.empty() && printed.modules[block.parts[1]].name == "branch2";
}

}  // namespace convarith
