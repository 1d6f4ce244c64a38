#include "layout/views/network/network_plan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "layout/views/network/network_names.hpp"

namespace convarith {
namespace {

/// The most blocks that a figure should have, and the most lines for branches.
constexpr std::size_t kMostReadable = 24;
constexpr std::size_t kMostBranches = 5;
/// Where lines of branches pass more than so many blocks, rows cannot be broken well, and all blocks should find room
/// in one row.
constexpr std::size_t kLongBranch = 7;
constexpr std::size_t kMostInRow = 14;
/// A figure of fewer blocks says too little of a model with more layers.
constexpr std::size_t kFewest = 5;
/// In place of a number of names: layers are drawn as one whose maps have the same size.
constexpr int kBySize = 0;

/// Units that follow each other and are drawn as one.
struct UnitRun {
  std::size_t first = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - first; }
  bool holds(std::size_t unit) const { return first <= unit && unit < end; }
};

/// Runs of the same structure that follow each other.
struct FoldedRun {
  UnitRun first;
  UnitRun last;
  int repeats = 1;

  bool holds(std::size_t unit) const { return first.first <= unit && unit < last.end; }
};

class NetworkFolder {
 public:
  NetworkFolder(const NetworkUnits& units, int depth, bool folds_layers)
      : units_(units.units), depth_(depth), folds_layers_(folds_layers) {
    find_runs();
    fold_runs();
    add_blocks();
    name_blocks();
    plan_.has_all_layers = units.are_all;
  }

  NetworkPlan plan() && { return std::move(plan_); }

 private:
  using Names = std::span<const std::string>;

  bool continues(const UnitRun& run, std::size_t number) const;
  void find_runs();
  bool is_chained(std::size_t run) const;
  bool is_repeated(std::size_t run) const;
  void fold_runs();
  std::set<std::size_t> sources_of(const UnitRun& run) const;
  std::vector<MapShape> shapes_into(const UnitRun& run) const;
  void add_blocks();
  NetworkKind kind_of_run(const UnitRun& run) const;
  std::vector<std::string> path_of_run(const UnitRun& run) const;
  std::string range_of_names(const UnitRun& run) const;
  std::string name_of(const FoldedRun& folded, bool has_bracket) const;
  void name_blocks();

  const std::vector<NetworkUnit>& units_;
  int depth_;
  bool folds_layers_;
  std::vector<UnitRun> runs_;
  std::vector<FoldedRun> folded_;
  NetworkPlan plan_;
};

/// Whether a unit belongs to the same block as the units of the run before it.
bool NetworkFolder::continues(const UnitRun& run, std::size_t number) const {
  const NetworkUnit& first = units_[run.first];
  const NetworkUnit& unit = units_[number];
  if (first.kind == NetworkKind::input || unit.kind == NetworkKind::input) return false;
  if (depth_ == kBySize) return first.shape.sizes == unit.shape.sizes;
  if (unit.kind == NetworkKind::join && unit.path.empty()) {
    return run.size() > 1 && std::any_of(unit.sources.begin(), unit.sources.end(),
                                         [&run](std::size_t source) { return run.holds(source); });
  }
  const auto depth = static_cast<std::size_t>(depth_);
  return first.path.size() > depth && unit.path.size() > depth &&
         std::equal(first.path.begin(), first.path.begin() + depth_, unit.path.begin());
}

void NetworkFolder::find_runs() {
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if (!runs_.empty() && continues(runs_.back(), i)) {
      runs_.back().end = i + 1;
    } else {
      runs_.push_back({i, i + 1});
    }
  }
}

/// Returns the units outside a run whose outputs the run takes.
std::set<std::size_t> NetworkFolder::sources_of(const UnitRun& run) const {
  std::set<std::size_t> sources;
  for (std::size_t i = run.first; i < run.end; ++i) {
    for (const std::size_t source : units_[i].sources) {
      if (!run.holds(source)) sources.insert(source);
    }
  }
  return sources;
}

std::vector<MapShape> NetworkFolder::shapes_into(const UnitRun& run) const {
  std::vector<MapShape> shapes;
  for (const std::size_t source : sources_of(run)) shapes.push_back(units_[source].shape);
  return shapes;
}

