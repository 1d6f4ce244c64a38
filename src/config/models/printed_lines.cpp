#include "config/models/printed_lines.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "config/layer_text/call_syntax.hpp"

namespace convarith {
namespace {

constexpr std::size_t kDeepestBlock = 200;

bool is_digit_of_line(char c) {
  return c >= '0' && c <= '9';
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || is_digit_of_line(c);
}

std::string_view without_spaces(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return line.substr(line.size());
  return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

/// Leaves out what people copy along: "Out[3]:", ">>>", "12:", "|", "#".
std::string_view without_prefix(std::string_view line) {
  line = without_spaces(line);
  if (line.starts_with("Out[")) line = without_spaces(line.substr(std::min(line.find(':'), line.size() - 1) + 1));
  line = line.substr(std::min(line.find_first_not_of(">|#* \t"), line.size()));
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits == 0 || digits == line.size()) return line;
  const std::size_t behind = std::min(line.find_first_not_of(":|. \t", digits), line.size());
  const bool is_number = behind > digits && behind < line.size() && !is_digit_of_line(line[behind]);
  return is_number ? line.substr(behind) : line;
}

std::string_view name_at_start(std::string_view line) {
  const auto* const end = std::find_if_not(line.begin(), line.end(), is_name_character);
  const std::string_view name = line.substr(0, static_cast<std::size_t>(end - line.begin()));
  return !name.empty() && is_digit_of_line(name.front()) ? std::string_view() : name;
}

std::optional<long long> number_in(std::string_view text) {
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// What stands before the bracket of a module.
struct ModuleHead {
  PrintedModule module;
  std::size_t bracket = 0;  ///< where the bracket stands in the line
};

/// Reads "(0-3)", the name of copies.
void read_copies(PrintedModule& module) {
  const std::size_t dash = module.name.find('-');
  if (dash == std::string_view::npos) return;
  const auto first = number_in(module.name.substr(0, dash));
  const auto last = number_in(module.name.substr(dash + 1));
  if (!first || !last || *first < 0 || *last < *first) return;
  module.first = *first;
  module.copies = *last - *first + 1;
  module.is_numbered = true;
}

/// Reads the start of a line: "(conv1): Conv2d(", "(0-3): 4 x Block(" or "ResNet(".
std::optional<ModuleHead> head_of(std::string_view line) {
  ModuleHead head;
  std::string_view rest = line;
  if (rest.starts_with('(')) {
    const std::size_t close = rest.find("):");
    if (close == std::string_view::npos) return std::nullopt;
    head.module.name = rest.substr(1, close - 1);
    if (head.module.name.find_first_of("( ,=") != std::string_view::npos) return std::nullopt;
    read_copies(head.module);
    rest = without_spaces(rest.substr(close + 2));
    const std::size_t times = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (times > 0 && rest.substr(times).starts_with(" x ")) rest.remove_prefix(times + 3);
  }
  head.module.type = name_at_start(rest);
  if (head.module.type.empty()) return std::nullopt;
  const std::size_t behind = rest.find_first_not_of(" \t", head.module.type.size());
  if (behind == std::string_view::npos || (rest[behind] != '(' && rest[behind] != '{')) return std::nullopt;
  head.bracket = static_cast<std::size_t>(rest.data() - line.data()) + behind;
  return head;
}

/// Returns the place behind the bracket that closes the one at `opener`, or nothing.
std::optional<std::size_t> end_of_brackets(std::string_view text, std::size_t opener) {
  std::size_t open = 0;
  for (std::size_t at = opener; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' || c == '{') ++open;
    if ((c == ')' || c == '}') && --open == 0) return at + 1;
  }
  return std::nullopt;
}

class PrintedLines {
 public:
  PrintedLines(std::string_view text, std::string_view where) : text_(text), where_(where) {
    read_.modules.emplace_back();
    read_.modules.front().is_block = true;
  }

  Result<PrintedModules> read() {
    while (at_ < text_.size() && !has_second_model_) {
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      next_ = end + 1;
      if (const Status line = take(without_prefix(text_.substr(at_, end - at_))); !line) return line.problems();
      line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                           text_.begin() + static_cast<std::ptrdiff_t>(std::min(next_, text_.size())),
                                           '\n'));
      at_ = next_;
    }
    if (open_.size() > 1)
      read_.remarks.emplace_back("the text ends before its blocks do; it is read as far as it goes");
    if (has_second_model_) read_.remarks.emplace_back("the text has several models; only the first is read");
    return std::move(read_);
  }

 private:
  PrintedModule& block() { return read_.modules[open_.back()]; }

  Status take(std::string_view line) {
    if (line.starts_with(')') || line.starts_with('}')) {
      if (open_.size() > 1) open_.pop_back();
      return ok();
    }
    std::optional<ModuleHead> head = head_of(line);
    if (head && (!head->module.name.empty() || begins_model(line, *head))) return add(line, *std::move(head));
    if (open_.size() > 1 && block().parts.empty() && block().arguments.empty()) block().arguments = line;
    return ok();
  }

  /// Whether a module without a name is the model itself: its modules follow on lines of their own.
  bool begins_model(std::string_view line, const ModuleHead& head) {
    if (open_.size() > 1 || head.bracket + 1 != line.size()) return false;
    has_second_model_ = !block().parts.empty();
    return !has_second_model_;
  }

  Status add(std::string_view line, ModuleHead head) {
    if (has_second_model_) return ok();
    PrintedModule& module = head.module;
    module.line = line_;
    module.start = static_cast<std::size_t>(module.type.data() - text_.data());
    const std::size_t bracket = static_cast<std::size_t>(line.data() - text_.data()) + head.bracket;
    module.is_block = head.bracket + 1 == line.size();
    module.end = bracket + 1;
    if (!module.is_block) {
      const auto end = end_of_brackets(text_, bracket);
      if (!end) return problem_at(text_, bracket, "the bracket isn't closed", "copy the whole line", where_);
      module.end = *end;
      next_ = std::max(next_, std::min(text_.find('\n', *end), text_.size() - 1) + 1);
    }
    const std::size_t index = read_.modules.size();
    const bool is_block = module.is_block;
    block().parts.push_back(index);
    read_.modules.push_back(std::move(module));
    if (!is_block) return ok();
    if (open_.size() >= kDeepestBlock)
      return problem_at(text_, bracket, "the blocks are nested too deeply", "give a part of the model", where_);
    open_.push_back(index);
    return ok();
  }

  std::string_view text_;
  std::string_view where_;
  PrintedModules read_;
  std::vector<std::size_t> open_{0};  ///< indices of the blocks that the line is in
  std::size_t at_ = 0;
  std::size_t next_ = 0;
  int line_ = 1;
  bool has_second_model_ = false;
};

/// Whether a name in brackets starts here: "(conv1): ".
bool is_name_in_brackets(std::string_view text) {
  if (!text.starts_with('(')) return false;
  const std::size_t end = text.find_first_of("() ,=\n", 1);
  return end != std::string_view::npos && end > 1 && text.substr(end).starts_with("): ");
}

/// Whether the text is that of a model on one line: "Net( (conv1): Conv2d(".
bool is_print_on_one_line(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return false;
  const std::string_view line = text.substr(start, text.find_last_not_of(" \t\r\n") + 1 - start);
  const std::size_t bracket = name_at_start(line).size();
  if (line.find('\n') != std::string_view::npos || bracket == 0 || !line.substr(bracket).starts_with("( "))
    return false;
  return is_name_in_brackets(without_spaces(line.substr(bracket + 1)));
}

}  // namespace

std::string with_line_ends(std::string text) {
  if (!is_print_on_one_line(text)) return text;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != ' ') continue;
    const std::string_view rest = std::string_view(text).substr(i + 1);
    if (rest.starts_with(')') || is_name_in_brackets(rest)) text[i] = '\n';
  }
  return text;
}

bool has_printed_module(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const auto head = head_of(without_prefix(text.substr(at, end - at)));
    if (head && !head->module.name.empty()) return true;
    at = end + 1;
  }
  return false;
}

Result<PrintedModules> read_printed_lines(std::string_view text, std::string_view where) {
  return PrintedLines(text, where).read();
}

}  // namespace convarith
