#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "convarith/result.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The version of the format of theme files.
inline constexpr int kThemeVersion = 1;

/// The word that stands for two themes: the view's usual one, and dark colours for people who prefer dark pages.
inline constexpr std::string_view kAutoTheme = "auto";

/// The theme for people who prefer dark pages.
inline constexpr std::string_view kDarkTheme = "dark";

/// A member of a theme, which is a colour, several colours or a share, with its key in JSON.
struct ThemeField {
  std::string_view key;
  std::variant<Colour Theme::*, double Theme::*, std::array<Colour, 5> Theme::*, std::array<Colour, 6> Theme::*> member;
};

/// Returns all members of a theme. A new member is added to this list only.
std::span<const ThemeField> theme_fields();

/// The bounds of a share that tints, so that it is neither invisible nor opaque.
inline constexpr double kLeastShade = 0.02;
inline constexpr double kMostShade = 0.98;

/// A theme with the name and description from its file.
struct NamedTheme {
  std::string name;
  std::string description;  ///< may be empty
  Theme theme = {};
};

/// Reads a theme. Messages name it by `source` ("mine.json"). A theme without a name is called `stem`.
/// Errors: invalid JSON; unknown, repeated and missing keys and values that are no colour, all reported at once.
/// `where` has the line, if the problem has one.
Result<NamedTheme> read_theme(std::string_view text, const std::string& source, std::string_view stem);

/// A theme that is part of the program.
struct BuiltinTheme {
  std::string_view name;
  std::string_view text;
};

/// Returns all built-in themes, sorted by name.
std::span<const BuiltinTheme> builtin_themes();

/// Loads the theme that a word names: a built-in theme, or a file.
/// Errors: `where` is empty; `why` names the file and the place in it.
Result<NamedTheme> load_theme(const std::string& word);

/// Returns the word that names, from the current folder, the theme that a preset in `folder` names by `word`. The path
/// of a file is joined to `folder`; other words stay the same.
std::string theme_seen_from(const std::filesystem::path& folder, const std::string& word);

/// Returns the name of a theme, for the names of figures. Empty if the theme can't be read.
std::string name_of_theme(const std::string& word);

}  // namespace convarith
