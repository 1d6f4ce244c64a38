#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace convarith {

/// A figure and its files, as a page is to show them. Texts are valid UTF-8, plain and unescaped. Files have the names
/// that `convarith render` gives them, below the folder or address in EmbedOptions::base.
struct Snippet {
  std::string name;
  std::string alt;                          ///< alternative text for readers who can't see the figure
  std::string caption;                      ///< a single line
  std::string parameters;                   ///< "n = 5, k = 3, s = 2, p = 1"
  std::vector<std::string> formulas;        ///< worked formulas in Unicode characters
  std::vector<std::string> latex_formulas;  ///< the same formulas in LaTeX without delimiters
  int width = 0;                            ///< px
  int height = 0;                           ///< px
  double page_width = 0;                    ///< width of the pages, in bp
  std::string picture;                      ///< file of the animation
  std::string still;                        ///< still picture for readers who want less motion; empty if there is none
  std::string dark_picture;                 ///< animation for dark pages; empty if there is none
  std::string dark_still;                   ///< still picture for dark pages; empty if there is none
  std::string page;                         ///< file of one step for print; empty if there is none
  std::string page_stem;                    ///< file names of all steps up to their numbers; empty if only one is shown
  std::string first_page;                   ///< number of the first step as written in file names
  std::string last_page;                    ///< number of the last step as written in file names
  double pages_per_second = 1;              ///< pages shown per second
  bool is_repeated = true;                  ///< whether the animation plays again when it has ended
};

struct EmbedOptions {
  std::string base;         ///< a folder or an address; may be empty
  std::size_t columns = 0;  ///< columns of a table; 0 for no table
};

}  // namespace convarith
