#include "layout/views/network/network_arrangement.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

#include "layout/shapes/arrows.hpp"
#include "layout/views/network/network_links.hpp"
#include "layout/views/network/network_names.hpp"
#include "layout/views/network/network_rows.hpp"
#include "layout/views/network/network_words.hpp"

namespace convarith {
namespace {

// Lengths in bp.
constexpr double kUsualText = 7;
constexpr double kLargestText = 12;
constexpr double kLeastInPrint = 5;       // texts are at least as large in print
constexpr double kPrintedWidth = 453;     // of a figure that takes the width of a page of text (16 cm)
constexpr double kCircle = 12;            // width of a join
constexpr double kLinkEnd = 0.8;          // space between a block and the ends of its lines
constexpr double kNetworkLabelGap = 5;    // above the texts below blocks
constexpr double kBranchGap = 9;          // above blocks that a line passes
constexpr double kBranchDistance = 6;     // between lines one above the other
constexpr double kCornerRadius = 5;       // of lines
constexpr double kBesides = 3;            // from one line to another that meet a block from above
constexpr double kRowGap = 24;            // between rows
constexpr double kNetworkBracketGap = 4;  // above brackets
constexpr double kBracketTick = 2.5;      // height of the ends of brackets
constexpr double kNetworkNoteGap = 10;    // above the note
constexpr double kLongestName = 54;       // names that are longer are shortened
constexpr double kLongestShape = 90;
constexpr double kNarrowestNote = 220;
constexpr std::size_t kMostRows = 3;

std::string with_times(std::string text) {
  for (std::size_t at = text.find(" x "); at != std::string::npos; at = text.find(" x ", at))
    text.replace(at, 3, " × ");
  return text;
}

/// Returns the lines for a shape: "64 × 56 × 56", or "64 ×" and "56 × 56".
std::vector<std::string> lines_of_shape(const MapShape& shape, Framework framework, bool is_narrow) {
  if (shape.sizes.empty()) {
    return {shape.channels.number ? fmt::format("{}", *shape.channels.number) : shape.channels.words};
  }
  std::string text = with_times(shape_words(shape, framework));
  constexpr std::string_view sign = " × ";
  const std::size_t cut = framework == Framework::keras ? text.rfind(sign) : text.find(sign);
  if (!is_narrow || shape.sizes.size() < 2 || cut == std::string::npos) return {std::move(text)};
  const std::size_t end = cut + sign.size();
  return {text.substr(0, end - 1), text.substr(end)};
}

/// What is written below a block, typeset.
struct BlockLabel {
  std::vector<std::pair<Role, TextLine>> lines;

  double width() const {
    double width = 0;
    for (const auto& [role, line] : lines) width = std::max(width, line.width);
    return width;
  }
};

class NetworkArranger {
 public:
  NetworkArranger(const NetworkPlan& plan, Framework framework) : plan_(plan), framework_(framework), scale_(plan) {}

  NetworkPicture arranged();

 private:
  BlockExtent extent_of(const NetworkBlock& block) const;
  BlockLabel label_of(const NetworkBlock& block) const;
  void set_labels(bool is_narrow);
  void choose_rows();
  std::size_t row_after(std::size_t row) const;
  double top_of(std::size_t block) const;
  double lead() const { return kLeading * text_; }

  void place_blocks(std::size_t row);
  void place_badges(std::size_t row);
  void place_branches(std::size_t row);
  void place_branch(std::size_t from, std::size_t to, std::vector<std::pair<Box, double>>& taken);
  void place_labels(std::size_t row);
  void place_brackets(std::size_t row, double below);
  void place_straight_links();
  void place_link_to_row(std::size_t row);
  void place_note();
  void write_centred_line(Role role, TextLine line, double middle, double base);

