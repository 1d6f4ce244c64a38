#include "config/models/python_syntax.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "config/layer_text/call_syntax.hpp"
#include "config/models/python_tokens.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

using Token = PythonToken;
using Expression = PythonExpression;
using Statement = PythonStatement;

constexpr int kDeepestExpression = 100;
constexpr int kDeepestStatement = 50;
constexpr std::size_t kLongestToken = 40;  // bytes

/// Operators between two parts, those that bind least first.
constexpr std::string_view kLevels[][10] = {
    {"or"},       {"and"},    {"==", "!=", "<", ">", "<=", ">=", "is", "in", "not"},
    {"|"},        {"^"},      {"&"},
    {"<<", ">>"}, {"+", "-"}, {"*", "/", "//", "%", "@"},
};

class PythonParser {
 public:
  PythonParser(std::string_view text, std::string_view where, std::vector<Token> tokens)
      : text_(text), where_(where), tokens_(std::move(tokens)) {}

  Result<std::vector<Statement>> parse() {
    std::vector<Statement> statements;
    while (peek().kind != Token::Kind::text_end && !problem_) read_line(statements, 0);
    if (problem_) return *std::move(problem_);
    return statements;
  }

 private:
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool ends_line() const { return peek().kind == Token::Kind::line_end || peek().kind == Token::Kind::text_end; }

  bool take(std::string_view symbol) {
    if (!peek().is(symbol)) return false;
    ++at_;
    return true;
  }

  void fail(std::size_t at, std::string_view why, std::string_view hint) {
    if (!problem_) problem_ = problem_at(text_, at, why, hint, where_);
  }

  void fail_here() {
    if (ends_line()) {
      fail(peek().start, "something is missing", "complete the line");
    } else {
      const std::string_view token = text_.substr(peek().start, peek().end - peek().start);
      fail(peek().start, fmt::format("'{}' is out of place", shortened(token, kLongestToken)),
           "give a program in Python, or what print(model) writes");
    }
  }

  void skip_line() {
    while (!ends_line()) ++at_;
  }

  /// Reads a line, which can hold several statements, with the lines that belong to it.
  void read_line(std::vector<Statement>& statements, int depth) {
    if (ends_line()) {
      ++at_;
      return;
    }
    while (!problem_) {
      if (ends_line()) break;
      if (depth > kDeepestStatement)
        return fail(peek().start, "the blocks are nested too deeply", "give a part of the program");
      read_statement(statements, depth);
      if (!take(";")) break;
    }
    if (!problem_ && !ends_line()) fail_here();
  }

  void read_statement(std::vector<Statement>& statements, int depth) {
    using Reader = void (PythonParser::*)(std::vector<Statement>&, int);
    constexpr std::pair<std::string_view, Reader> readers[] = {
        {"import", &PythonParser::read_import},      {"from", &PythonParser::read_import},
        {"class", &PythonParser::read_class},        {"def", &PythonParser::read_function},
        {"return", &PythonParser::read_return},      {"if", &PythonParser::read_condition},
        {"elif", &PythonParser::read_condition},     {"for", &PythonParser::read_loop},
        {"while", &PythonParser::read_passed_over},  {"with", &PythonParser::read_with},
        {"try", &PythonParser::read_with},           {"else", &PythonParser::read_passed_over},
        {"except", &PythonParser::read_passed_over}, {"finally", &PythonParser::read_with},
    };
    constexpr std::string_view ignored[] = {"pass",     "assert", "raise", "global", "nonlocal", "del", "break",
                                            "continue", "print",  "async", "yield",  "@",        "%",   "!"};
    const Token& first = peek();
    const bool is_word = first.kind == Token::Kind::name;
    for (const auto& [word, reader] : readers) {
      if (is_word && first.text == word) return (this->*reader)(statements, depth);
    }
    const bool is_ignored =
        std::any_of(std::begin(ignored), std::end(ignored), [&](std::string_view word) { return first.is(word); });
    if (is_ignored) return skip_line();
    read_simple(statements);
  }

