#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/views/volume/volume_block.hpp"

namespace convarith {

/// What a block of a figure is.
enum class BlockKind { input, filter, output };

/// A block of a figure, and what the layer's stages do with it.
struct PlannedBlock {
  Block block;
  BlockKind kind = BlockKind::input;
  CellRange reach;                            ///< all places on which anything is ever drawn
  std::optional<std::size_t> window_of = {};  ///< the stage whose window moves over it
  std::optional<std::size_t> made_by = {};    ///< the stage that computes its cells one after the other
  std::optional<std::size_t> filter_of = {};  ///< the stage whose filter it is
  std::optional<int> group = {};              ///< that it belongs to, where groups are apart

  Role cell_role() const;
  Role grid_role() const;
};

/// Blocks that stand side by side, or some of many.
struct Cluster {
  std::vector<std::size_t> blocks;        ///< places in VolumePlan::blocks
  std::optional<std::size_t> dots_after;  ///< dots stand for those left out after this one
};

/// How one panel leads to the next.
struct Link {
  std::string sign;  ///< empty: an arrow
  std::string word;  ///< of an arrow
};

/// A part of a figure with a title: clusters below each other.
struct VolumePanel {
  std::string title;
  std::string caption;
  std::vector<Cluster> rows = {};
  std::optional<std::size_t> dots_after = {};  ///< dots stand for the rows left out after this one
  std::optional<Link> next = {};
  bool is_by_group = false;  ///< a row for each group, level with those of its neighbours
  bool begins_line = false;  ///< where panels stand side by side, this one and what follows stand below the others
};

/// The blocks and panels of a layer whose stages follow one another, not yet laid out.
struct VolumePlan {
  std::vector<PlannedBlock> blocks;
  std::vector<VolumePanel> panels;
};

VolumePlan plan_volume(const std::vector<Walkthrough>& stages);

/// The places that the padded input takes.
CellRange padded_range(const Walkthrough& walkthrough);

}  // namespace convarith