  const NetworkPlan& plan_;
  Framework framework_;
  NetworkScale scale_;
  double text_ = kUsualText;
  bool is_narrow_ = false;
  std::vector<BlockLabel> labels_;
  std::vector<NetworkSlot> slots_;
  std::vector<std::size_t> starts_;  // first block of each row
  NetworkPicture picture_;
  std::vector<Box> rows_;  // everything in each row
};

BlockExtent NetworkArranger::extent_of(const NetworkBlock& block) const {
  return block.join ? BlockExtent{kCircle, kCircle, {}, false} : scale_.extent_of(block);
}

BlockLabel NetworkArranger::label_of(const NetworkBlock& block) const {
  BlockLabel label;
  const auto add = [&](Role role, const std::string& text) {
    if (text.empty()) return;
    const double widest = (role == Role::block_name ? kLongestName : kLongestShape) * text_ / kUsualText;
    const std::string written = shortened_to_width(in_settable_characters(text), text_, widest);
    label.lines.emplace_back(role, Typesetter().line(written, text_));
  };
  if (block.join && block.join != Join::Kind::concatenation) return label;
  if (!block.join) add(Role::block_name, block.name);
  for (const std::string& line : lines_of_shape(block.shape, framework_, is_narrow_)) add(Role::block_shape, line);
  if (block.layers > 1) add(Role::block_shape, fmt::format("{} layers", block.layers));
  return label;
}

void NetworkArranger::set_labels(bool is_narrow) {
  is_narrow_ = is_narrow;
  labels_.clear();
  slots_.clear();
  for (const NetworkBlock& block : plan_.blocks) {
    labels_.push_back(label_of(block));
    const BlockExtent extent = extent_of(block);
    slots_.push_back({extent.width + extent.depth.x, labels_.back().width()});
  }
}

/// Chooses the fewest rows that let texts of the usual size be read. Where lines of branches leave no room for breaks,
/// the texts grow.
void NetworkArranger::choose_rows() {
  constexpr double widest = kPrintedWidth * kUsualText / kLeastInPrint;
  for (std::size_t rows = 1; rows <= std::min(kMostRows, plan_.blocks.size()); ++rows) {
    for (const bool is_narrow : {false, true}) {
      set_labels(is_narrow);
      std::optional<std::vector<std::size_t>> starts = break_rows(plan_, slots_, rows, widest);
      if (!starts) continue;
      starts_ = *std::move(starts);
      return;
    }
  }
  starts_ = {0};
  constexpr int most_times = 4;
  for (int time = 0; time < most_times; ++time) {
    const double needed = network_row(slots_).width * kLeastInPrint / kPrintedWidth;
    if (needed <= text_ || text_ >= kLargestText) break;
    text_ = std::min(needed, kLargestText);
    set_labels(true);
  }
}

std::size_t NetworkArranger::row_after(std::size_t row) const {
  return row + 1 < starts_.size() ? starts_[row + 1] : plan_.blocks.size();
}

void NetworkArranger::place_blocks(std::size_t row) {
  const std::size_t first = starts_[row];
  const NetworkRow places = network_row(std::span(slots_).subspan(first, row_after(row) - first));
  for (std::size_t i = first; i < row_after(row); ++i) {
    const NetworkBlock& block = plan_.blocks[i];
    const BlockExtent extent = extent_of(block);
    const Point corner{places.middles[i - first] - (extent.width + extent.depth.x) / 2,
                       -(extent.height + extent.depth.y) / 2};
    picture_.blocks.push_back({block.kind, block.join, extent, corner});
    rows_[row].add(picture_.blocks.back().box());
  }
}

/// Returns how high a block reaches, with what is written above it.
double NetworkArranger::top_of(std::size_t block) const {
  return picture_.blocks[block].box().top + (plan_.blocks[block].repeats > 1 ? lead() : 0);
}

void NetworkArranger::write_centred_line(Role role, TextLine line, double middle, double base) {
  const double left = middle - line.width / 2;
  picture_.texts.push_back({role, std::move(line), {left, base}});
}

void NetworkArranger::place_badges(std::size_t row) {
  for (std::size_t i = starts_[row]; i < row_after(row); ++i) {
    if (plan_.blocks[i].repeats < 2) continue;
    const Box box = picture_.blocks[i].box();
    const double base = box.top + lead() - kAscent * text_;
    write_centred_line(Role::block_repeats, Typesetter().line(fmt::format("× {}", plan_.blocks[i].repeats), text_),
                       box.middle(), base);
    rows_[row].add(Point{box.middle(), top_of(i)});
  }
}

/// Draws the lines of branches in a row, the shorter ones below the longer ones.
void NetworkArranger::place_branches(std::size_t row) {
  std::vector<std::pair<std::size_t, std::size_t>> branches;
  for (std::size_t to = starts_[row]; to < row_after(row); ++to) {
    for (const std::size_t from : plan_.blocks[to].sources) {
      if (from + 1 != to) branches.emplace_back(from, to);
    }
  }
  std::stable_sort(branches.begin(), branches.end(),
                   [](const auto& a, const auto& b) { return a.second - a.first < b.second - b.first; });
  std::vector<std::pair<Box, double>> taken;
  for (const auto& [from, to] : branches) place_branch(from, to, taken);
  for (const auto& [box, height] : taken) rows_[row].add(Point{box.middle(), height + kArrowLine / 2});
}

void NetworkArranger::place_branch(std::size_t from, std::size_t to, std::vector<std::pair<Box, double>>& taken) {
  const PlacedBlock& source = picture_.blocks[from];
  const PlacedBlock& target = picture_.blocks[to];
  const bool is_target_too = std::any_of(plan_.blocks[from].sources.begin(), plan_.blocks[from].sources.end(),
                                         [from](std::size_t each) { return each + 1 != from; });
  Point begin = source.top();
  Point end = target.top();
  if (is_target_too) begin.x += kBesides;
  if (is_target_too && source.join) begin.y -= kCircle / 2 - std::sqrt(kCircle * kCircle / 4 - kBesides * kBesides);
  if (plan_.blocks[from].repeats > 1) begin.y = top_of(from);
  double height = 0;
  for (std::size_t i = from; i <= to; ++i) height = std::max(height, top_of(i) + kBranchGap);
  for (const auto& [box, other] : taken) {
    if (box.left < end.x && begin.x < box.right) height = std::max(height, other + kBranchDistance);
  }
  taken.emplace_back(Box{begin.x, height, end.x, height}, height);
  picture_.links.push_back(
      {from, to, with_round_corners({begin, {begin.x, height}, {end.x, height}, end}, kCornerRadius)});
}

void NetworkArranger::place_labels(std::size_t row) {
  double below = rows_[row].bottom;
  const double first = rows_[row].bottom - kNetworkLabelGap - kAscent * text_;
  for (std::size_t i = starts_[row]; i < row_after(row); ++i) {
    double base = first;
    for (auto& [role, line] : labels_[i].lines) {
      write_centred_line(role, line, picture_.blocks[i].box().middle(), base);
      below = std::min(below, base - kDescent * text_);
      base -= lead();
    }
    const double half = slots_[i].label / 2;
    rows_[row].add(Point{picture_.blocks[i].box().middle() - half, below});
    rows_[row].add(Point{picture_.blocks[i].box().middle() + half, below});
  }
  place_brackets(row, below);
}

/// Draws brackets below the texts of blocks that are in the same block of the model, and names it.
void NetworkArranger::place_brackets(std::size_t row, double below) {
  for (std::size_t i = starts_[row]; i < row_after(row);) {
    std::size_t end = i + 1;
    const std::string& name = plan_.blocks[i].bracket;
    while (end < row_after(row) && plan_.blocks[end].bracket == name) ++end;
    if (!name.empty()) {
      const auto reach = [this](std::size_t block) { return std::max(slots_[block].block, slots_[block].label) / 2; };
      const double left = picture_.blocks[i].box().middle() - reach(i);
      const double right = picture_.blocks[end - 1].box().middle() + reach(end - 1);
      const double top = below - kNetworkBracketGap;
      picture_.brackets.push_back({{{left, top}, {left, top - kBracketTick}}, false});
      picture_.brackets.push_back({{{left, top - kBracketTick}, {right, top - kBracketTick}}, false});
      picture_.brackets.push_back({{{right, top - kBracketTick}, {right, top}}, false});
      const double base = top - kBracketTick - kNetworkBracketGap / 2 - kAscent * text_;
      write_centred_line(Role::bracket_name, Typesetter().line(shortened_to_width(name, text_, right - left), text_),
                         (left + right) / 2, base);
      rows_[row].add(Point{left, base - kDescent * text_});
    }
    i = end;
  }
}

void NetworkArranger::place_straight_links() {
  for (std::size_t to = 1; to < plan_.blocks.size(); ++to) {
    const std::vector<std::size_t>& sources = plan_.blocks[to].sources;
    const bool begins_row = std::find(starts_.begin(), starts_.end(), to) != starts_.end();
    if (begins_row || std::find(sources.begin(), sources.end(), to - 1) == sources.end()) continue;
    const Point from{picture_.blocks[to - 1].box().right + kLinkEnd, picture_.blocks[to - 1].middle().y};
    const Point end{picture_.blocks[to].box().left - kLinkEnd, picture_.blocks[to].middle().y};
    picture_.links.push_back({to - 1, to, {from, end}});
  }
}

/// Draws the line from the last block of the row before to the first block of a row: around the right end, back between
/// the rows, and around the left end.
void NetworkArranger::place_link_to_row(std::size_t row) {
  const std::size_t to = starts_[row];
  const std::vector<std::size_t>& sources = plan_.blocks[to].sources;
  if (std::find(sources.begin(), sources.end(), to - 1) == sources.end()) return;
  const Point from{picture_.blocks[to - 1].box().right + kLinkEnd, picture_.blocks[to - 1].middle().y};
  const Point end{picture_.blocks[to].box().left - kLinkEnd, picture_.blocks[to].middle().y};
  const double right = std::max(rows_[row - 1].right, from.x) + kNetworkGap / 2;
  const double left = std::min(rows_[row].left, end.x - kNetworkGap) - kNetworkGap / 2;
  const double between = rows_[row - 1].bottom - kRowGap / 2;
  picture_.links.push_back(
      {to - 1, to,
       with_round_corners({from, {right, from.y}, {right, between}, {left, between}, {left, end.y}, end},
                          kCornerRadius)});
  picture_.box.add(Point{right, between});
  picture_.box.add(Point{left, between});
}

void NetworkArranger::place_note() {
  const double width = std::max(picture_.box.width(), kNarrowestNote);
  const double left = picture_.box.middle() - width / 2;
  double top = picture_.box.bottom - kNetworkNoteGap;
  for (TextLine& line : Typesetter().paragraph(note_of_network(plan_, scale_), text_, width)) {
    picture_.box.add(Box{left, top - (kAscent + kDescent) * text_, left + line.width, top});
    picture_.texts.push_back({Role::note, std::move(line), {left, top - kAscent * text_}});
    top -= lead();
  }
}

/// Moves everything that was added to a picture since it had so many parts.
struct PictureMark {
  std::size_t blocks;
  std::size_t links;
  std::size_t texts;
  std::size_t brackets;

