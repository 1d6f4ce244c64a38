#include "json_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>

namespace convarith {
namespace {

using nlohmann::json;

/// Where a byte of a text stands.
std::string place_of_byte(std::string_view text, std::size_t byte, int first_line) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 where there is no line feed
  return fmt::format("{}:{}", first_line + lines, before.size() - line_start + 1);
}

/// Python and JavaScript write NaN and Infinity, which JSON does not have.
bool is_no_number(std::string_view text, std::size_t byte) {
  return byte > 0 && byte <= text.size() && (text[byte - 1] == 'N' || text[byte - 1] == 'I');
}

constexpr int kNumberOverflow = 406;  // of the library's errors

}  // namespace

Result<json> parse_json(std::string_view text, int first_line) {
  try {
    return json::parse(text);
  } catch (const json::parse_error& error) {
    return json_problem(error, text, error.byte, first_line);
  } catch (const json::out_of_range& error) {
    Problem problem = json_problem(error, text, 0, first_line);
    problem.where.clear();
    return problem;
  }
}

Problem json_problem(const json::exception& error, std::string_view text, std::size_t byte, int first_line) {
  // Without the library's number and place.
  std::string why = error.what();
  why.erase(0, why.find("] ") + 2);
  const std::string where = place_of_byte(text, byte, first_line);
  if (error.id == kNumberOverflow) return usage_problem(where, why, "use a smaller number");
  const std::size_t colon = why.starts_with("parse error") ? why.find(": ") : std::string::npos;
  if (colon != std::string::npos) why.erase(0, colon + 2);
  return usage_problem(where, "not valid JSON: " + why,
                       is_no_number(text, byte) ? "JSON has no NaN and no Infinity" : "");
}

Status check_version(const json& value, int newest) {
  if (!value.is_number_integer() || value.get<long long>() < 1) {
    return usage_problem({}, "must be a whole number from 1, not " + value.dump());
  }
  if (value.get<long long>() > newest) {
    return usage_problem({}, fmt::format("version {} is newer than this program knows", value.dump()),
                         fmt::format("it reads versions up to {}", newest));
  }
  return ok();
}

}  // namespace convarith
