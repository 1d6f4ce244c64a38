#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "convarith/sink.hpp"
#include "layout/film.hpp"
#include "markup/encode_options.hpp"
#include "render/frame.hpp"

namespace convarith {

/// A step that is being written to files.
struct Shot {
  const Film& film;
  std::size_t step = 0;
  const Frame* frame = nullptr;  ///< only for formats that need frames
};

/// Writes one figure in one format, step by step.
class Encoder {
 public:
  virtual ~Encoder() = default;

  /// Adds a step. In a format with a file per step, `sink` is the file of this step and is complete afterwards.
  virtual Status add(const Shot& shot, Sink& sink) = 0;
  /// Writes what comes after the last step.
  virtual Status finish(Sink&) { return ok(); }
};

/// A format that figures can be written in.
struct Format {
  std::string_view name;    ///< word for --format
  std::string_view suffix;  ///< suffix of the files, without the dot
  std::string_view folder;  ///< folder of the files, below the output folder
  std::string_view help;
  /// Makes an encoder. `film` is the film whose steps will be added; it must outlive the encoder.
  std::unique_ptr<Encoder> (*make)(const Film& film, const EncodeOptions& options);
  bool file_per_step = false;
  bool needs_frames = false;
  bool draws_whole_steps = false;  ///< draws all that each step shows as shapes, and not only what changes
  bool tells_outputs = false;      ///< writes the layers as data, one step for each of their outputs, not what is shown
  bool is_interactive = false;     ///< shows the steps that a viewer asks for
  bool can_have_dark = false;      ///< can have colours for light and for dark pages in the same file
  bool wants_dark = false;         ///< asks for light and dark colours even if no theme is given
  double longest_delay = 0;        ///< longest time that one step can be shown, s; 0: any time
  int longest_side = 0;            ///< longest side that readers accept, px or (without frames) bp; 0: any
  /// Checks that the program that the format needs is installed; null if the format needs none. Errors: it is missing.
  Status (*check_program)() = nullptr;
};

/// Returns all formats. Their table is the one place to add a format.
std::span<const Format> formats();

/// Returns the format of a name, or null.
const Format* find_format(std::string_view name);

}  // namespace convarith
