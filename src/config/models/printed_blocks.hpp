#pragma once

#include <string_view>

#include "config/models/printed_lines.hpp"

namespace convarith {

/// What the class of a block says of how its modules are joined, which a printed model does not show.
enum class PrintedBlockKind {
  in_order,  ///< one module after the other
  dense,     ///< each module sees the channels of the block's input and of all modules before it
  squeeze,   ///< the result is multiplied with the block's input
  per_cell,  ///< fully connected layers apply to each cell, between exchanges of axes
};

/// Returns what is known of a class of blocks.
PrintedBlockKind block_kind_of(std::string_view type);

/// Whether a module is on a way around its block. It is added to what the block makes, so that what follows goes on
/// from there.
bool is_detour(const PrintedModule& block, const PrintedModule& part);

/// Whether a module is a classifier that hangs on a model's middle during training only: aux1, AuxLogits,
/// aux_classifier.
bool is_auxiliary(const PrintedModule& module);

/// The place of a module among the branches of its block.
struct BranchName {
  std::string_view branch;  ///< empty for a module that is in no branch
  bool is_fork = false;     ///< it is one of several ends of its branch: branch3x3_2a, branch3x3_2b
};

/// Returns the branch that a module is in, by its name.
BranchName branch_of(const PrintedModule& block, const PrintedModule& part);

/// Whether blocks of this class are known to have branches, so that names of modules don't need to be trusted.
bool has_certain_branches(std::string_view type);

/// Whether a block is one of Inception v3 with a pooling that is not printed.
bool has_pooling_branch(const PrintedModules& printed, const PrintedModule& block);

/// Whether a block is one of ShuffleNet v2 that leaves half of the channels as they are: its first branch is empty.
bool halves_are_apart(const PrintedModules& printed, const PrintedModule& block);

}  // namespace convarith
