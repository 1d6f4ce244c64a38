// All that an interactive page knows of a layer, against the layer as data and against the numbers that the figure
// shows.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "encode/encoder.hpp"
#include "layout/views/views.hpp"
#include "markup/page_data.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/layout/numbered_layers.hpp"

namespace convarith::testing::page_model_test {
namespace {

using nlohmann::json;

EncodeOptions options_for(const Subject& subject) {
  EncodeOptions options;
  options.chain = &subject.chain;
  options.values = &subject.values;
  return options;
}

json page_of(const Film& film, const Subject& subject) {
  return json::parse(page_data(film, options_for(subject), 0, film.steps));
}

/// What --format json writes.
json model_of(const Subject& subject) {
  const auto encoder = find_format("json")->make({}, options_for(subject));
  TextSink sink;
  for (std::size_t step = 0; step < subject.chain.size() * subject.walkthrough.steps(); ++step) {
    EXPECT_TRUE(encoder->add({Film{}, step}, sink));
  }
  EXPECT_TRUE(encoder->finish(sink));
  return json::parse(sink.bytes());
}

std::string to_text(const Subject& subject) {
  const Operation& operation = subject.chain.front();
  const int followed_by = subject.chain.size() > 1 ? subject.chain.back().filters : 0;
  const auto axis = [](const Axis& a) {
    return ::testing::PrintToString(
        std::vector{a.input, a.kernel, a.stride, a.padding.before, a.padding.after, a.dilation, a.output_padding});
  };
  return "rows" + axis(operation.rows) + " cols" + axis(operation.cols) + " op " +
         std::to_string(static_cast<int>(operation.op)) + " mode " +
         std::to_string(static_cast<int>(operation.padding_mode)) +
         ::testing::PrintToString(std::vector{operation.dims, operation.channels, operation.filters, operation.groups,
                                              followed_by, int{operation.transposed}});
}

/// A layer as a page tells it.
class ToldLayer {
 public:
  explicit ToldLayer(const json& layer) : layer_(layer) {}

  const json& operator[](const char* key) const { return layer_.at(key); }
  bool has(const char* key) const { return layer_.contains(key); }
  int number(const char* key) const { return layer_.at(key).get<int>(); }
  bool pools() const { return layer_.at("op") != "conv"; }
  int outputs(const char* axis) const { return layer_.at(axis).at("m").get<int>(); }
  const json& taps(const char* axis, int output) const { return layer_.at(axis).at("taps").at(index(output)); }
  int channels_of_group() const { return number("channels") / number("groups"); }
  int filters_of_group() const { return number("filters") / number("groups"); }
  int first_channel(int filter) const { return filter / filters_of_group() * channels_of_group(); }

  double input(int channel, int row, int col) const {
    return value("x", (channel * size("rows", "n") + row) * size("cols", "n") + col);
  }
  double output(int filter, int row, int col) const {
    return value("y", (filter * size("rows", "m") + row) * size("cols", "m") + col);
  }
  double weight(int filter, int channel, int row, int col) const {
    const int kernel = number("transposed") != 0 ? channel * filters_of_group() + filter % filters_of_group()
                                                 : filter * channels_of_group() + channel % channels_of_group();
    return value("w", (kernel * size("rows", "k") + row) * size("cols", "k") + col);
  }
  double bias(int filter) const { return has("b") ? value("b", filter) : 0; }

 private:
  static std::size_t index(int number) { return static_cast<std::size_t>(number); }
  int size(const char* axis, const char* key) const { return layer_.at(axis).at(key).get<int>(); }
  double value(const char* key, int at) const {
    const json& number = layer_.at(key).at(index(at));
    return number.is_null() ? -std::numeric_limits<double>::infinity() : number.get<double>();
  }

