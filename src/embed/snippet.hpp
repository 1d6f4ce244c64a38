#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace convarith {

/// A figure and its files, as a page is to show them. Texts are valid UTF-8, plain and unescaped; files are named as
/// `convarith render` names them, below the folder or address that EmbedOptions::base gives.
struct Snippet {
  std::string name;
  std::string alt;                          ///< what the figure shows, for those who can't see it
  std::string caption;                      ///< one line
  std::string parameters;                   ///< "n = 5, k = 3, s = 2, p = 1"
  std::vector<std::string> formulas;        ///< worked, in Unicode characters
  std::vector<std::string> latex_formulas;  ///< the same, in LaTeX without delimiters
  int width = 0;                            ///< px
  int height = 0;                           ///< px
  double page_width = 0;                    ///< of the pages, bp
  std::string picture;                      ///< the animation
  std::string still;                        ///< for readers who want less motion; empty: none
  std::string dark_picture;                 ///< for dark pages; empty: none
  std::string dark_still;                   ///< empty: none
  std::string page;                         ///< a step for print; empty: none
  std::string page_stem;                    ///< of all steps for print, before their numbers; empty: none are wanted
  std::string first_page;                   ///< number of the first step, as files have it
  std::string last_page;                    ///< number of the last step
  double pages_per_second = 1;              ///< that are shown
  bool is_repeated = true;                  ///< plays again when it has ended
};

struct EmbedOptions {
  std::string base;         ///< a folder or an address; empty: none
  std::size_t columns = 0;  ///< of a table; 0: no table
};

}  // namespace convarith
