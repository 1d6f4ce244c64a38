#pragma once

// The engine as a library. It turns a request into a figure, and a figure into bytes in a sink. It reads the files of
// numbers and themes that a request names and, where the build can use installed fonts, the fonts for characters of a
// title or caption that the built-in font lacks. It writes no files and starts no threads; several threads may make
// figures at the same time. Only video formats run another program, ffmpeg, whose output goes to a temporary file.

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
  std::string name;            ///< the format's name in requests, such as "gif"
  std::string suffix;          ///< the suffix of its files, without the dot
  std::string description;     ///< what its files hold, such as "one animation"
  bool file_per_step = false;  ///< whether it has one file for each step of a figure, not one file for all steps
};

/// Returns all formats that this build can write, in the order of help texts.
std::vector<FormatInfo> available_formats();

/// Returns the names of the presets that are part of the library, in ascending order.
std::vector<std::string> preset_names();

/// Returns the request of a built-in preset. Errors: no preset has that name.
Result<Request> request_from_preset(const std::string& name);

/// Reads the JSON of a preset. Messages name the JSON by `source`, as in "my.json:3".
/// Errors: invalid JSON; unknown or repeated keys and values of a wrong type or range, all reported at once, each with
/// its line.
Result<Request> request_from_json(std::string_view json, const std::string& source = "JSON");

/// Writes a request as JSON that request_from_json() can read. The text ends in a line feed.
std::string json_of_request(const Request& request);

/// Returns the kernel of a name such as "sobel-x" or "gaussian:5", as values of Request::weights have it: each filter
/// has it on each of its channels. Errors: there is no such kernel, or it does not have that size.
Result<Tensor> kernel_from_name(const std::string& name);

/// A layer that was read from the source of a PyTorch or Keras program, or from what PyTorch prints.
struct ReadLayer {
  Request request;                   ///< the layer; `n` is unset if the text does not give the size of the input
  std::vector<std::string> remarks;  ///< how the text was read where it could mean something else
};

/// Reads a layer such as "nn.Conv2d(16, 33, 3, stride=2)". Errors: text that the framework would refuse, too; all
/// problems are reported at once, and each shows the text with a caret.
Result<ReadLayer> request_from_layer(const std::string& text);

/// Facts that follow from a layer's parameters. Lengths are in cells; the outermost axis comes first.
struct LayerFacts {
  std::vector<int> input_shape;            ///< [channels, (depth,) (rows,) columns]
  std::vector<int> output_shape;           ///< likewise; if a 1×1 convolution follows the layer, the shape of that
                                           ///< convolution's output
  std::string kind;                        ///< such as "transposed convolution"
  std::string parameters;                  ///< such as "n = 5, k = 3, s = 2, p = 1"
  std::vector<std::string> formulas;       ///< the formula of the output's size, with the numbers put in: one, or one
                                           ///< for each axis; without a 1×1 convolution that follows
  std::vector<long long> receptive_field;  ///< the receptive field of an output along each axis
  long long weights = 0;                   ///< the number of kernel weights and bias values together
  double multiplications = 0;              ///< number of multiplications for one input; exact up to 2^53
};

/// Computes the facts of a request's layer, which may have one to three dimensions.
/// Errors: parameters that make no valid layer, all reported at once; `where` is the JSON key, such as "k".
Result<LayerFacts> facts_of(const Request& request);

/// Whether to refuse a figure that costs more time, memory or space than a person is likely to intend.
enum class Limits { kept, lifted };

struct PlannedFigure;

/// A figure of a layer that is checked, laid out and ready to be written. Copies share the same figure, which never
/// changes, so several threads may write it.
class Figure {
 public:
  /// Checks a request and lays out its figure for the formats that it names. If it names none, they are "gif", "png"
  /// and "pdf", or "png", "pdf" and "svg-steps" for a strip, as far as the build has them.
  /// Errors: parameters that make no valid layer, all reported at once; options that make no figure. `where` is the
  /// JSON key, if one is to blame.
  static Result<Figure> plan(const Request& request, Limits limits = Limits::kept);

  /// The request's name or, if it has none, a name made of its parameters.
  const std::string& name() const;
  /// Alternative text for people who can't see the figure: a sentence in ASCII, without its full stop.
  const std::string& alt() const;
  /// Warnings of what may surprise the person who asked for the figure, one sentence each.
  const std::vector<std::string>& warnings() const;
  /// The width and the height of the pages, in bp (1/72 in).
  double width() const;
  double height() const;
  /// The first step to be written, counted from 0, and how many steps there are from it on.
  std::size_t first_step() const;
  std::size_t steps() const;

  /// Writes all steps in a format that has one file for all of them. If the figure has one step only, a format with a
  /// file for each step will do as well.
  /// Errors: the figure is not planned for the format; the format would need several files; those of the sink.
  Status write(std::string_view format, Sink& sink) const;
  /// Writes one step in a format that has a file for each step. `step` is counted from 0, the layer's first step.
  /// Errors: the figure is not planned for the format; the format has one file for all steps; the figure does not have
  /// the step; those of the sink.
  Status write_step(std::string_view format, std::size_t step, Sink& sink) const;

 private:
  explicit Figure(std::shared_ptr<const PlannedFigure> figure) : figure_(std::move(figure)) {}

  std::shared_ptr<const PlannedFigure> figure_;
};

}  // namespace convarith
