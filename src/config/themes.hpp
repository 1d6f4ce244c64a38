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

/// The version of the format of themes.
inline constexpr int kThemeVersion = 1;

/// Instead of a theme's name: the view's usual one, and beside it dark colours for those who prefer them.
inline constexpr std::string_view kAutoTheme = "auto";

/// The theme for those who prefer dark pages.
inline constexpr std::string_view kDarkTheme = "dark";

/// A colour of a theme, or several, by the key in its JSON.
struct ThemeField {
  std::string_view key;
  std::variant<Colour Theme::*, double Theme::*, std::array<Colour, 5> Theme::*, std::array<Colour, 6> Theme::*> member;
};

/// All of them; the one place to add one.
std::span<const ThemeField> theme_fields();

/// A share that tints: neither nothing nor all.
inline constexpr double kLeastShade = 0.02;
inline constexpr double kMostShade = 0.98;

/// A theme as its file says it.
struct NamedTheme {
  std::string name;
  std::string description;  ///< may be empty
  Theme theme = {};
};

/// Reads a theme. `source` names it in messages ("mine.json"); `stem` is its name where it gives none.
/// Errors: invalid JSON, missing, unknown and repeated keys, what is no colour, each with its line in `where`; all at
/// once.
Result<NamedTheme> read_theme(std::string_view text, const std::string& source, std::string_view stem);

/// A theme that is part of the program.
struct BuiltinTheme {
  std::string_view name;
  std::string_view text;
};

/// All built-in themes, by name.
std::span<const BuiltinTheme> builtin_themes();

/// The theme that a word means: a built-in one, or a file.
/// Errors: `where` is empty; the file and the place in it are said in `why`.
Result<NamedTheme> load_theme(const std::string& word);

/// What a word in a preset from `folder` means when seen from the current one.
std::string theme_seen_from(const std::filesystem::path& folder, const std::string& word);

/// What a figure in a theme is called after: the theme's name; empty where it can't be read.
std::string name_of_theme(const std::string& word);

}  // namespace convarith