/// Whether a run takes nothing but the output of the run before it, which nothing else takes.
bool NetworkFolder::is_chained(std::size_t run) const {
  const UnitRun& before = runs_[run - 1];
  if (sources_of(runs_[run]) != std::set{before.end - 1}) return false;
  for (std::size_t i = runs_[run].end; i < units_.size(); ++i) {
    for (const std::size_t source : units_[i].sources) {
      if (before.holds(source)) return false;
    }
  }
  return true;
}

/// Whether a run has the structure and the shapes of the run before it.
bool NetworkFolder::is_repeated(std::size_t run) const {
  const UnitRun& a = runs_[run - 1];
  const UnitRun& b = runs_[run];
  if (a.size() != b.size() || (a.size() == 1 && !folds_layers_)) return false;
  const auto places_in = [this](const UnitRun& of, std::size_t unit) {
    std::set<std::size_t> places;
    for (const std::size_t source : units_[unit].sources) {
      places.insert(of.holds(source) ? source - of.first : of.size());
    }
    return places;
  };
  for (std::size_t i = 0; i < a.size(); ++i) {
    const NetworkUnit& one = units_[a.first + i];
    const NetworkUnit& other = units_[b.first + i];
    if (one.kind == NetworkKind::input || other.kind == NetworkKind::input) return false;
    if (*one.action != *other.action || one.shape != other.shape) return false;
    if (places_in(a, a.first + i) != places_in(b, b.first + i)) return false;
  }
  if (shapes_into(a) != shapes_into(b)) return false;
  return is_chained(run);
}

void NetworkFolder::fold_runs() {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (i > 0 && is_repeated(i)) {
      folded_.back().last = runs_[i];
      ++folded_.back().repeats;
    } else {
      folded_.push_back({runs_[i], runs_[i]});
    }
  }
}

NetworkKind NetworkFolder::kind_of_run(const UnitRun& run) const {
  NetworkKind kind = NetworkKind::join;
  for (std::size_t i = run.first; i < run.end; ++i) {
    const NetworkKind next = units_[i].kind;
    if (next == NetworkKind::join) continue;
    if (kind != NetworkKind::join && kind != next) return NetworkKind::several;
    kind = next;
  }
  return kind == NetworkKind::join && run.size() > 1 ? NetworkKind::several : kind;
}

void NetworkFolder::add_blocks() {
  for (const FoldedRun& folded : folded_) {
    const UnitRun& run = folded.first;
    const NetworkUnit& last = units_[run.end - 1];
    NetworkBlock block{kind_of_run(run), {}, {}, last.shape};
    if (run.size() == 1 && last.kind == NetworkKind::join) block.join = std::get<Join>(*last.action).kind;
    block.layers = static_cast<int>(std::count_if(
        units_.begin() + static_cast<std::ptrdiff_t>(run.first), units_.begin() + static_cast<std::ptrdiff_t>(run.end),
        [](const NetworkUnit& unit) { return unit.kind != NetworkKind::join; }));
    block.repeats = folded.repeats;
    std::set<std::size_t> sources;
    for (const std::size_t source : sources_of(run)) {
      const auto from =
          std::find_if(folded_.begin(), folded_.end(), [source](const FoldedRun& each) { return each.holds(source); });
      sources.insert(static_cast<std::size_t>(from - folded_.begin()));
    }
    block.sources.assign(sources.begin(), sources.end());
    for (std::size_t i = run.first; i < folded.last.end; ++i) {
      block.members.insert(block.members.end(), units_[i].layers.begin(), units_[i].layers.end());
    }
    std::sort(block.members.begin(), block.members.end());
    plan_.blocks.push_back(std::move(block));
  }
}

/// Returns the names of the blocks that all units of a run are in.
std::vector<std::string> NetworkFolder::path_of_run(const UnitRun& run) const {
  const std::vector<std::string>& first = units_[run.first].path;
  if (run.size() == 1) return first;
  if (depth_ != kBySize) return {first.begin(), first.begin() + depth_};
  std::string name = common_beginning(joined_names(first), joined_names(units_[run.end - 1].path));
  return name.empty() ? std::vector<std::string>{} : std::vector{std::move(name)};
}

/// Returns the names of the first and the last layer of a run, or nothing if they have none.
std::string NetworkFolder::range_of_names(const UnitRun& run) const {
  const std::vector<std::string>& first = units_[run.first].path;
  const std::vector<std::string>& last = units_[run.end - 1].path;
  return first.empty() || last.empty() ? std::string() : fmt::format("{}–{}", first.back(), last.back());
}