  const json& layer_;
};

/// The input that a tap reads along an axis, be it one that padding copies; -1: none.
int read_along(const json& tap) {
  if (tap.at(2) >= 0) return tap.at(2).get<int>();
  return tap.size() > 3 ? tap.at(3).get<int>() : -1;
}

/// Calls visit(channel, row's tap, column's tap) for all that an output is made of, in the model's order.
template <class Visit>
void for_each_tap(const ToldLayer& layer, int filter, int row, int col, const Visit& visit) {
  for (int i = 0; i < layer.channels_of_group(); ++i) {
    for (const json& down : layer.taps("rows", row)) {
      for (const json& across : layer.taps("cols", col)) visit(layer.first_channel(filter) + i, down, across);
    }
  }
}

/// What the model calls a stage's maps.
struct StageNames {
  const char* input;
  const char* weights;
  const char* weight;
  const char* output;
};

/// An output's taps in the words of the model, from what the page says.
json told_taps(const ToldLayer& layer, const StageNames& names, int filter, int row, int col) {
  json taps = json::array();
  for_each_tap(layer, filter, row, col, [&](int channel, const json& down, const json& across) {
    json tap;
    const bool is_input = down.at(2) >= 0 && across.at(2) >= 0;
    const json read{channel, read_along(down), read_along(across)};
    tap[names.input] = is_input ? read : json();
    if (!is_input && read.at(1) >= 0 && read.at(2) >= 0) tap["source"] = read;
    json weight{filter, channel % layer.channels_of_group(), down.at(1), across.at(1)};
    if (layer["transposed"] == true) weight = {channel, filter % layer.filters_of_group(), down.at(1), across.at(1)};
    tap[names.weight] = layer.pools() ? json() : weight;
    taps.push_back(std::move(tap));
  });
  return taps;
}

/// All numbers of a map of the model in a row, as a page has them.
void flatten(const json& values, json& list) {
  for (const json& value : values) {
    if (value.is_array()) {
      flatten(value, list);
    } else {
      list.push_back(value == "-inf" ? json() : value);
    }
  }
}

void expect_values(const json& model, const char* map, const ToldLayer& layer, const char* key) {
  if (!model.contains(map) || !model.at(map).contains("values")) return;
  json list = json::array();
  flatten(model.at(map).at("values"), list);
  ASSERT_TRUE(layer.has(key)) << key;
  EXPECT_EQ(layer[key], list) << key;
}

void expect_shape(const json& model, const char* map, const ToldLayer& layer, const char* sheets, const char* length) {
  if (!model.contains(map)) return;
  EXPECT_EQ(model.at(map).at("shape"), (json{layer[sheets], layer["rows"].at(length), layer["cols"].at(length)}))
      << map;
}

/// How many of a window's places are on the input or its padding.
int places_within(const Axis& axis, const Operation& operation, int output) {
  const AxisWalk walk = walk_along(axis, operation);
  int count = 0;
  for (int tap = 0; tap < walk.taps_of(output); ++tap) {
    const int place = operation.adaptive ? 0 : output * axis.stride + tap * axis.dilation;
    if (place < axis.input + axis.padding.before + axis.padding.after) ++count;
  }
  return count;
}

void expect_counted(const ToldLayer& layer, const char* key, const Axis& axis, const Operation& operation) {
  json wanted = json::array();
  for (int output = 0; output < axis.output; ++output) wanted.push_back(places_within(axis, operation, output));
  EXPECT_EQ(layer[key].at("counted"), wanted) << key;
}

/// A stage of the page against the same one of the model, whose steps begin at `first`.
void expect_stage(const json& model, std::size_t first, const StageNames& names, const ToldLayer& layer) {
  expect_shape(model, names.input, layer, "channels", "n");
  expect_shape(model, names.output, layer, "filters", "m");
  expect_values(model, names.input, layer, "x");
  expect_values(model, names.weights, layer, "w");
  expect_values(model, names.output, layer, "y");
  const int filters = layer.number("filters");
  std::size_t next = first;
  for (int row = 0; row < layer.outputs("rows"); ++row) {
    for (int col = 0; col < layer.outputs("cols"); ++col) {
      for (int filter = 0; filter < filters; ++filter) {
        const json& step = model.at("steps").at(next++);
        ASSERT_EQ(step.at(names.output), (json{filter, row, col}));
        ASSERT_EQ(step.at("taps"), told_taps(layer, names, filter, row, col)) << step.at(names.output);
      }
    }
  }
}

/// What an output is, worked out as the page's script does, from the page's data alone.
double worked_out(const ToldLayer& layer, int filter, int row, int col) {
  double sum = layer.bias(filter);
  double most = -std::numeric_limits<double>::infinity();
  int read = 0;
  for_each_tap(layer, filter, row, col, [&](int channel, const json& down, const json& across) {
    if (read_along(down) < 0 || read_along(across) < 0) return;
    const double input = layer.input(channel, read_along(down), read_along(across));
    const double weight =
        layer.pools() ? 1 : layer.weight(filter, channel, down.at(1).get<int>(), across.at(1).get<int>());
    ++read;
    sum += input * weight;
    most = std::max(most, input);
  });
  if (layer["op"] == "max") return most;
  if (layer["op"] == "conv") return sum;
  const auto counted = [&](const char* axis, int output) {
    return layer[axis].at("counted").at(static_cast<std::size_t>(output)).get<double>();
  };
  if (layer.has("divisor")) return sum / layer.number("divisor");
  if (layer["counts_padding"] == true) return sum / (counted("rows", row) * counted("cols", col));
  return sum / read;
}

void expect_outputs_worked_out(const ToldLayer& layer) {
  for (int filter = 0; filter < layer.number("filters"); ++filter) {
    for (int row = 0; row < layer.outputs("rows"); ++row) {
      for (int col = 0; col < layer.outputs("cols"); ++col) {
        const double told = layer.output(filter, row, col);
        const double wanted = worked_out(layer, filter, row, col);
        const bool is_same = told == wanted || std::abs(told - wanted) < 1e-9 * std::abs(wanted);
        const bool is_nothing = std::isnan(wanted) && !std::isfinite(told);
        EXPECT_TRUE(is_same || is_nothing)
            << told << " at " << filter << "," << row << "," << col << ", not " << wanted;
      }
    }
  }
}

void expect_as_model(const json& page, const Subject& subject) {
  const json model = model_of(subject);
  const Operation& operation = subject.walkthrough.operation();
  const json& layers = page.at("layers");
  const bool has_stages = subject.chain.size() > 1;
  ASSERT_EQ(layers.size(), has_stages ? 2U : 1U);
  const StageNames alone{"input", "weights", "weight", "output"};
  const StageNames first{"input", "weights", "weight", "between"};
  const StageNames second{"between", "pointwise", "pointwise", "output"};
  expect_stage(model, 0, has_stages ? first : alone, ToldLayer(layers.at(0)));
  const std::size_t cells = subject.walkthrough.steps() * static_cast<std::size_t>(operation.filters);
  if (has_stages) expect_stage(model, cells, second, ToldLayer(layers.at(1)));
  expect_values(model, "bias", ToldLayer(layers.back()), "b");
  for (const json& layer : layers) expect_outputs_worked_out(ToldLayer(layer));
  if (!operation.is_pooling()) return;
  expect_counted(ToldLayer(layers.at(0)), "rows", operation.rows, operation);
  expect_counted(ToldLayer(layers.at(0)), "cols", operation.cols, operation);
}

TEST(PageData, IsThatOfTheModel) {
  NumberedLayers layers;
  for (int i = 0; i < 150; ++i) {
    const Subject subject = layers.next();
    SCOPED_TRACE(to_text(subject));
    const Film film = film_of(subject, {});
    ASSERT_NO_FATAL_FAILURE(expect_as_model(page_of(film, subject), subject));
    if (HasFailure()) return;
  }
}

TEST(PageData, HasTimesAsTheyWereAskedFor) {
  NumberedLayers layers;
  const Subject subject = layers.next();
  const Film film = film_of(subject, {});
  for (const auto& [delay, hold, loop] : {std::tuple{0.02, 0.0, 0}, {1.25, 70.0, 3}, {65.536, 500.25, 65535}}) {
    EncodeOptions options = options_for(subject);
    options.delay = delay;
    options.hold = hold;
    options.loop = loop;
    const json page = json::parse(page_data(film, options, 0, film.steps));
    EXPECT_EQ(page.at("delay"), delay);
    EXPECT_EQ(page.at("hold"), hold);
    EXPECT_EQ(page.at("loop"), loop);
  }
}

/// What the page finds under a point, as its script does: the last map that has a cell there.
struct Found {
  const json* map = nullptr;
  int row = 0;
  int col = 0;
};

Found find(const json& page, const Point& point) {
  Found found;
  for (const json& map : page.at("maps")) {
    const auto part = [&map](const char* key, std::size_t i) { return map.at(key).at(i).get<double>(); };
    const double x = point.x - part("at", 0);
    const double y = point.y - part("at", 1);
    const double area = part("right", 0) * part("down", 1) - part("right", 1) * part("down", 0);
    const int row = static_cast<int>(std::floor((y * part("right", 0) - x * part("right", 1)) / area));
    const int col = static_cast<int>(std::floor((x * part("down", 1) - y * part("down", 0)) / area));
    const auto has = [&map](const char* key, int at) { return at >= map.at(key).at(0) && at < map.at(key).at(1); };
    if (has("rows", row) && has("cols", col)) found = {&map, row, col};
  }
  return found;
}

/// The kinds of maps that numbers of a role stand in.
const char* kind_for(Role role) {
  switch (role) {
    case Role::weight_number:
      return "kernel";
    case Role::output_number:
    case Role::result_number:
      return "output";
    case Role::input_number:
      return "plane";
    default:
      return nullptr;
  }
}

/// The number that the page says of a cell; none where it has no such cell.
std::optional<double> said_of(const json& page, const Found& found) {
  const json& map = *found.map;
  const ToldLayer layer(page.at("layers").at(map.at("layer").get<std::size_t>()));
  const bool is_list = map.contains("channels");
  const int sheet = is_list ? found.row : map.value("sheet", 0);
  const int row = is_list ? 0 : found.row;
  const auto turned = [&layer](const char* axis, int tap) {
    return layer[axis].at("flipped") == true ? layer[axis].at("k").get<int>() - 1 - tap : tap;
  };
  if (map.at("kind") == "output") return layer.output(sheet, row, found.col);
  if (map.at("kind") == "kernel") {
    const int filter = map.value("filter", 0);
    return layer.weight(filter, sheet, turned("rows", row), turned("cols", found.col));
  }
  const auto input_at = [&layer](const char* axis, int place) {
    const int first = layer[axis].at("first").get<int>();
    const int spread = layer[axis].at("spread").get<int>();
    const bool is_input = (place - first) % spread == 0 && place >= first;
    const int input = is_input ? (place - first) / spread : -1;
    return input < layer[axis].at("n").get<int>() ? input : -1;
  };
  const int input_row = input_at("rows", row);
  const int input_col = input_at("cols", found.col);
  if (input_row < 0 || input_col < 0) return std::nullopt;
  return layer.input(sheet, input_row, input_col);
}

/// The group of a map of one channel or filter is that of its channel or filter.
void expect_group(const json& page, const json& map) {
  const ToldLayer layer(page.at("layers").at(map.at("layer").get<std::size_t>()));
  if (!map.contains("group")) return;
  if (map.contains("filter")) {
    EXPECT_EQ(map.at("group"), map.at("filter").get<int>() / layer.filters_of_group()) << map;
  } else if (map.contains("sheet")) {
    const bool is_output = map.at("kind") == "output";
    EXPECT_EQ(map.at("group"),
              map.at("sheet").get<int>() / (is_output ? layer.filters_of_group() : layer.channels_of_group()))
        << map;
  }
}

/// How many numbers of each kind were compared.
using Compared = std::map<std::string, int>;

void expect_numbers_of_figure(const Film& film, const Subject& subject, Compared& compared) {
  const json page = page_of(film, subject);
  for (const json& map : page.at("maps")) expect_group(page, map);
  for (const std::size_t step : {std::size_t{0}, film.steps - 1}) {
    for (const Shape& shape : film.scene(step)) {
      const char* const kind = kind_for(shape.role);
      if (kind == nullptr) continue;
      const Box box = box_of(shape);
      const Found found = find(page, {(box.left + box.right) / 2, film.height - (box.bottom + box.top) / 2});
      if (found.map == nullptr || found.map->at("kind") != kind) continue;
      const std::string& written = std::get<Text>(shape.form).characters;
      const std::optional<double> said = said_of(page, found);
      ASSERT_TRUE(said) << kind << " " << written << " at " << found.row << "," << found.col;
      EXPECT_NEAR(std::stod(written), *said, 0.006) << kind << " at " << found.row << "," << found.col << *found.map;
      ++compared[kind];
    }
  }
}

/// One of each view, and an equation with its breakdown, which has kernels of its own.
std::vector<FigureOptions> figures() {
  std::vector<FigureOptions> figures;
  for (const View& each : views()) figures.push_back(view(std::string(each.name)));
  figures.push_back(view("equation"));
  figures.back().panels = "input,kernel,results,output,breakdown";
  return figures;
}

TEST(PageMaps, SayTheNumbersThatTheFigureShows) {
  NumberedLayers layers;
  Compared compared;
  for (int i = 0; i < 60; ++i) {
    const Subject subject = layers.next();
    for (const FigureOptions& options : figures()) {
      const Result<Film> film = lay_out_figure(subject, options, Typesetter());
      if (!film) continue;
      SCOPED_TRACE(*options.view + options.panels.value_or("") + ": " + to_text(subject));
      ASSERT_NO_FATAL_FAILURE(expect_numbers_of_figure(*film, subject, compared));
      if (HasFailure()) return;
    }
  }
  for (const char* const kind : {"kernel", "output", "plane"}) EXPECT_GT(compared[kind], 200) << kind;
}

}  // namespace
}  // namespace convarith::testing::page_model_test
