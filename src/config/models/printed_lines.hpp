#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// A module in what PyTorch prints: a layer, or a block of modules.
struct PrintedModule {
  std::string_view name;  ///< "conv1"; empty for the model itself
  std::string_view type;  ///< "Conv2d"
  std::size_t start = 0;  ///< where the type stands in the text
  std::size_t end = 0;    ///< one past the closing bracket of a layer, or past the opening one of a block
  int line = 1;
  long long first = 0;             ///< number of the first copy
  long long copies = 1;            ///< "(0-3): 4 x Block(" stands for four
  bool is_numbered = false;        ///< whether the name is that of copies
  bool is_block = false;           ///< its lines stand between brackets of their own
  std::string_view arguments;      ///< the first line in a block, if it holds the arguments of a layer
  std::vector<std::size_t> parts;  ///< indices of the modules in a block
};

/// The modules in a text; the first stands for the whole text.
struct PrintedModules {
  std::vector<PrintedModule> modules;
  std::vector<std::string> remarks;
};

/// Puts line ends into what PyTorch printed if it lost all of them and stands on one line. They take the place of
/// spaces. Other texts stay as they are.
std::string with_line_ends(std::string text);

/// Returns whether a line of the text holds a module with its name: "  (conv1): Conv2d(".
bool has_printed_module(std::string_view text);

/// Reads the lines that PyTorch's print(model) writes, with what people copy along: prompts, numbers of lines,
/// indentation. `where` names the text in messages.
Result<PrintedModules> read_printed_lines(std::string_view text, std::string_view where);

}  // namespace convarith
