#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layout/panels/number_paints.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/views/sequence/sequence_texts.hpp"

namespace convarith {

/// Returns the size of numbers and symbols in the cells of a sequence. Cells are higher if symbols stand in their
/// corners beside numbers.
NumberSize size_in_sequence(const SequenceTexts& cell_texts);

/// Returns the width (bp) of cells for some texts. Higher cells are not wider.
double width_in_sequence(const std::vector<std::string>& texts, const NumberSize& size);

/// The input of a one-dimensional layer with its padding. It has a row for each channel.
class SequenceInput {
 public:
  explicit SequenceInput(const SequenceTexts& cell_texts);

  FlatMap& map() { return map_; }
  const FlatMap& map() const { return map_; }
  std::string title() const;
  /// Returns the room around the map for names of channels, positions, and windows that reach over the end.
  PanelRoom room() const;
  /// Returns the map of the cells, placed on the page.
  CellMap cell_map() const;
  const PlanePlaces& places() const { return places_; }
  /// Returns how far windows reach over the end of the padded input, in bp.
  double overhang() const;

  void draw_cells(Pen pen) const;
  /// Writes the positions of inputs above them.
  void draw_positions(Pen pen) const;
  /// Writes the names of channels beside the rows.
  void draw_channels(Pen pen) const;
  void draw_taps(const Step& step, Pen pen) const;
  /// Draws a dashed line around the padding and a solid one around the input, or around each input where there are
  /// places between inputs.
  void draw_lines(Pen pen) const;
  void draw_numbers(Pen pen) const;
  void draw_region(int output, Pen pen) const;

 private:
  std::vector<std::string> texts() const;
  std::optional<double> heat_at(const PlanePlace& place, int channel) const;
  bool is_heat() const { return cell_texts_.numbers().plane_look().is_heat; }
  double width_of_channel_names() const;

  SequenceTexts cell_texts_;
  PlanePlaces places_;
  int channels_;
  FlatMap map_;
};

/// The kernel of a one-dimensional layer. It has a row for each channel, with weights, their symbols, or both.
class SequenceKernel {
 public:
  explicit SequenceKernel(const SequenceTexts& cell_texts);

  FlatMap& map() { return map_; }
  const FlatMap& map() const { return map_; }
  void draw(Pen pen) const;

 private:
  std::vector<std::string> texts() const;
  void add_symbol(Cell place, const std::string& text, Pen pen) const;

  SequenceTexts cell_texts_;
  int channels_;
  FlatMap map_;
};

}  // namespace convarith
