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

/// The keys of the outermost object of a valid JSON text, in order, repeated ones too: what a JSON library forgets.
std::vector<KeyPlace> places_of_keys(std::string_view valid_json);

}  // namespace convarith
