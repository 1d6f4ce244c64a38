#include "layout/views/numeric_heat.hpp"

#include <cmath>
#include <memory>
#include <utility>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/input_panel.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/views/projection/projection_labels.hpp"

namespace convarith {
namespace {

class NumericHeat {
 public:
  NumericHeat(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  void arrange();
  Box drawn_box() const;
  DisplayList maps() const;
  DisplayList marks(std::size_t step) const;
  std::vector<Key> keys() const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  InputPanel input_;
  FlatMap output_;
  TightPage page_;
  NumberPaints paints_;
};

NumericHeat::NumericHeat(const Subject& subject, const Theme& theme)
    : walkthrough_(subject.walkthrough),
      numbers_(subject),
      input_(walkthrough_, numbers_),
      output_(walkthrough_.rows().output, walkthrough_.cols().output, numbers_.plane_look().side,
              numbers_.plane_look().size()) {
  paints_ = mix_number_paints(theme, {.padding = input_.places().has_padding(),
                                      .accent = AccentUse::outputs,
                                      .heat = numbers_.colour_maps_used(),
                                      .heat_has_numbers = numbers_.plane_look().has_numbers});
  arrange();
}

/// Places the output as figures with numbers do: beside the input, and raised by whole cells.
void NumericHeat::arrange() {
  const double lift = std::floor((input_.map().rows() - output_.rows()) / 2.0) * output_.cell_height();
  const auto place = [&](Point corner) {
    input_.move_to(corner);
    output_.move_to(corner + Point{input_.width() + input_.overhang().right + kCell, lift});
  };
  place({});
  page_ = page_around(drawn_box().grown(kCell / 2));
  place(page_.shift);
}

Box NumericHeat::drawn_box() const {
  Box box = input_.box();
  box.add(output_.box());
  return box;
}

DisplayList NumericHeat::maps() const {
  DisplayList shapes;
  input_.draw_cells({paints_, shapes});
  add_heat(shapes, output_, Role::output_cell, paints_.heat, numbers_.output_scale(),
           [this](Cell cell) { return numbers_.output(cell); });
  input_.draw_lines({paints_, shapes});
  add_lines(shapes, output_, Role::output_grid, paints_.line, false);
  input_.draw_numbers({paints_, shapes});
  if (!numbers_.plane_look().has_numbers) return shapes;
  for_each_place(output_, [&](Cell cell) {
    const double output = numbers_.output(cell);
    output_.number(shapes, Role::output_number, cell, cell, paints_.heat.ink(numbers_.output_scale(), output),
                   numbers_.output_text(output));
  });
  return shapes;
}

DisplayList NumericHeat::marks(std::size_t index) const {
  const Step step = walkthrough_.step(index);
  DisplayList shapes;
  input_.draw_taps(step, {paints_, shapes});
  input_.draw_region(step, {paints_, shapes});
  add_cased_frame(shapes, output_.box_of(step.output, 1, 1), {Role::current_output_outline, paints_.accent, kCellFrame},
                  paints_.heat.casing());
  shapes.back().cell = step.output;
  return shapes;
}

std::vector<Key> NumericHeat::keys() const {
  std::vector<Key> keys = input_.keys(paints_);
  const bool is_per_map = numbers_.choice().is_per_map;
  keys.push_back({walkthrough_.operation().is_pooling() ? "window" : "kernel", {}, {}, paints_.line, true});
  keys.push_back(heat_key("output", numbers_.output_scale(), is_per_map, paints_.heat, paints_.line));
  keys.push_back({"current output", {}, {}, paints_.accent});
  return keys;
}

Drawing NumericHeat::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, walkthrough_.steps(), paints_.paints, {}};
  drawing.ink = paints_.ink;
  drawing.outline = drawn_box().grown(kThick / 2).corners();
  drawing.keys = keys();
  drawing.formulas = projection_formulas(walkthrough_.operation());
  const auto shared = std::make_shared<const NumericHeat>(std::move(*this));
  std::vector<CellMap> maps = shared->input_.maps();
  maps.push_back(placed(map_of_outputs(shared->walkthrough_, 0), shared->output_.lattice()));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->maps(); }, {}, std::move(maps)},
      {false, [shared](std::size_t step) { return shared->marks(step); }},
  };
  return drawing;
}

}  // namespace

Drawing draw_numeric_heat(const Subject& subject, const Theme& theme) {
  return NumericHeat(subject, theme).drawing();
}

}  // namespace convarith
