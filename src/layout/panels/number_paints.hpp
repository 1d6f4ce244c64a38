#pragma once

#include <string>
#include <utility>
#include <vector>

#include "arithmetic/operation.hpp"
#include "layout/drawing.hpp"
#include "layout/film.hpp"
#include "layout/heat/heat_paints.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The numbers of sheets that a figure shows, and how their colours go together.
struct NumberSheets {
  int channels = 1;  ///< if there are several, each has its own hue for inputs, weights and products
  int filters = 1;   ///< if there are several, each has its own colour for outputs
  /// How many filters each channel has, if every filter takes a single channel; otherwise 0. If it is not 0, outputs
  /// have the colours of the channels.
  int filters_of_channel = 0;
  int pointwise = 0;  ///< filters of a second stage, whose inputs are the outputs of the first
};

NumberSheets sheets_of(const Operation& operation);

/// The areas that the shade lies on.
enum class ShadeUse { none, inputs_and_padding, paper_too };

/// The areas that drawings and texts in the accent's colour lie on.
enum class AccentUse { none, all_areas, outputs };

/// The areas that a figure with numbers has, and what lies on them.
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
  bool faint_on_origins = false;  ///< whether numbers of padding stand on the origins' colours
  bool faint_on_paper = false;    ///< whether there are words as faint as the numbers of padding
  ShadeUse shade = ShadeUse::none;
  AccentUse accent = AccentUse::none;
  NumberSheets sheets = {};
  std::vector<const ColourMap*> heat = {};  ///< colour maps of cells that are coloured by their numbers
  bool heat_has_numbers = false;            ///< whether these cells have numbers, too
};

/// The paints of a figure with numbers. Those that it does not have are kPaper.
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
  PaintId ink = kPaper;    ///< for numbers and words
  PaintId faint = kPaper;  ///< for the numbers of padding
  PaintId accent = kPaper;
  HeatPaints heat;
  std::vector<PaintId> origins;  ///< empty, or six

  // For layers with several channels or filters, which take the paints of a list in turn.
  std::vector<PaintId> inputs;
  std::vector<PaintId> kernels;
  std::vector<PaintId> products;
  std::vector<PaintId> outputs;
  // For a second stage.
  std::vector<PaintId> second_kernels;
  std::vector<PaintId> second_outputs;

  /// Returns the paints with which a second stage is drawn.
  NumberPaints of_second_stage() const;
  /// Returns the one of `origins` for a cell. It differs from those for the neighbouring cells.
  PaintId origin(Cell cell) const;
  /// Returns the paint of the cell on a place of the plane.
  PaintId area_of(const PlanePlace& place, int channel = 0) const;
  /// Returns the paint of the number on a place of the plane.
  PaintId ink_of(const PlanePlace& place) const { return place.input ? ink : faint; }
  PaintId input_of(int channel) const { return of_sheet(inputs, channel, input); }
  PaintId kernel_of(int channel) const { return of_sheet(kernels, channel, kernel); }
  PaintId product_of(int channel) const { return of_sheet(products, channel, product); }
  PaintId output_of(int filter) const { return of_sheet(outputs, filter, output); }

 private:
  /// Returns the paint of a sheet. Sheets take the paints of a list in turn.
  static PaintId of_sheet(const std::vector<PaintId>& all, int number, PaintId usual) {
    return all.empty() ? usual : all[static_cast<std::size_t>(number) % all.size()];
  }
};

/// The list to which shapes are added, and the paints in which they are drawn.
struct Pen {
  const NumberPaints& paints;
  DisplayList& shapes;

  void add(Shape shape) const { shapes.push_back(std::move(shape)); }
};

NumberPaints mix_number_paints(const Theme& theme, const NumberAreas& areas);

/// Returns what to add to the names of inputs, weights and products if each channel has its own hue.
std::string of_each_channel(const NumberAreas& areas);

/// Returns the key of the region that a window covers.
Key key_of_region(const NumberPaints& paints);

/// Adds the keys of kernel, bias, products and outputs, as far as the figure has any.
void add_number_keys(const NumberAreas& areas, const NumberPaints& paints, std::vector<Key>& keys);

}  // namespace convarith
