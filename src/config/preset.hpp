#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/model.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The version of the preset format that the program writes. It reads older versions, too.
inline constexpr int kPresetVersion = 1;

/// A request with the origin of each value, which messages need.
struct SourcedRequest {
  Request request;
  std::map<std::string, std::string, std::less<>> places;      ///< where each value was given, by JSON key
  std::string line;                                            ///< the line of a manifest, "jobs.jsonl:3", or empty
  std::optional<Framework> framework = {};                     ///< the framework of a layer that was given as text
  std::map<std::string, std::string, std::less<>> words = {};  ///< its words for the parameters, by JSON key
  std::vector<std::string> remarks = {};                       ///< how an ambiguous text was read
};

/// Reads a preset. Messages name it by `source` ("my.json"). A preset without a name is called `stem`, unless that is
/// empty. If the preset is one line of a larger file, `only_line` is that line's number. The files that the preset
/// names are relative to `folder`, or to the current folder if that is empty.
/// Errors: invalid JSON; unknown or repeated keys and values of a wrong type or range, all reported at once, each with
/// its line.
Result<SourcedRequest> read_preset(std::string_view text, const std::string& source, std::string_view stem,
                                   std::optional<int> only_line = std::nullopt,
                                   const std::filesystem::path& folder = {});

/// Writes the preset that gives the same figure. The text ends in a line feed.
std::string write_preset(const Request& request);

/// Returns `base` with the values that `over` sets, and with their places. A width in px and a resolution exclude each
/// other, so each of them in `over` removes the other from `base`.
SourcedRequest merge(SourcedRequest base, const SourcedRequest& over);

/// Adapts problems whose `where` is a JSON key, as later stages report them, to the words of the request. `where`
/// becomes the place at which the parameter was given, or else its flag. In a hint, "k=3" becomes "-k 3", or
/// "\"k\": 3" for a manifest, or "kernel_size=3" for a layer's text.
Problems locate(Problems problems, const SourcedRequest& request);

/// A preset that is part of the program.
struct BuiltinPreset {
  std::string_view name;
  std::string_view text;
};

/// Returns all built-in presets, sorted by name.
std::span<const BuiltinPreset> builtin_presets();

/// Returns the built-in preset of this name, or null.
const BuiltinPreset* find_builtin_preset(std::string_view name);

/// Reads the preset that `argument` names: a built-in preset, a file, or standard input ("-").
Result<SourcedRequest> load_preset(const std::string& argument);

/// Reads a manifest, which has a preset on each line that isn't blank, from a file or standard input ("-"). Each such
/// line has its own result, which holds the line's errors. Errors of the whole: the file can't be read.
Result<std::vector<Result<SourcedRequest>>> load_manifest(const std::string& argument);

}  // namespace convarith