  void read_simple(std::vector<Statement>& statements) {
    constexpr std::string_view augmented[] = {"+=", "-=", "*=", "/=", "//=", "**=", "@="};
    Statement statement;
    statement.kind = Statement::Kind::expression;
    statement.start = peek().start;
    statement.expressions.push_back(expressions());
    if (take(":")) expressions();  // the type of a variable
    const bool is_augmented =
        std::any_of(std::begin(augmented), std::end(augmented), [&](std::string_view each) { return peek().is(each); });
    if (is_augmented) {
      statement.kind = Statement::Kind::augmented;
      statement.name = std::string(peek().text.substr(0, peek().text.size() - 1));
      ++at_;
      statement.expressions.push_back(expressions());
    }
    while (!problem_ && take("=")) {
      statement.kind = Statement::Kind::assignment;
      statement.expressions.push_back(expressions());
    }
    if (!problem_) statements.push_back(std::move(statement));
  }

  /// Reads the statements behind a colon: on the same line, or on the lines below that are indented.
  std::vector<Statement> body(std::size_t indent, int depth) {
    std::vector<Statement> statements;
    if (!take(":")) fail_here();
    if (!ends_line()) {
      read_line(statements, depth + 1);
      return statements;
    }
    while (!problem_ && peek().kind != Token::Kind::text_end) {
      std::size_t ahead = 0;
      while (peek(ahead).kind == Token::Kind::line_end) ++ahead;
      if (peek(ahead).kind == Token::Kind::text_end || peek(ahead).indent <= indent) break;
      at_ += ahead;
      read_line(statements, depth + 1);
    }
    return statements;
  }

  void read_import(std::vector<Statement>& statements, int) {
    std::string module;
    if (peek().is("from")) {
      ++at_;
      module = dotted() + ".";
    }
    if (!take("import")) return skip_line();
    take("(");
    while (!ends_line() && !peek().is(")")) {
      Statement statement;
      statement.kind = Statement::Kind::import;
      const std::string name = dotted();
      statement.name = module + name;
      statement.alias = name;
      if (take("as")) statement.alias = std::string(peek().text), ++at_;
      if (name.empty() || !take(",")) skip_import_end();
      statements.push_back(std::move(statement));
    }
    skip_line();
  }

  void skip_import_end() {
    while (!ends_line() && !peek().is(")")) ++at_;
  }

  std::string dotted() {
    std::string name;
    while (peek().kind == Token::Kind::name || peek().is(".") || peek().is("...")) {
      if (peek().is("import") || peek().is("as")) break;
      name += peek().text;
      ++at_;
    }
    return name;
  }

  void read_class(std::vector<Statement>& statements, int depth) {
    Statement statement;
    statement.kind = Statement::Kind::type;
    statement.start = peek().start;
    const std::size_t indent = peek().indent;
    ++at_;
    statement.name = std::string(peek().text);
    ++at_;
    while (!ends_line() && !peek().is(":")) ++at_;
    statement.body = body(indent, depth);
    if (!problem_) statements.push_back(std::move(statement));
  }

  void read_function(std::vector<Statement>& statements, int depth) {
    Statement statement;
    statement.kind = Statement::Kind::function;
    statement.start = peek().start;
    const std::size_t indent = peek().indent;
    ++at_;
    statement.name = std::string(peek().text);
    ++at_;
    if (!take("(")) return fail_here();
    while (!problem_ && !peek().is(")")) read_parameter(statement);
    take(")");
    if (take("->")) expression(0);
    statement.body = body(indent, depth);
    if (!problem_) statements.push_back(std::move(statement));
  }

  void read_parameter(Statement& function) {
    const bool is_special = take("*") || take("**") || take("/");
    if (!is_special || peek().kind == Token::Kind::name) {
      if (peek().kind != Token::Kind::name) return fail_here();
      const std::string_view name = peek().text;
      ++at_;
      if (take(":")) expression(0);
      std::size_t given = Statement::kNoDefault;
      if (take("=")) {
        given = function.expressions.size();
        function.expressions.push_back(expression(0));
      }
      if (!is_special) {
        function.parameters.push_back(name);
        function.defaults.push_back(given);
      }
    }
    if (!take(",") && !peek().is(")")) fail_here();
  }

  void read_return(std::vector<Statement>& statements, int) {
    Statement statement;
    statement.kind = Statement::Kind::returned;
    statement.start = peek().start;
    ++at_;
    if (!ends_line() && !peek().is(";")) statement.expressions.push_back(expressions());
    if (!problem_) statements.push_back(std::move(statement));
  }