/// Returns what is written below a block: its own name, or what such layers are called where the name is but a number.
std::string NetworkFolder::name_of(const FoldedRun& folded, bool has_bracket) const {
  const std::vector<std::string> path = path_of_run(folded.first);
  const bool is_layer = folded.first.size() == 1;
  if (is_layer && (path.empty() || is_number_name(path.back()))) return units_[folded.first.first].word;
  if (path.empty()) return range_of_names(folded.first);
  std::string name = is_layer || has_bracket ? path.back() : joined_names(path);
  if (folded.repeats == 1) return name;
  const std::vector<std::string> last = path_of_run(folded.last);
  if (last.size() != path.size()) return name;
  const auto [from, to] = std::mismatch(path.begin(), path.end(), last.begin());
  if (from == path.end() || !is_number_name(*from) || !is_number_name(*to)) return name;
  // What stands behind the number that is counted up is the same in all of them.
  const bool is_short = is_layer || has_bracket;
  const Names counted = Names(path).first(static_cast<std::size_t>(from - path.begin()) + 1);
  return fmt::format("{}–{}", is_short ? *from : joined_names(counted), *to);
}

void NetworkFolder::name_blocks() {
  std::vector<std::string> outer;
  for (const FoldedRun& folded : folded_) {
    const std::vector<std::string> path = path_of_run(folded.first);
    outer.push_back(path.empty() ? std::string() : joined_names(Names(path).first(path.size() - 1)));
  }
  for (std::size_t i = 0; i < folded_.size(); ++i) {
    const bool has_bracket = !outer[i].empty() && ((i > 0 && outer[i - 1] == outer[i]) ||
                                                   (i + 1 < outer.size() && outer[i + 1] == outer[i]));
    if (has_bracket) plan_.blocks[i].bracket = outer[i];
    plan_.blocks[i].name = name_of(folded_[i], has_bracket);
  }
}

/// What lines of branches make hard to read.
struct BranchLoad {
  std::size_t branches = 0;
  std::size_t longest = 0;  // blocks in the longest stretch that cannot be broken into rows
};

BranchLoad branch_load(const NetworkPlan& plan) {
  BranchLoad load;
  std::vector<bool> is_passed(plan.blocks.size(), false);  // whether a line leads past the space before a block
  for (std::size_t to = 0; to < plan.blocks.size(); ++to) {
    for (const std::size_t from : plan.blocks[to].sources) {
      if (from + 1 == to) continue;
      ++load.branches;
      for (std::size_t i = from + 1; i <= to; ++i) is_passed[i] = true;
    }
  }
  std::size_t stretch = 0;
  for (const bool passed : is_passed) {
    stretch = passed ? stretch + 1 : 1;
    load.longest = std::max(load.longest, stretch);
  }
  return load;
}

bool is_readable(const NetworkPlan& plan) {
  const BranchLoad load = branch_load(plan);
  const std::size_t most = load.longest > kLongBranch ? kMostInRow : kMostReadable;
  return plan.blocks.size() <= most && load.branches <= kMostBranches;
}

int depth_of(const NetworkUnits& units) {
  std::size_t depth = 1;
  for (const NetworkUnit& unit : units.units) depth = std::max(depth, unit.path.size());
  return static_cast<int>(depth);
}

}  // namespace

std::string NetworkBlock::whole_name() const {
  return bracket.empty() ? name : joined_names(std::vector{bracket, name});
}

NetworkPlan plan_network(const TracedModel& model, std::optional<int> depth) {
  const NetworkUnits units = units_of(model);
  if (depth) return NetworkFolder(units, std::max(*depth, 1), false).plan();
  const int deepest = depth_of(units);
  for (int names = deepest; names > 0; --names) {
    for (const bool folds_layers : {false, true}) {
      NetworkPlan plan = NetworkFolder(units, names, folds_layers).plan();
      if (is_readable(plan) && (names == deepest || plan.blocks.size() >= kFewest)) return plan;
    }
  }
  NetworkPlan by_size = NetworkFolder(units, kBySize, true).plan();
  NetworkPlan outermost = NetworkFolder(units, 1, true).plan();
  const bool is_better = is_readable(by_size) || by_size.blocks.size() < outermost.blocks.size();
  return is_better ? std::move(by_size) : std::move(outermost);
}

}  // namespace convarith
