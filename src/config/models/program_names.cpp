#include "config/models/program_names.hpp"

#include <fmt/core.h>

namespace convarith {

bool begins_with_capital(std::string_view name) {
  return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
}

bool is_loss_name(std::string_view name) {
  return name.ends_with("Loss") || name.find("loss") != std::string_view::npos ||
         name.find("criterion") != std::string_view::npos;
}

bool is_of_framework(std::string_view name) {
  for (const std::string_view module : {"nn.", "layers.", "tfkl.", "L."}) {
    if (name.starts_with(module) || name.find(fmt::format(".{}", module)) != std::string_view::npos) {
      return name.find(".init.") == std::string_view::npos;
    }
  }
  return false;
}

}  // namespace convarith
