#pragma once

// The engine as a library: a request becomes a figure, and a figure becomes bytes in a sink. It reads no files but
// those of numbers and themes that a request names, writes none, and starts no threads; figures may be made on several.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/request.hpp"
#include "convarith/result.hpp"
#include "convarith/sink.hpp"

namespace convarith {

/// A format that this build can write.
struct FormatInfo {
  std::string name;            ///< the word that requests have for it, such as "gif"
  std::string suffix;          ///< of its files, without the dot
  std::string description;     ///< "one animation"
  bool file_per_step = false;  ///< has a file for each step of a figure, else one for all of them
};

/// All of them, in the order of help texts.
std::vector<FormatInfo> available_formats();

/// The names of the presets that are part of the library, ascending.
std::vector<std::string> preset_names();

/// The request of a built-in preset. Errors: there is no preset of that name.
Result<Request> request_from_preset(const std::string& name);

/// The request that a preset's JSON says. `source` names it in messages, as in "my.json:3".
/// Errors: invalid JSON, unknown and repeated keys, wrong types and ranges, each with its line; all at once.
Result<Request> request_from_json(std::string_view json, const std::string& source = "JSON");

/// The JSON of a request, which request_from_json() reads, ending in a new line.
std::string json_of_request(const Request& request);

/// A layer as it stands in a program with PyTorch or Keras, or as PyTorch prints it.
struct ReadLayer {
  Request request;                   ///< of the layer; `n` is unset where the text does not say how large its input is
  std::vector<std::string> remarks;  ///< on how the text was read, where it may mean something else
};

/// Reads "nn.Conv2d(16, 33, 3, stride=2)". Errors: what the framework refuses too, all at once; each shows the text
/// with a caret.
Result<ReadLayer> request_from_layer(const std::string& text);

/// What follows from a layer. Lengths are in cells, the outermost axis first.
struct LayerFacts {
  std::vector<int> input_shape;            ///< [channels, (depth,) (rows,) columns]
  std::vector<int> output_shape;           ///< the same; of a separable layer that of its 1×1 convolution
  std::string kind;                        ///< "transposed convolution"
  std::string parameters;                  ///< "n = 5, k = 3, s = 2, p = 1"
  std::vector<std::string> formulas;       ///< of the output's size, with the numbers put in; one, or one for each axis
  std::vector<long long> receptive_field;  ///< of an output, along each axis
  long long weights = 0;                   ///< those of kernels and bias together
  double multiplications = 0;              ///< for one input; exact up to 2^53
};

/// Works out the facts of a request's layer, in one to three dimensions.
/// Errors: parameters that make no layer, all at once; `where` is their key in JSON, such as "k".
Result<LayerFacts> facts_of(const Request& request);

/// Whether a figure may cost more than a person is likely to mean.
enum class Limits { kept, lifted };

struct PlannedFigure;

/// A figure of a layer, checked and laid out, ready to be written. Copies share it; it never changes, so that several
/// threads may write it.
class Figure {
 public:
  /// Checks a request and lays it out for the formats that it names; without any: "gif", "png" and "pdf", as far as the
  /// build has them.
  /// Errors: what makes no layer or no figure, all parameters at once; `where` is their key in JSON.
  static Result<Figure> plan(const Request& request, Limits limits = Limits::kept);

  /// What it is called: the request's name, else one made of its parameters.
  const std::string& name() const;
  /// What it shows, in a sentence of ASCII characters without its full stop, for those who can't see it.
  const std::string& alt() const;
  /// What may surprise the person who asked for it, a sentence each.
  const std::vector<std::string>& warnings() const;
  /// The size of its pages, bp (1/72 in).
  double width() const;
  double height() const;
  /// The first step that is written, and how many there are from it on.
  std::size_t first_step() const;
  std::size_t steps() const;

  /// Writes all steps in a format that has one file for them.
  /// Errors: a format that the figure is not planned for, or that has a file for each step; what the sink answers.
  Status write(std::string_view format, Sink& sink) const;
  /// Writes one step in a format that has a file for each; `step` counts from the layer's first one.
  /// Errors: as above; a step that is not among those of the figure.
  Status write_step(std::string_view format, std::size_t step, Sink& sink) const;

 private:
  explicit Figure(std::shared_ptr<const PlannedFigure> figure) : figure_(std::move(figure)) {}

  std::shared_ptr<const PlannedFigure> figure_;
};

}  // namespace convarith