  explicit PictureMark(const NetworkPicture& picture)
      : blocks(picture.blocks.size()),
        links(picture.links.size()),
        texts(picture.texts.size()),
        brackets(picture.brackets.size()) {}

  void move_rest(NetworkPicture& picture, Point way) const {
    for (std::size_t i = blocks; i < picture.blocks.size(); ++i)
      picture.blocks[i].corner = picture.blocks[i].corner + way;
    for (std::size_t i = texts; i < picture.texts.size(); ++i) picture.texts[i].origin = picture.texts[i].origin + way;
    for (std::size_t i = links; i < picture.links.size(); ++i) {
      for (Point& point : picture.links[i].points) point = point + way;
    }
    for (std::size_t i = brackets; i < picture.brackets.size(); ++i) {
      for (Point& point : picture.brackets[i].points) point = point + way;
    }
  }
};

NetworkPicture NetworkArranger::arranged() {
  choose_rows();
  rows_.resize(starts_.size());
  for (std::size_t row = 0; row < starts_.size(); ++row) {
    const PictureMark mark(picture_);
    place_blocks(row);
    place_badges(row);
    place_branches(row);
    place_labels(row);
    if (row > 0) {
      const Point way{0, rows_[row - 1].bottom - kRowGap - rows_[row].top};
      mark.move_rest(picture_, way);
      rows_[row] = rows_[row].moved(way);
    }
    picture_.box.add(rows_[row]);
  }
  place_straight_links();
  for (std::size_t row = 1; row < starts_.size(); ++row) place_link_to_row(row);
  place_note();
  return std::move(picture_);
}

}  // namespace

Box PlacedBlock::box() const {
  return {corner.x, corner.y, corner.x + extent.width + extent.depth.x, corner.y + extent.height + extent.depth.y};
}

Point PlacedBlock::middle() const {
  return {box().middle(), corner.y + (extent.height + extent.depth.y) / 2};
}

Point PlacedBlock::top() const {
  if (join) return {box().middle(), box().top + kLinkEnd};
  return {box().middle(), box().top - extent.depth.y / 2};
}

void NetworkPicture::move_by(Point way) {
  NetworkPicture nothing;
  PictureMark(nothing).move_rest(*this, way);
  box = box.moved(way);
}

NetworkPicture arrange_network(const NetworkPlan& plan, Framework framework) {
  return NetworkArranger(plan, framework).arranged();
}

}  // namespace convarith