  void read_loop(std::vector<Statement>& statements, int depth) {
    Statement statement;
    statement.kind = Statement::Kind::loop;
    statement.start = peek().start;
    const std::size_t indent = peek().indent;
    ++at_;
    statement.expressions.push_back(targets());
    if (!take("in")) return fail_here();
    statement.expressions.push_back(expressions());
    statement.body = body(indent, depth);
    if (!problem_) statements.push_back(std::move(statement));
  }

  /// Reads if and elif. The else after them stands on a line of its own.
  void read_condition(std::vector<Statement>& statements, int depth) {
    if (depth > kDeepestStatement)
      return fail(peek().start, "the blocks are nested too deeply", "give a part of the program");
    Statement statement;
    statement.kind = Statement::Kind::condition;
    statement.start = peek().start;
    const std::size_t indent = peek().indent;
    ++at_;
    statement.expressions.push_back(expression(0));
    statement.body = body(indent, depth);
    std::size_t ahead = 0;
    while (peek(ahead).kind == Token::Kind::line_end) ++ahead;
    const bool goes_on = peek(ahead).indent == indent && ahead > 0;
    if (goes_on && peek(ahead).is("elif")) {
      at_ += ahead;
      read_condition(statement.otherwise, depth + 1);
    } else if (goes_on && peek(ahead).is("else")) {
      at_ += ahead + 1;
      statement.otherwise = body(indent, depth);
    }
    if (!problem_) statements.push_back(std::move(statement));
  }

  /// Reads a statement whose body is executed: with, try.
  void read_with(std::vector<Statement>& statements, int depth) {
    const std::size_t indent = peek().indent;
    while (!ends_line() && !peek().is(":")) ++at_;
    std::vector<Statement> inner = body(indent, depth);
    std::move(inner.begin(), inner.end(), std::back_inserter(statements));
  }

  /// Reads a statement whose body isn't executed.
  void read_passed_over(std::vector<Statement>&, int depth) {
    const std::size_t indent = peek().indent;
    while (!ends_line() && !peek().is(":")) ++at_;
    body(indent, depth);
  }

  /// Reads an expression, or several with commas between them, which make a tuple.
  Expression expressions() {
    const std::size_t start = peek().start;
    Expression first = expression(0);
    if (!peek().is(",")) return first;
    Expression tuple;
    tuple.kind = Expression::Kind::sequence;
    tuple.parts.push_back(std::move(first));
    while (!problem_ && take(",")) {
      const bool is_over = ends_line() || peek().is("=") || peek().is(")") || peek().is(";") || peek().is(":");
      if (is_over) break;
      tuple.parts.push_back(expression(0));
    }
    return finished(std::move(tuple), start);
  }

  /// Reads the variables of a loop.
  Expression targets() {
    const std::size_t start = peek().start;
    Expression tuple;
    tuple.kind = Expression::Kind::sequence;
    do {
      if (peek().is("in")) break;
      tuple.parts.push_back(postfix(0));
    } while (!problem_ && take(","));
    return tuple.parts.size() == 1 ? std::move(tuple.parts.front()) : finished(std::move(tuple), start);
  }

  /// Sets where an expression ends and how deep it is, and refuses it if it is too deep.
  Expression finished(Expression expression, std::size_t start) {
    expression.start = start;
    expression.end = at_ > 0 ? tokens_[at_ - 1].end : start;
    for (const Expression& part : expression.parts) expression.depth = std::max(expression.depth, part.depth + 1);
    if (expression.depth > kDeepestExpression) fail(start, "the expression is nested too deeply", "split it");
    return expression;
  }

  Expression expression(int depth) {
    if (depth > kDeepestExpression) {
      fail(peek().start, "the expression is nested too deeply", "split it");
      return {};
    }
    const std::size_t start = peek().start;
    if (peek().is("lambda")) return lambda(depth);
    Expression value = binary(0, depth);
    if (problem_ || !peek().is("if")) return value;
    ++at_;
    Expression choice;
    choice.kind = Expression::Kind::choice;
    choice.parts.push_back(std::move(value));
    choice.parts.push_back(binary(0, depth + 1));
    if (!take("else")) fail_here();
    if (!problem_) choice.parts.push_back(expression(depth + 1));
    return finished(std::move(choice), start);
  }

