#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/views/volume/volume_block.hpp"

namespace convarith {

/// The kind of a block in a figure.
enum class BlockKind { input, filter, output };

/// A block of a figure, and what the stages do with it.
struct PlannedBlock {
  Block block;
  BlockKind kind = BlockKind::input;
  CellRange reach;                            ///< all places on which anything of the block is ever drawn
  std::optional<std::size_t> window_of = {};  ///< stage whose window moves over the block
  std::optional<std::size_t> made_by = {};    ///< stage that computes the block's cells one after the other
  std::optional<std::size_t> filter_of = {};  ///< stage of which the block is a filter
  std::optional<int> group = {};              ///< group to which the block belongs, if groups stand apart

  Role cell_role() const;
  Role grid_role() const;
};

/// Blocks that stand side by side, either all of them or some of many.
struct Cluster {
  std::vector<std::size_t> blocks;        ///< places in VolumePlan::blocks
  std::optional<std::size_t> dots_after;  ///< block after which dots stand for those left out
};

/// The link from one panel to the next.
struct Link {
  std::string sign;  ///< empty for an arrow
  std::string word;  ///< word beside an arrow
};

/// A part of a figure with a title, in which clusters stand below each other.
struct VolumePanel {
  std::string title;
  std::string caption;
  std::vector<Cluster> rows = {};
  std::optional<std::size_t> dots_after = {};  ///< row after which dots stand for those left out
  std::optional<Link> next = {};
  bool is_by_group = false;  ///< whether there is a row for each group, level with the rows of neighbouring panels
  bool begins_line =
      false;  ///< whether this panel and those after it stand below those before, unless panels are stacked
};

/// The blocks and panels of a layer whose stages follow one another, before they are laid out.
struct VolumePlan {
  std::vector<PlannedBlock> blocks;
  std::vector<VolumePanel> panels;
};

VolumePlan plan_volume(const std::vector<Walkthrough>& stages);

/// Returns the places that the padded input takes.
CellRange padded_range(const Walkthrough& walkthrough);

}  // namespace convarith
