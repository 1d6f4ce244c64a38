#include "config/layer_text/call_syntax.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

namespace convarith {
namespace {

constexpr std::string_view kSpaces = " \t\r\n\f\v";
constexpr std::string_view kExample = "give a layer such as nn.Conv2d(1, 1, 3)";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether a byte can begin a name. Bytes outside ASCII count as letters, since Python allows such letters, too.
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool continues_name(char c) {
  return begins_name(c) || is_digit(c);
}

char closer_of(char opener) {
  if (opener == '(') return ')';
  return opener == '[' ? ']' : '}';
}

class CallParser {
 public:
  CallParser(std::string_view text, std::size_t start, std::size_t end, std::string_view where)
      : whole_text_(text), text_(text.substr(0, end)), where_(where), at_(start) {}

  Result<Call> parse() {
    skip_space();
    if (at_end()) return usage_problem(std::string(where_), "the text is empty", std::string(kExample));
    if (const Status label = skip_label(); !label) return label.problems();
    Call call;
    call.start = at_;
    call.name = dotted_name();
    skip_space();
    if (!call.name.empty() && peek() == '=') {
      skip_character();
      call.start = at_;
      call.name = dotted_name();
      skip_space();
    }
    if (call.name.empty()) return wrong(call.start, "the name of a layer is missing", kExample);
    if (peek() != '(') return wrong(at_, fmt::format("'(' is missing after {}", call.name), kExample);
    ++at_;
    if (const Status arguments = read_arguments(call); !arguments) return arguments.problems();
    if (const Status rest = skip_rest(); !rest) return rest.problems();
    return call;
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }

  Problem wrong(std::size_t at, std::string_view why, std::string_view hint) const {
    return problem_at(whole_text_, at, why, hint, where_);
  }

  void skip_space() {
    while (!at_end() && (kSpaces.find(peek()) != std::string_view::npos || peek() == '#')) {
      at_ = peek() == '#' ? std::min(text_.find('\n', at_), text_.size()) : at_ + 1;
    }
  }

  void skip_character() {
    ++at_;
    skip_space();
  }

  /// Skips a label such as "(0):", as in a printed nn.Sequential.
  Status skip_label() {
    if (peek() != '(') return ok();
    const std::size_t start = at_;
    at_ = std::min(text_.find(')', at_), text_.size());
    if (!at_end()) skip_character();
    if (peek() != ':') return wrong(start, "the name of a layer is missing", kExample);
    skip_character();
    return ok();
  }

  std::string_view dotted_name() {
    const std::size_t start = at_;
    while (begins_name(peek())) {
      while (continues_name(peek())) ++at_;
      if (peek() == '.') ++at_;
    }
    return text_.substr(start, at_ - start);
  }

  Status read_arguments(Call& call) {
    bool has_keywords = false;
    for (skip_space(); peek() != ')'; skip_space()) {
      CallArgument argument;
      argument.start = at_;
      const bool is_unpacked = text_.substr(at_, 2) == "**";
      argument.name = keyword();
      const Result<CallValue> value = read_value(false);
      if (!value) return value.problems();
      argument.value = *value;
      if (is_unpacked) {
        call.may_say_more = has_keywords = true;
      } else if (has_keywords && argument.name.empty()) {
        return wrong(argument.start, "an argument without a name can't follow one with a name",
                     "put it before those with names");
      }
      has_keywords = has_keywords || !argument.name.empty();
      if (!is_unpacked) call.arguments.push_back(std::move(argument));
      if (peek() == ',') {
        ++at_;
      } else if (peek() != ')') {
        return at_end() ? wrong(at_, "the arguments don't end", "add ')'") : out_of_place();
      }
    }
    call.end = at_++;
    return ok();
  }

  Problem out_of_place() const {
    return wrong(at_, fmt::format("'{}' is out of place", peek()), "leave it out, or add what it closes");
  }

  /// Reads a name and the equals sign after it, and returns the name. If there are none, returns an empty name.
  std::string_view keyword() {
    const std::size_t start = at_;
    if (!begins_name(peek())) return {};
    while (continues_name(peek())) ++at_;
    const std::string_view name = text_.substr(start, at_ - start);
    skip_space();
    if (peek() == '=' && text_.substr(at_, 2) != "==") {
      skip_character();
      return name;
    }
    at_ = start;
    return {};
  }

