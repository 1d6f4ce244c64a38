#pragma once

#include <optional>
#include <vector>

#include "arithmetic/visits.hpp"
#include "arithmetic/walkthrough.hpp"
#include "layout/film.hpp"
#include "layout/shapes/lattice.hpp"
#include "layout/views/projection/projection_paints.hpp"

namespace convarith {

/// A stretch of places along one axis.
struct Span {
  int first = 0;
  int last = 0;  // exclusive

  int length() const { return last - first; }
};

/// Returns the stretch of the plane and of the inputs that it cuts off.
Span drawn_span(const AxisWalk& axis);

/// Returns the end of the padding, of the last window or of the inputs, whichever is furthest. A dropped window extends
/// beyond it.
int end_of(const AxisWalk& axis);

/// The shapes of the planes of a projection. All planes that show an input look alike, and so do all that show an
/// output. Whoever asks for shapes says where the plane stands, by a lattice of the plane's rows and columns.
class ProjectionPlanes {
 public:
  /// `has_numbers`: whether there are numbers on the kernel's cells.
  ProjectionPlanes(const Walkthrough& walkthrough, ProjectionPaints paints, bool has_numbers);

  const Walkthrough& walkthrough() const { return walkthrough_; }
  const ProjectionPaints& paints() const { return paints_; }

  /// Adds the input on its plane, with what is around the inputs and between them.
  void add_input(const Lattice& place, DisplayList& shapes) const;
  /// Adds paper under an input's plane. It hides what lies below where the plane is empty.
  void add_backing(const Lattice& place, DisplayList& shapes) const;
  /// Adds the kernel over the input.
  void add_window(const Step& step, const Lattice& place, DisplayList& shapes) const;
  /// Adds the numbers of the kernel's weights, if the figure has numbers.
  void add_numbers(const Step& step, const Lattice& place, DisplayList& shapes) const;
  void add_output(const Lattice& place, DisplayList& shapes) const;
  void add_current_output(const Step& step, const Lattice& place, DisplayList& shapes) const;

  /// Returns the corners of everything that is ever drawn of an input, which may be less than there is room for.
  std::vector<Point> corners_of_input(const Lattice& place) const;

 private:
  /// Neighbouring inputs along one axis.
  struct Run {
    int place = 0;
    int length = 0;
  };

  /// The cells and the grid of some inputs.
  struct Inputs {
    DisplayList cells;
    std::vector<Stroke::Path> lines;
  };

  /// A rectangle of cells on an input's plane.
  struct Block {
    Cell first;
    int rows = 1;
    int cols = 1;
  };

  static std::vector<Run> runs_of_inputs(const AxisWalk& axis, bool shown = true);
  std::optional<Block> dropped_window() const;
  void add_padding(const Lattice& place, DisplayList& shapes) const;
  void add_dropped_window(const Lattice& place, DisplayList& shapes) const;
  void add_cropped_inputs(const Lattice& place, DisplayList& shapes) const;
  void add_shown_inputs(const Lattice& place, DisplayList& shapes) const;
  void add_source_marks(const Lattice& place, DisplayList& shapes) const;
  Inputs inputs_on(const Lattice& place, const std::vector<Run>& rows, const std::vector<Run>& cols,
                   bool cropped) const;
  Shape input_cell(const Lattice& place, Cell cell, bool cropped) const;

  Walkthrough walkthrough_;
  bool has_numbers_;
  Visits visits_;
  ProjectionPaints paints_;
};

}  // namespace convarith
