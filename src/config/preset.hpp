#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/framework.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The version of the preset format that is written; older ones are read too.
inline constexpr int kPresetVersion = 1;

/// A request together with where each value was said, for messages.
struct SourcedRequest {
  Request request;
  std::map<std::string, std::string, std::less<>> places;      ///< of the values, by JSON key
  std::string line;                                            ///< of a manifest, "jobs.jsonl:3"; else empty
  std::optional<Framework> framework = {};                     ///< whose words the layer was given in, if in any
  std::map<std::string, std::string, std::less<>> words = {};  ///< and which these are, by JSON key
  std::vector<std::string> remarks = {};                       ///< how it was read where it may mean something else
};

/// Reads a preset. `source` names it in messages ("my.json"); `stem` is its name where it gives none; `only_line` says
/// that it is one line of a larger file, and which; files are named from `folder`, where it is empty from the current
/// one. Errors: invalid JSON, unknown and repeated keys, wrong types and ranges, each with its line; all at once.
Result<SourcedRequest> read_preset(std::string_view text, const std::string& source, std::string_view stem,
                                   std::optional<int> only_line = std::nullopt,
                                   const std::filesystem::path& folder = {});

/// The preset that gives the same figure, ending in a new line.
std::string write_preset(const Request& request);

/// `over`'s values where it has any, else `base`'s.
SourcedRequest merge(SourcedRequest base, const SourcedRequest& over);

/// Puts the place where it was said in front of what a stage further down says of a parameter, and has its hint speak
/// as the request does: "k=3" becomes "-k 3", in a manifest "\"k\": 3", of a layer's text "kernel_size=3".
Problems locate(Problems problems, const SourcedRequest& request);

/// A preset that is part of the program.
struct BuiltinPreset {
  std::string_view name;
  std::string_view text;
};

/// All built-in presets, by name.
std::span<const BuiltinPreset> builtin_presets();

/// The built-in preset of a name, or null.
const BuiltinPreset* find_builtin_preset(std::string_view name);

/// Reads the preset that `argument` means: a built-in one, a file, or standard input ("-").
Result<SourcedRequest> load_preset(const std::string& argument);

/// Reads a manifest, a preset on each line that isn't blank, from a file or standard input ("-"). A line that can't be
/// read has its own result. Errors of the whole: the file can't be read.
Result<std::vector<Result<SourcedRequest>>> load_manifest(const std::string& argument);

}  // namespace convarith
