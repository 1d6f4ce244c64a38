#include "config/json_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "config/shortened.hpp"
#include "config/value_parts.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

using nlohmann::json;

/// Returns the place of a byte, which is counted from 1, as "line:column".
std::string place_of_byte(std::string_view text, std::size_t byte, int first_line) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 if there is no line feed
  return fmt::format("{}:{}", first_line + lines, before.size() - line_start + 1);
}

/// Returns the character at a place with all of its bytes. Empty if they are not valid UTF-8.
std::string_view character_at(std::string_view text, std::size_t place) {
  const auto lead = static_cast<unsigned char>(text[place]);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const std::string_view bytes = text.substr(place, size);
  return decode_utf8(bytes) ? bytes : std::string_view();
}

/// Returns a hint at the mistake that put a character where it is not allowed.
std::string hint_for(std::string_view before, char character) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t last = before.find_last_not_of(blanks);
  const bool follows_comma = last != std::string_view::npos && before[last] == ',';
  if (follows_comma && (character == '}' || character == ']')) return "leave out the comma before it";
  if (character == 'N' || character == 'I') return "JSON has no NaN and no Infinity";
  if (character == '\'') return "JSON uses double quotes";
  if (character == 'T' || character == 'F') return "JSON writes true and false in lower case";
  if (character == '/' || character == '#') return "JSON has no comments";
  return {};
}

/// Returns the problem with the character at a place. If the text ends too early, the place is the text's length.
Problem syntax_problem(std::string_view text, std::size_t place) {
  if (text.empty()) return usage_problem({}, "not valid JSON: it is empty");
  if (place >= text.size()) return usage_problem({}, "not valid JSON: it ends too early");
  const auto byte = static_cast<unsigned char>(text[place]);
  if (byte < ' ') {
    return usage_problem({}, fmt::format("not valid JSON: the control character U+{:04X} is not allowed here", byte),
                         fmt::format("write it as \\u{:04x}", byte));
  }
  const std::string_view character = character_at(text, place);
  if (character.empty()) return usage_problem({}, "not valid JSON: it has a byte that is not UTF-8");
  return usage_problem({}, fmt::format("not valid JSON: unexpected '{}'", character),
                       hint_for(text.substr(0, place), text[place]));
}

/// Returns the problem with a number that ends at a place and is too large for a double.
Problem overflow_problem(std::string_view text, std::size_t end) {
  const std::string_view before = text.substr(0, end);
  const std::size_t start = before.find_last_not_of("0123456789+-.eE") + 1;  // 0 if the text begins with the number
  return usage_problem({}, fmt::format("{} is too large for any number", shortened(before.substr(start))),
                       "use a smaller number");
}

constexpr int kNumberOverflow = 406;  // the library's error id (out_of_range.406)

/// Walks through a text only to find the error in it.
class FaultFinder : public nlohmann::json_sax<json> {
 public:
  FaultFinder(std::string_view text, int first_line) : text_(text), first_line_(first_line) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t byte, const std::string&, const json::exception& error) override {
    problem_ = json_problem(error, text_, byte, first_line_);
    return false;
  }

  Problem problem() && { return std::move(problem_); }

 private:
  std::string_view text_;
  int first_line_;
  Problem problem_;
};

}  // namespace

Result<json> parse_json(std::string_view text, const std::string& source, int first_line) {
  if (json value = json::parse(text, nullptr, false);
      !value.is_discarded() && text.find('\0') == std::string_view::npos)
    return value;
  FaultFinder finder(text, first_line);
  const Status walked = walk_json(text, finder, first_line);
  Problem problem = walked ? std::move(finder).problem() : walked.problems().front();
  problem.where = fmt::format("{}:{}", source, problem.where);
  return problem;
}

Status walk_json(std::string_view text, nlohmann::json_sax<json>& events, int first_line) {
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return usage_problem(place_of_byte(text, nul + 1, first_line), "not valid JSON: it has a NUL byte",
                         "JSON is text; is this the intended file?");
  }
  json::sax_parse(text, &events);
  return ok();
}

Problem json_problem(const json::exception& error, std::string_view text, std::size_t byte, int first_line) {
  Problem problem =
      error.id == kNumberOverflow ? overflow_problem(text, byte) : syntax_problem(text, byte == 0 ? 0 : byte - 1);
  problem.where = place_of_byte(text, byte, first_line);
  return problem;
}

Status check_version(const json& value, int newest) {
  if (!value.is_number_integer() || value.get<long long>() < 1) {
    return usage_problem({}, "must be a whole number of at least 1, not " + value.dump());
  }
  if (value.get<long long>() > newest) {
    return usage_problem({}, fmt::format("version {} is newer than this program supports", value.dump()),
                         fmt::format("it reads versions up to {}", newest));
  }
  return ok();
}

}  // namespace convarith