  Expression lambda(int depth) {
    const std::size_t start = peek().start;
    while (!ends_line() && !peek().is(":")) ++at_;
    if (take(":")) expression(depth + 1);
    return finished({}, start);
  }

  Expression binary(std::size_t level, int depth) {
    if (level == std::size(kLevels)) return unary(depth);
    const std::size_t start = peek().start;
    Expression left = level < 2 && peek().is("not") ? unary(depth) : binary(level + 1, depth);
    while (!problem_ && is_operator(level)) {
      Expression both;
      both.kind = Expression::Kind::binary;
      both.text = peek().text;
      if (peek().is("is") && peek(1).is("not")) {
        both.text = "is not";
        ++at_;
      } else if (peek().is("not")) {
        both.text = "not in";
        ++at_;
      }
      ++at_;
      both.parts.push_back(std::move(left));
      both.parts.push_back(binary(level + 1, depth + 1));
      left = finished(std::move(both), start);
    }
    return left;
  }

  bool is_operator(std::size_t level) const {
    if (peek().is("not")) return level == 2 && peek(1).is("in");
    return peek().kind != Token::Kind::string &&
           std::any_of(std::begin(kLevels[level]), std::end(kLevels[level]),
                       [&](std::string_view each) { return !each.empty() && peek().is(each); });
  }

  Expression unary(int depth) {
    if (depth > kDeepestExpression) {
      fail(peek().start, "the expression is nested too deeply", "split it");
      return {};
    }
    const std::size_t start = peek().start;
    for (const std::string_view sign : {"-", "+", "~", "not", "await"}) {
      if (!peek().is(sign)) continue;
      Expression value;
      value.kind = Expression::Kind::unary;
      value.text = peek().text;
      ++at_;
      value.parts.push_back(sign == "not" ? binary(2, depth + 1) : unary(depth + 1));
      return finished(std::move(value), start);
    }
    Expression base = postfix(depth);
    if (problem_ || !peek().is("**")) return base;
    Expression power;
    power.kind = Expression::Kind::binary;
    power.text = "**";
    ++at_;
    power.parts.push_back(std::move(base));
    power.parts.push_back(unary(depth + 1));
    return finished(std::move(power), start);
  }

  Expression postfix(int depth) {
    const std::size_t start = peek().start;
    Expression value = atom(depth);
    while (!problem_) {
      Expression outer;
      if (peek().is(".") && peek(1).kind == Token::Kind::name) {
        outer.kind = Expression::Kind::attribute;
        outer.text = peek(1).text;
        at_ += 2;
        outer.parts.push_back(std::move(value));
      } else if (peek().is("(")) {
        outer.kind = Expression::Kind::call;
        outer.parts.push_back(std::move(value));
        ++at_;
        read_arguments(outer, depth + 1);
      } else if (peek().is("[")) {
        outer.kind = Expression::Kind::index;
        outer.parts.push_back(std::move(value));
        ++at_;
        outer.parts.push_back(subscript(depth + 1));
      } else {
        return value;
      }
      value = finished(std::move(outer), start);
    }
    return value;
  }

  void read_arguments(Expression& call, int depth) {
    while (!problem_ && !peek().is(")")) {
      std::string_view keyword;
      if (peek().is("*") || peek().is("**")) {
        const std::size_t start = peek().start;
        Expression unpacked;
        unpacked.kind = Expression::Kind::unpacked;
        keyword = peek().is("**") ? peek().text : std::string_view();
        ++at_;
        unpacked.parts.push_back(expression(depth));
        call.parts.push_back(finished(std::move(unpacked), start));
      } else {
        if (peek().kind == Token::Kind::name && peek(1).is("=")) {
          keyword = peek().text;
          at_ += 2;
        }
        call.parts.push_back(generated(expression(depth), depth));
      }
      call.keywords.push_back(keyword);
      if (!take(",") && !peek().is(")")) fail_here();
    }
    take(")");
  }

  /// Reads what follows an item that is made for each item of another sequence.
  Expression generated(Expression item, int depth) {
    if (problem_ || !peek().is("for")) return item;
    ++at_;
    Expression generator;
    generator.kind = Expression::Kind::generator;
    const std::size_t start = item.start;
    generator.parts.push_back(std::move(item));
    generator.parts.push_back(targets());
    if (!take("in")) fail_here();
    if (!problem_) generator.parts.push_back(binary(0, depth + 1));
    const bool is_plain = !peek().is("if") && !peek().is("for");
    while (!problem_ && (peek().is("if") || peek().is("for"))) skip_clause(depth);
    if (!is_plain) generator.kind = Expression::Kind::unknown;
    return finished(std::move(generator), start);
  }

