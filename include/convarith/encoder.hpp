#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "convarith/film.hpp"
#include "convarith/frame.hpp"
#include "convarith/sink.hpp"
#include "convarith/tensor.hpp"
#include "convarith/walkthrough.hpp"

namespace convarith {

/// The longest time for which any step may be shown, in s: what GIF can say.
inline constexpr double kLongestDelay = 655.35;

/// What encoders are told about the figure besides its steps.
struct EncodeOptions {
  std::string title;
  double delay = 1;           ///< s for which each step is shown
  double hold = 0;            ///< s for which the last step is shown on top of that
  int loop = 0;               ///< how often the animation plays; 0: for ever
  std::size_t last_step = 0;  ///< the step after which nothing comes
  bool optimize = false;      ///< spend many times the time on smaller files
  /// What the film shows, for formats that tell it as data; outlives the encoder.
  const Walkthrough* walkthrough = nullptr;
  const LayerValues* values = nullptr;
  /// The comparison that the film shows the layer in, if any.
  std::string beside = {};
  /// The same figure in dark colours, the same shapes in the same order, where both were asked for; outlives the
  /// encoder.
  const Film* dark = nullptr;
  std::string heading = {};  ///< the title that the figure is given, if any; for people, where `title` is its name
  std::string alt = {};      ///< what the figure shows, in a sentence, for those who can't see it
  double page_scale = 1;     ///< how many times as large as the film pages and vector pictures are
};

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
