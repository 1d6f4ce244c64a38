#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace convarith {

/// A key of a JSON object and the line it stands on, counted from 1.
struct KeyPlace {
  std::string key;
  int line = 1;
};

/// Returns the keys of the outermost object of a valid JSON text, in order and with repeated ones. A JSON library keeps
/// neither repeated keys nor lines.
std::vector<KeyPlace> places_of_keys(std::string_view valid_json);

}  // namespace convarith
