#include "config/models/python_tokens.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

#include "config/layer_text/call_syntax.hpp"

namespace convarith {
namespace {

bool is_name_start(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_decimal(char c) {
  return c >= '0' && c <= '9';
}

char closing_bracket_of(char opener) {
  if (opener == '(') return ')';
  return opener == '[' ? ']' : '}';
}

constexpr std::string_view kLongSymbols[] = {"**=", "//=", ">>=", "<<=", "...", "**", "//", "==", "!=", "<=",
                                             ">=",  "+=",  "-=",  "*=",  "/=",  "->", ":=", "<<", ">>", "@="};

class PythonTokenizer {
 public:
  PythonTokenizer(std::string_view text, std::string_view where) : text_(text), where_(where) {}

  Result<std::vector<PythonToken>> tokens() {
    start_line();
    while (at_ < text_.size()) {
      if (const Status step = read_token(); !step) return step.problems();
    }
    if (!openers_.empty()) {
      const char opener = text_[openers_.back()];
      return problem_at(text_, openers_.back(), fmt::format("'{}' isn't closed", opener),
                        fmt::format("add '{}'", closing_bracket_of(opener)), where_);
    }
    add(PythonToken::Kind::line_end, at_);
    add(PythonToken::Kind::text_end, at_);
    return std::move(tokens_);
  }

 private:
  void add(PythonToken::Kind kind, std::size_t start) {
    tokens_.push_back({kind, start, at_, text_.substr(start, at_ - start), indent_});
  }

  /// Skips the prompt of a console and the spaces at the start of a line.
  void start_line() {
    const std::size_t start = at_;
    skip_blanks();
    for (const std::string_view prompt : {">>>", "..."}) {
      if (text_.substr(at_).starts_with(prompt)) at_ += prompt.size();
    }
    // The prompt In [3]: of notebooks.
    if (text_.substr(at_).starts_with("In [")) {
      const std::size_t end = text_.substr(at_, 20).find("]:");
      if (end != std::string_view::npos) at_ += end + 2;
    }
    skip_blanks();
    if (openers_.empty()) indent_ = at_ - start;
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\f'))
      ++at_;
  }

  Status read_token() {
    skip_blanks();
    if (at_ == text_.size()) return ok();
    const char c = text_[at_];
    const std::size_t start = at_;
    if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
      return ok();
    }
    if (c == '\n') {
      ++at_;
      if (openers_.empty()) add(PythonToken::Kind::line_end, start);
      start_line();
      return ok();
    }
    if (c == '\\' && text_.substr(at_ + 1, 1) == "\n") {
      at_ += 2;
      return ok();
    }
    if (is_decimal(c) || (c == '.' && at_ + 1 < text_.size() && is_decimal(text_[at_ + 1]))) return read_number();
    if (is_name_start(c)) {
      while (at_ < text_.size() && (is_name_start(text_[at_]) || is_decimal(text_[at_]))) ++at_;
      const bool is_prefix = at_ - start <= 2 && at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'');
      if (is_prefix) return read_string();
      add(PythonToken::Kind::name, start);
      return ok();
    }
    if (c == '"' || c == '\'') return read_string();
    return read_symbol();
  }

  Status read_number() {
    const std::size_t start = at_;
    const auto is_part = [this](std::size_t at) {
      const char c = text_[at];
      const bool is_sign = (c == '+' || c == '-') && (text_[at - 1] == 'e' || text_[at - 1] == 'E');
      return is_decimal(c) || c == '.' || is_name_start(c) || is_sign;
    };
    ++at_;
    while (at_ < text_.size() && is_part(at_)) ++at_;
    add(PythonToken::Kind::number, start);
    return ok();
  }

  Status read_string() {
    const std::size_t start = at_;
    const bool is_long = text_.substr(at_, 3) == "\"\"\"" || text_.substr(at_, 3) == "'''";
    const std::string_view quote = text_.substr(at_, is_long ? 3 : 1);
    at_ += quote.size();
    const std::size_t content = at_;
    while (at_ < text_.size() && text_.substr(at_, quote.size()) != quote) {
      if (!is_long && text_[at_] == '\n') break;
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_, text_.size());
    if (text_.substr(at_, quote.size()) != quote) {
      return problem_at(text_, start, "the string doesn't end", fmt::format("add {}", quote), where_);
    }
    const std::size_t end = at_;
    at_ += quote.size();
    add(PythonToken::Kind::string, start);
    tokens_.back().text = text_.substr(content, end - content);
    return ok();
  }

  Status read_symbol() {
    const std::size_t start = at_;
    const char c = text_[at_];
    const auto* const symbol =
        std::find_if(std::begin(kLongSymbols), std::end(kLongSymbols),
                     [this](std::string_view each) { return text_.substr(at_).starts_with(each); });
    at_ += symbol == std::end(kLongSymbols) ? 1 : symbol->size();
    if (c == '(' || c == '[' || c == '{') openers_.push_back(start);
    if (c == ')' || c == ']' || c == '}') {
      if (openers_.empty() || closing_bracket_of(text_[openers_.back()]) != c) {
        return problem_at(text_, start, fmt::format("'{}' is out of place", c), "leave it out, or add what it closes",
                          where_);
      }
      openers_.pop_back();
    }
    add(PythonToken::Kind::symbol, start);
    return ok();
  }

  std::string_view text_;
  std::string_view where_;
  std::vector<PythonToken> tokens_;
  std::vector<std::size_t> openers_;
  std::size_t at_ = 0;
  std::size_t indent_ = 0;
};

}  // namespace

Result<std::vector<PythonToken>> tokens_of_python(std::string_view text, std::string_view where) {
  return PythonTokenizer(text, where).tokens();
}

}  // namespace convarith