  /// Reads a value and the space after it. Sequences within sequences are not parsed, which limits the recursion.
  Result<CallValue> read_value(bool is_item) {
    const std::size_t start = at_;
    std::optional<CallValue> value = plain_value(is_item);
    if (value) {
      value->start = start;
      value->end = at_;
      skip_space();
      const bool has_ended = at_end() || peek() == ',' || peek() == ')' || peek() == ']' || peek() == '}';
      if (has_ended) return *value;
    }
    at_ = start;
    return other_value();
  }

  /// Reads a value of any kind but `other`. Returns nothing if the value is of that kind or does not end.
  std::optional<CallValue> plain_value(bool is_item) {
    const char c = peek();
    if (c == '\'' || c == '"') return string_value();
    if (is_digit(c) || c == '-' || c == '+') return number_value();
    if (begins_name(c)) return word_value();
    if ((c == '(' || c == '[') && !is_item) return sequence_value();
    return std::nullopt;
  }

  bool skip_string() {
    const char quote = text_[at_];
    for (++at_; !at_end() && peek() != '\n'; ++at_) {
      if (peek() == quote) {
        ++at_;
        return true;
      }
      if (peek() == '\\' && at_ + 1 < text_.size()) ++at_;
    }
    return false;
  }

  std::optional<CallValue> string_value() {
    const std::size_t start = at_;
    if (!skip_string()) return std::nullopt;
    CallValue value;
    value.kind = CallValue::Kind::string;
    value.text = text_.substr(start + 1, at_ - start - 2);
    return value;
  }

  std::optional<CallValue> number_value() {
    // std::from_chars does not accept a plus sign.
    if (peek() == '+') ++at_;
    const std::size_t start = at_;
    if (peek() == '-') ++at_;
    if (!is_digit(peek())) return std::nullopt;
    while (is_digit(peek())) ++at_;
    if (peek() == '.' || continues_name(peek())) return std::nullopt;
    CallValue value;
    const auto parsed = std::from_chars(text_.data() + start, text_.data() + at_, value.number);
    value.kind = parsed.ec == std::errc{} ? CallValue::Kind::whole : CallValue::Kind::huge;
    return value;
  }

  CallValue word_value() {
    CallValue value;
    value.text = dotted_name();
    value.kind = CallValue::Kind::word;
    if (value.text == "None") value.kind = CallValue::Kind::none;
    if (value.text == "True" || value.text == "False") {
      value.kind = CallValue::Kind::truth;
      value.number = value.text == "True" ? 1 : 0;
    }
    return value;
  }

  std::optional<CallValue> sequence_value() {
    const char opener = text_[at_];
    CallValue value;
    value.kind = CallValue::Kind::sequence;
    bool has_comma = false;
    ++at_;
    for (skip_space(); peek() != closer_of(opener); skip_space()) {
      Result<CallValue> item = read_value(true);
      if (!item || at_end()) return std::nullopt;
      value.items.push_back(*std::move(item));
      if (peek() == ',') {
        has_comma = true;
        ++at_;
      } else if (peek() != closer_of(opener)) {
        return std::nullopt;
      }
    }
    ++at_;
    // As in Python, (3) is a number, and (3,) is a tuple.
    if (opener == '(' && !has_comma && value.items.size() == 1) return value.items.front();
    return value;
  }

  /// Skips a value up to the comma or bracket that ends it. Errors: a string or a bracket in it is not closed.
  Result<CallValue> other_value() {
    CallValue value;
    value.start = at_;
    std::vector<std::size_t> openers;
    while (!at_end()) {
      const char c = peek();
      if (c == '\'' || c == '"') {
        const std::size_t quote = at_;
        if (!skip_string()) return wrong(quote, "the string doesn't end", fmt::format("add {}", c));
        continue;
      }
      if (c == '#') {
        skip_space();
        continue;
      }
      if (openers.empty() && c == ',') break;
      if (c == '(' || c == '[' || c == '{') openers.push_back(at_);
      if (c == ')' || c == ']' || c == '}') {
        if (openers.empty()) break;
        if (closer_of(text_[openers.back()]) != c) return out_of_place();
        openers.pop_back();
      }
      ++at_;
    }
    if (!openers.empty()) {
      const char opener = text_[openers.back()];
      return wrong(openers.back(), fmt::format("'{}' isn't closed", opener),
                   fmt::format("add '{}'", closer_of(opener)));
    }
    const std::size_t last = text_.substr(0, at_).find_last_not_of(kSpaces);
    value.end = last == std::string_view::npos ? value.start : std::max(value.start, last + 1);
    if (value.end == value.start && at_end()) return wrong(at_, "the arguments don't end", "add ')'");
    if (value.end == value.start) return wrong(at_, "a value is missing", "add one, or leave out the comma or name");
    return value;
  }

