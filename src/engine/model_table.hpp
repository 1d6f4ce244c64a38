#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/given_model.hpp"
#include "engine/model_rows.hpp"

namespace convarith {

/// A form in which the table of a model is written.
struct TableForm {
  std::string_view name;  ///< the word for --format
  std::string (*write)(const GivenModel& model, const std::vector<ModelRow>& rows);
};

/// Returns all forms. The first is the default. A new one is added to the table in model_table.cpp only.
std::span<const TableForm> table_forms();

}  // namespace convarith