  void skip_clause(int depth) {
    const bool is_loop = peek().is("for");
    ++at_;
    if (is_loop) {
      targets();
      if (!take("in")) return fail_here();
    }
    binary(0, depth + 1);
  }

  /// Reads an index, or a slice, which is not followed.
  Expression subscript(int depth) {
    const std::size_t start = peek().start;
    Expression value;
    bool is_slice = false;
    std::size_t count = 0;
    while (!problem_ && !peek().is("]")) {
      if (peek().is(":") || peek().is(",") || peek().is("...")) {
        is_slice = true;
        ++at_;
        continue;
      }
      if (++count > 1 && !is_slice) fail_here();
      value = expression(depth);
    }
    take("]");
    if (is_slice || count == 0) value = {};
    return finished(std::move(value), start);
  }

  Expression atom(int depth) {
    const Token token = peek();
    Expression value;
    if (token.is("(") || token.is("[")) return sequence(depth);
    if (token.is("{")) return braces(depth);
    const bool is_plain = token.kind == Token::Kind::name || token.kind == Token::Kind::number ||
                          token.kind == Token::Kind::string || token.is("...");
    if (!is_plain) {
      fail_here();
      return value;
    }
    value.text = token.text;
    if (token.kind == Token::Kind::name) value.kind = Expression::Kind::name;
    if (token.kind == Token::Kind::number) value.kind = Expression::Kind::number;
    if (token.kind == Token::Kind::string) value.kind = Expression::Kind::string;
    ++at_;
    while (token.kind == Token::Kind::string && peek().kind == Token::Kind::string) ++at_;
    return finished(std::move(value), token.start);
  }

  Expression sequence(int depth) {
    const std::size_t start = peek().start;
    const bool is_list = peek().is("[");
    const std::string_view closer = is_list ? "]" : ")";
    Expression value;
    value.kind = Expression::Kind::sequence;
    bool has_comma = false;
    ++at_;
    while (!problem_ && !peek().is(closer)) {
      const bool is_unpacked = peek().is("*");
      if (is_unpacked) {
        const std::size_t star = peek().start;
        Expression unpacked;
        unpacked.kind = Expression::Kind::unpacked;
        ++at_;
        unpacked.parts.push_back(expression(depth + 1));
        value.parts.push_back(finished(std::move(unpacked), star));
      } else {
        value.parts.push_back(generated(expression(depth + 1), depth + 1));
      }
      has_comma = take(",") || has_comma;
      if (!has_comma && !peek().is(closer)) fail_here();
    }
    take(closer);
    // As in Python, (3) is a number, and (3,) is a tuple.
    const bool is_one = !is_list && !has_comma && value.parts.size() == 1;
    if (!is_one) return finished(std::move(value), start);
    Expression inner = std::move(value.parts.front());
    return finished(std::move(inner), start);
  }

  /// Reads a dictionary, which becomes a sequence of pairs, or a set.
  Expression braces(int depth) {
    const std::size_t start = peek().start;
    Expression value;
    value.kind = Expression::Kind::sequence;
    ++at_;
    while (!problem_ && !peek().is("}")) {
      const std::size_t key = peek().start;
      if (take("**")) {
        expression(depth + 1);
      } else {
        Expression pair;
        pair.kind = Expression::Kind::sequence;
        pair.parts.push_back(expression(depth + 1));
        if (take(":")) pair.parts.push_back(expression(depth + 1));
        if (peek().is("for")) {
          generated({}, depth + 1);
        } else {
          value.parts.push_back(finished(std::move(pair), key));
        }
      }
      if (!take(",") && !peek().is("}")) fail_here();
    }
    take("}");
    return finished(std::move(value), start);
  }

  std::string_view text_;
  std::string_view where_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace

Result<std::vector<PythonStatement>> parse_python(std::string_view text, std::string_view where) {
  Result<std::vector<PythonToken>> tokens = tokens_of_python(text, where);
  if (!tokens) return tokens.problems();
  return PythonParser(text, where, *std::move(tokens)).parse();
}

}  // namespace convarith
