#pragma once

#include <string>
#include <utility>
#include <vector>

#include "arithmetic/operation.hpp"
#include "layout/drawing.hpp"
#include "layout/film.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// How many sheets a figure shows, and how their colours go together.
struct NumberSheets {
  int channels = 1;  ///< of several each has hues of its own for inputs, weights and products
  int filters = 1;   ///< of several each has a colour of its own for outputs
  /// Where each filter is of a single channel, outputs have the channels' colours: how many filters a channel has.
  int filters_of_channel = 0;
  int pointwise = 0;  ///< filters of a second stage, whose inputs are the first one's outputs
};

NumberSheets sheets_of(const Operation& operation);

/// What the shade lies on.
enum class ShadeUse { none, inputs_and_padding, paper_too };

/// What is drawn and written in the accent's colour lies on.
enum class AccentUse { none, all_areas, outputs };

/// Which areas a figure with numbers has, and what lies on them.
struct NumberAreas {
  bool input = false;
  bool padding = false;
  bool unvisited = false;
  bool kernel = false;
  bool bias = false;
  bool product = false;
  bool output = false;
  bool lost = false;
  bool origins = false;
  bool faint_on_origins = false;  ///< padding's numbers on these
  bool faint_on_paper = false;    ///< words as faint as the numbers of padding
  ShadeUse shade = ShadeUse::none;
  AccentUse accent = AccentUse::none;
  NumberSheets sheets = {};
};

/// The paints of a figure with numbers; kPaper for those that it doesn't have.
struct NumberPaints {
  std::vector<Paint> paints;
  PaintId input = kPaper;
  PaintId padding = kPaper;
  PaintId unvisited = kPaper;
  PaintId kernel = kPaper;
  PaintId bias = kPaper;
  PaintId product = kPaper;
  PaintId output = kPaper;
  PaintId lost = kPaper;
  PaintId shade = kPaper;
  PaintId line = kPaper;
  PaintId ink = kPaper;    ///< of numbers and words
  PaintId faint = kPaper;  ///< of the numbers of padding
  PaintId accent = kPaper;
  std::vector<PaintId> origins;  ///< empty, or six

  // Of layers with several channels or filters.
  std::vector<PaintId> inputs;
  std::vector<PaintId> kernels;
  std::vector<PaintId> products;
  std::vector<PaintId> outputs;
  // And of a second stage.
  std::vector<PaintId> second_kernels;
  std::vector<PaintId> second_outputs;

  /// What a second stage has instead.
  NumberPaints of_second_stage() const;
  /// One of the origins, unlike those of its neighbours.
  PaintId origin(Cell cell) const;
  /// Of the cell on a place of the plane.
  PaintId area_of(const PlanePlace& place, int channel = 0) const;
  /// Of the number there.
  PaintId ink_of(const PlanePlace& place) const { return place.input ? ink : faint; }
  PaintId input_of(int channel) const { return of_sheet(inputs, channel, input); }
  PaintId kernel_of(int channel) const { return of_sheet(kernels, channel, kernel); }
  PaintId product_of(int channel) const { return of_sheet(products, channel, product); }
  PaintId output_of(int filter) const { return of_sheet(outputs, filter, output); }

 private:
  /// In turn.
  static PaintId of_sheet(const std::vector<PaintId>& all, int number, PaintId usual) {
    return all.empty() ? usual : all[static_cast<std::size_t>(number) % all.size()];
  }
};

/// What shapes are added to, and the paints that they are in.
struct Pen {
  const NumberPaints& paints;
  DisplayList& shapes;

  void add(Shape shape) const { shapes.push_back(std::move(shape)); }
};

NumberPaints mix_number_paints(const Theme& theme, const NumberAreas& areas);

/// What to add to the names of inputs, weights and products where each channel has its own hue.
std::string of_each_channel(const NumberAreas& areas);

/// Of kernel, bias, products and outputs, as far as there are any.
void add_number_keys(const NumberAreas& areas, const NumberPaints& paints, std::vector<Key>& keys);

}  // namespace convarith
