#include "markup/tex_paints.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

namespace convarith {
namespace {

/// The number of steps that are looked at. All roles, or nearly all, show up in some of them.
constexpr std::size_t kLooks = 32;

/// What is drawn with a paint.
struct Uses {
  std::vector<Role> roles;  // in the order in which they first show up
  bool has_fills = false;
  bool has_lines = false;
  bool has_texts = false;

  void add(const Shape& shape) {
    if (std::find(roles.begin(), roles.end(), shape.role) == roles.end()) roles.push_back(shape.role);
    (std::holds_alternative<Fill>(shape.form)     ? has_fills
     : std::holds_alternative<Stroke>(shape.form) ? has_lines
                                                  : has_texts) = true;
  }
};

std::vector<Uses> uses_of_paints(const Film& film) {
  std::vector<Uses> uses(film.paints.size());
  const std::size_t looks = std::min(kLooks, film.steps);
  for (std::size_t i = 0; i < looks; ++i) {
    const std::size_t step = looks == 1 ? 0 : i * (film.steps - 1) / (looks - 1);
    for (const Shape& shape : film.scene(step)) uses[shape.paint].add(shape);
  }
  return uses;
}

/// "padded_cell" -> "paddedCell"
std::string in_one_word(std::string_view name) {
  std::string word;
  bool begins = false;
  for (const char letter : name) {
    const bool is_gap = letter == '_';
    if (!is_gap) word += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
    begins = is_gap;
  }
  return word;
}

std::string_view last_word(Role role) {
  const std::string_view name = to_string(role);
  return name.substr(name.rfind('_') + 1);
}

std::string name_of(const Uses& uses) {
  if (uses.roles.empty()) return "spare";
  if (uses.roles.size() == 1) return in_one_word(to_string(uses.roles.front()));
  const std::string_view word = last_word(uses.roles.front());
  const bool is_shared =
      std::all_of(uses.roles.begin(), uses.roles.end(), [&](Role role) { return last_word(role) == word; });
  if (is_shared) return std::string(word);
  if (uses.has_texts) return "ink";
  // A paint is mixed for fills; lines of the same paint lie around them or between them.
  return uses.has_lines && !uses.has_fills ? "line" : in_one_word(to_string(uses.roles.front()));
}

}  // namespace

std::string tex_letters(std::size_t number) {
  std::string letters;
  for (std::size_t rest = number + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::vector<std::string> names_of_paints(const Film& film) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const Uses& uses : uses_of_paints(film)) {
    const std::string name = names.empty() ? "paper" : name_of(uses);
    std::string unique = name;
    for (std::size_t i = 1; !taken.insert(unique).second; ++i) unique = name + tex_letters(i);
    names.push_back(unique);
  }
  return names;
}

}  // namespace convarith
