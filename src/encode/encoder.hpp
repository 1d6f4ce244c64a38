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

/// One step on its way into files.
struct Shot {
  const Film& film;
  std::size_t step = 0;
  const Frame* frame = nullptr;  ///< only for formats that need frames
};

/// Writes one figure in one format, step by step.
class Encoder {
 public:
  virtual ~Encoder() = default;

  /// Adds a step. For a format with a file per step, `sink` is that step's own and is complete afterwards.
  virtual Status add(const Shot& shot, Sink& sink) = 0;
  /// Writes what comes after the last step.
  virtual Status finish(Sink&) { return ok(); }
};

/// A format that figures can be written in.
struct Format {
  std::string_view name;    ///< the word for --format
  std::string_view suffix;  ///< of the files, without the dot
  std::string_view folder;  ///< below the output folder
  std::string_view help;
  /// `film` is the one whose steps will be added; it outlives the encoder.
  std::unique_ptr<Encoder> (*make)(const Film& film, const EncodeOptions& options);
  bool file_per_step = false;
  bool needs_frames = false;
  bool draws_whole_steps = false;  ///< as shapes: all that each step shows, and not only what changes
  bool tells_outputs = false;   ///< writes the layer's steps, one for each output of its stages, and not what is shown
  bool is_interactive = false;  ///< shows one step after the other to whoever asks for them
  bool can_have_dark = false;   ///< has colours for light pages and for dark ones in the same file, where asked for
  bool wants_dark = false;      ///< also where no theme is asked for: the figure in dark colours beside the light ones
  double longest_delay = 0;     ///< s that it can show one step; 0: any time
  int longest_side = 0;         ///< px or, without frames, bp that its readers take; 0: any size
  /// Errors: a program that it needs is missing here. Null where none is needed.
  Status (*check_program)() = nullptr;
};

/// All formats; the one place to add one.
std::span<const Format> formats();

/// The format of a name, or null.
const Format* find_format(std::string_view name);

}  // namespace convarith