  /// Skips the text that may follow a copied layer: the input that it is called with, and a comma.
  Status skip_rest() {
    skip_space();
    if (peek() == '(') {
      const Result<CallValue> input = other_value();
      if (!input) return input.problems();
    }
    if (peek() == ',') skip_character();
    skip_space();
    if (at_end()) return ok();
    return wrong(at_, "the layer ends before this", "give one layer only");
  }

  std::string_view whole_text_;
  std::string_view text_;  ///< up to where the call must have ended
  std::string_view where_;
  std::size_t at_;
};

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

/// Splits a line into Unicode characters. Control characters, which would move the caret, become spaces.
std::vector<std::string> characters_of(std::string_view line) {
  std::vector<std::string> characters;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (!begins_character(c) && !characters.empty()) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, byte < 0x20 || byte == 0x7f ? ' ' : c);
    }
  }
  return characters;
}

/// Draws the line, or if it is long the part around the column, and the caret in a line below.
std::string picture(const std::vector<std::string>& line, std::size_t column) {
  constexpr std::size_t longest = 100;
  constexpr std::size_t dots = 3;
  const std::size_t spare = line.size() > longest ? line.size() - longest : 0;
  const std::size_t first = std::min(column > longest / 2 ? column - longest / 2 : 0, spare);
  const std::size_t last = std::min(first + longest, line.size());
  std::string shown;
  for (std::size_t i = first; i < last; ++i) {
    const bool is_cut = (first > 0 && i < first + dots) || (last < line.size() && i >= last - dots);
    shown += is_cut ? "." : line[i];
  }
  return fmt::format("\n  {}\n  {}^", shown, std::string(column - first, ' '));
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

/// Draws the line and the caret below a byte of it. What is far away in a long line is left out before it is split.
std::string picture_of_line(std::string_view line, std::size_t at) {
  constexpr std::size_t far = 1000;
  std::size_t first = at > far ? at - far : 0;
  while (first > 0 && first < at && !begins_character(line[first])) ++first;
  const std::string_view near = line.substr(first, at - first + far);
  return picture(characters_of(near), characters_of(near.substr(0, at - first)).size());
}

}  // namespace

Problem problem_at(std::string_view text, std::size_t at, std::string_view why, std::string_view hint,
                   std::string_view where) {
  assert(!hint.empty());
  // The caret for something missing at the end stands after the last character that is not a space.
  text = text.substr(0, text.find_last_not_of(kSpaces) + 1);
  at = std::min(at, text.size());
  const std::size_t start = text.substr(0, at).rfind('\n') + 1;
  const std::string_view line = text.substr(start, std::min(text.find('\n', at), text.size()) - start);
  const std::size_t column = count_characters(line.substr(0, at - start));
  const auto line_number = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(start), '\n') + 1;
  const bool is_one_line = text.find('\n') == std::string_view::npos;
  const std::string place = is_one_line ? std::string() : fmt::format("line {}, ", line_number);
  return usage_problem(std::string(where), fmt::format("{}column {}: {}", place, column + 1, why),
                       std::string(hint) + picture_of_line(line, at - start));
}

std::string with_plain_spaces(std::string_view text) {
  // The no-break space, typographic, narrow and ideographic spaces, line separators, and characters without width.
  constexpr std::string_view spaces[] = {"\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
                                         "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B", "\u2028", "\u2029",
                                         "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF", "\u0085"};
  std::string plain;
  while (!text.empty()) {
    // All of them begin with a byte outside ASCII.
    const auto* const other =
        std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    plain.append(text.begin(), other);
    text.remove_prefix(static_cast<std::size_t>(other - text.begin()));
    if (text.empty()) break;
    const auto* const space = std::find_if(std::begin(spaces), std::end(spaces),
                                           [text](std::string_view each) { return text.starts_with(each); });
    const bool is_space = space != std::end(spaces);
    plain += is_space ? ' ' : text.front();
    text.remove_prefix(is_space ? space->size() : 1);
  }
  return plain;
}

Result<Call> parse_call(std::string_view text) {
  return CallParser(text, 0, text.size(), "--layer").parse();
}

Result<Call> parse_call_in(std::string_view text, std::size_t start, std::size_t end, std::string_view where) {
  return CallParser(text, start, end, where).parse();
}

}  // namespace convarith
