#include "config/numbers/number_lists.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <vector>

#include "arithmetic/alt_text_words.hpp"
#include "config/json_text.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

using nlohmann::json;

/// Names the type of a value, but not its contents: a file that is named by mistake may hold secrets.
std::string_view kind_of(const json& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return "a boolean";
  return value.is_string() ? "a string" : "an object";
}

/// Collects numbers as lists begin and end. The first list of each depth determines the length of the others.
class ListBuilder {
 public:
  Status begin_list() {
    if (depth_ == path_.size()) return wrong(fmt::format("{} is a list among numbers", place(path_)));
    if (path_.size() == kMostNumberAxes) return wrong("is nested too deeply", "use at most five axes");
    path_.push_back(0);
    return ok();
  }

  Status add(double number) {
    if (!depth_) {
      depth_ = path_.size();
      lengths_.resize(*depth_);
    }
    if (path_.size() < *depth_) return wrong(fmt::format("{} is a number among lists", place(path_)));
    if (values_.size() == kMostNumbers) return too_many_numbers();
    values_.push_back(number);
    step();
    return ok();
  }

  Status end_list() {
    const std::size_t length = path_.back();
    path_.pop_back();
    if (length == 0) return wrong(path_.empty() ? "has no numbers" : place(path_) + " is an empty list");
    std::size_t& wanted = lengths_[path_.size()];
    if (wanted == 0) wanted = length;
    if (length != wanted) return wrong(length_problem(length));
    step();
    return ok();
  }

  Status refuse(const json& value) const {
    if (!path_.empty()) return wrong(fmt::format("{} must be a number, not {}", place(path_), kind_of(value)));
    return wrong(fmt::format("must be a list of numbers, or of lists, not {}", kind_of(value)));
  }

  Tensor tensor() && { return {{lengths_.begin(), lengths_.end()}, std::move(values_)}; }

 private:
  void step() {
    if (!path_.empty()) ++path_.back();
  }

  std::string length_problem(std::size_t length) const {
    const auto given = static_cast<long long>(length);
    const std::size_t wanted = lengths_[path_.size()];
    const std::size_t axes_within = *depth_ - path_.size();
    if (axes_within > 1) {
      return fmt::format("{} has {}, but those before it have {}", place(path_),
                         counted(given, axes_within == 2 ? "row" : "list"), wanted);
    }
    const auto list = std::span(path_).first(path_.size() - 1);
    return fmt::format("row {}{} has {}, but the rows before it have {}", path_.back(),
                       list.empty() ? "" : " of " + place(list), counted(given, "number"), wanted);
  }

  /// Returns the place as messages write it, such as "[1][0]".
  static std::string place(std::span<const std::size_t> path) {
    std::string text;
    for (const std::size_t index : path) text += fmt::format("[{}]", index);
    return text;
  }

  std::vector<std::size_t> path_;     ///< number of items so far in each open list
  std::optional<std::size_t> depth_;  ///< nesting depth of the numbers; unset before the first
  std::vector<std::size_t> lengths_;  ///< length of the lists of each depth; 0 if unknown
  std::vector<double> values_;
};

/// Passes a parser's events to a ListBuilder until the first problem.
class ListEvents : public nlohmann::json_sax<json> {
 public:
  explicit ListEvents(std::string_view text) : text_(text) {}

  Result<Tensor> result() && {
    if (problem_) return *std::move(problem_);
    return std::move(builder_).tensor();
  }

  bool null() override { return note(builder_.refuse(nullptr)); }
  bool boolean(bool value) override { return note(builder_.refuse(value)); }
  bool number_integer(number_integer_t value) override { return note(builder_.add(static_cast<double>(value))); }
  bool number_unsigned(number_unsigned_t value) override { return note(builder_.add(static_cast<double>(value))); }
  bool number_float(number_float_t value, const string_t&) override { return note(builder_.add(value)); }
  bool string(string_t& value) override { return note(builder_.refuse(value)); }
  bool binary(binary_t&) override { return note(builder_.refuse(nullptr)); }
  bool start_object(std::size_t) override { return note(builder_.refuse({{"", 0}})); }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return note(builder_.begin_list()); }
  bool end_array() override { return note(builder_.end_list()); }
  bool parse_error(std::size_t byte, const std::string&, const json::exception& error) override {
    problem_ = json_problem(error, text_, byte);
    return false;
  }

 private:
  bool note(const Status& status) {
    if (!status) problem_ = status.problems().front();
    return !problem_;
  }

  std::string_view text_;
  ListBuilder builder_;
  std::optional<Problem> problem_;
};

Status add_all(const json& lists, ListBuilder& builder) {
  if (lists.is_number()) return builder.add(lists.get<double>());
  if (!lists.is_array()) return builder.refuse(lists);
  if (Status begun = builder.begin_list(); !begun) return begun;
  for (const json& part : lists) {
    if (Status added = add_all(part, builder); !added) return added;
  }
  return builder.end_list();
}

}  // namespace

Result<Tensor> read_number_lists(std::string_view text) {
  ListEvents events(text);
  if (Status walked = walk_json(text, events); !walked) return walked.problems();
  return std::move(events).result();
}

Result<Tensor> tensor_of_lists(const json& lists) {
  ListBuilder builder;
  if (Status added = add_all(lists, builder); !added) return added.problems();
  return std::move(builder).tensor();
}

Problem too_many_numbers() {
  return wrong(fmt::format("has more than {} numbers", kMostNumbers), "give fewer");
}

Problem not_finite(const std::string& place, double value) {
  return wrong(fmt::format("{} is {}", place, value), "numbers must be finite");
}

}  // namespace convarith
