#include "engine/limits.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "layout/panels/shown_sheets.hpp"

namespace convarith {
namespace {

constexpr const char* kSmallerLayer = "use a smaller layer, or --no-limits to draw it anyway";

/// The number of cells in a picture of a layer, counting the channels and filters that are shown.
struct DrawnCells {
  long long maps = 0;
  long long window = 0;

  long long all() const { return maps + window; }
};

long long shown(int sheets) {
  return static_cast<long long>(shown_sheets(sheets).numbers.size());
}

DrawnCells cells_of_layer(const Operation& operation) {
  const Walkthrough walk(operation);
  const auto area = [](long long rows, long long cols) { return rows * cols; };
  const long long channels = shown(operation.channels);
  return {area(walk.rows().plane, walk.cols().plane) * channels +
              area(operation.rows.output, operation.cols.output) * shown(operation.filters),
          area(walk.rows().taps, walk.cols().taps) * channels};
}

DrawnCells drawn_cells(const Chain& chain) {
  DrawnCells cells;
  for (const Operation& operation : chain) {
    const DrawnCells more = cells_of_layer(operation);
    cells.maps += more.maps;
    cells.window += more.window;
  }
  return cells;
}

/// Returns the cells of the maps of a model, any of which an output may see.
DrawnCells drawn_cells_of_model(const Film& film) {
  DrawnCells cells;
  for (const CellMap& map : film.maps()) {
    cells.maps += static_cast<long long>(map.rows.last - map.rows.first) * (map.cols.last - map.cols.first);
  }
  cells.window = cells.maps;
  return cells;
}

Status check_steps(const PlannedFigure& figure) {
  if (figure.steps() <= kMostSteps) return ok();
  return usage_problem(
      {}, fmt::format("the animation would have {} steps, over the limit of {}", figure.steps(), kMostSteps),
      "use a larger stride, fewer --steps, or --no-limits to draw it anyway");
}

Status check_pixels(const PlannedFigure& figure) {
  const FrameSize& size = figure.size;
  if (size.pixels() <= kMostMegapixels * 1'000'000LL) return ok();
  return usage_problem(
      {},
      fmt::format("frames of {} x {} px are over the limit of {} megapixels", size.width, size.height, kMostMegapixels),
      "use a smaller --width or --dpi, or --no-limits to draw it anyway");
}

Status check_cells_of_steps(const PlannedFigure& figure, const DrawnCells& cells) {
  for (const Format* format : figure.formats) {
    const long long of_step = format->draws_whole_steps ? cells.all() : cells.window;
    const long long all = of_step * static_cast<long long>(figure.steps());
    if (all <= kMostCellsOfSteps) continue;
    return usage_problem({},
                         fmt::format("{} steps of {} cells each as {} are over the limit of {} million cells",
                                     figure.steps(), of_step, format->name, kMostCellsOfSteps / 1'000'000),
                         "use fewer --steps, another --format, or --no-limits to draw it anyway");
  }
  return ok();
}

}  // namespace

Status check_cells(const Chain& chain, int layers, std::size_t pictures) {
  const long long cells = layers * drawn_cells(chain).all();
  const long long all = cells * static_cast<long long>(pictures);
  if (all <= kMostDrawnCells) return ok();
  if (cells <= kMostDrawnCells) {
    return usage_problem(
        "strip",
        fmt::format("{} pictures of {} cells are over the limit of {} cells", pictures, cells, kMostDrawnCells),
        fmt::format("use --strip {} or fewer, or --no-limits to draw it anyway", kMostDrawnCells / cells));
  }
  return usage_problem({}, fmt::format("the figure would have {} cells, over the limit of {}", cells, kMostDrawnCells),
                       kSmallerLayer);
}

Status check_work(const PlannedFigure& figure) {
  const DrawnCells cells = figure.subject.model ? drawn_cells_of_model(figure.film) : drawn_cells(figure.subject.chain);
  for (const Status& status : {check_steps(figure), check_pixels(figure), check_cells_of_steps(figure, cells)}) {
    if (!status) return status;
  }
  return ok();
}

Status check_usual_files(const PlannedFigure& figure) {
  std::size_t files = 0;
  for (const Format* format : figure.formats) files += figure.files(*format);
  if (files <= kMostUsualFiles) return ok();
  return usage_problem({},
                       fmt::format("{} files would be written, including a PNG and a PDF for each of the {} steps",
                                   files, figure.steps()),
                       "use --format gif for the animation alone, --format pdf-pages for one document, --steps 0:10 "
                       "for some of the steps, or --no-limits to write them all");
}

Status ByteForecast::add_step(double bytes) {
  constexpr std::size_t enough = 16;
  if (++added_ == 1) first_ = bytes;
  if (added_ < std::min(enough, steps_) || added_ == 1) return ok();
  const auto more = static_cast<double>(steps_ - 1) / static_cast<double>(added_ - 1);
  const double all = first_ + (bytes - first_) * more;
  if (all <= kMostBytes) return ok();
  return usage_problem(
      {}, fmt::format("the figure would take about {:.0f} MB, over the limit of {:.0f}", all / 1e6, kMostBytes / 1e6),
      "use fewer --steps, another --format, or --no-limits to draw it anyway");
}

}  // namespace convarith
