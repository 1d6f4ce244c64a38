#include "config/numbers/named_kernels.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "config/shortened.hpp"
#include "config/suggest.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

/// Whole numbers, row by row, and what all of them are divided by.
struct WholeKernel {
  int rows = 3;
  int cols = 3;
  std::vector<double> numbers;
  double divisor = 1;
};

/// Returns the numbers of a row of Pascal's triangle: 1 2 1, or 1 4 6 4 1.
std::vector<double> binomials(int length) {
  std::vector<double> row(static_cast<std::size_t>(length), 1);
  for (std::size_t i = 1; i < row.size(); ++i) {
    row[i] = row[i - 1] * static_cast<double>(row.size() - i) / static_cast<double>(i);
  }
  return row;
}

WholeKernel gaussian(int rows, int cols) {
  WholeKernel kernel{rows, cols, {}, 1};
  for (const double down : binomials(rows)) {
    for (const double across : binomials(cols)) kernel.numbers.push_back(down * across);
  }
  kernel.divisor = std::accumulate(kernel.numbers.begin(), kernel.numbers.end(), 0.0);
  return kernel;
}

WholeKernel box(int rows, int cols) {
  const std::size_t size = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
  return {rows, cols, std::vector<double>(size, 1), static_cast<double>(size)};
}

WholeKernel identity(int rows, int cols) {
  WholeKernel kernel = box(rows, cols);
  kernel.divisor = 1;
  std::fill(kernel.numbers.begin(), kernel.numbers.end(), 0);
  kernel.numbers[kernel.numbers.size() / 2] = 1;
  return kernel;
}

WholeKernel fixed(std::initializer_list<double> numbers) {
  return {3, 3, numbers, 1};
}

constexpr NamedKernel kKernels[] = {
    {"sobel-x", "edges from left to right: the slope along rows", false},
    {"sobel-y", "edges from top to bottom: the slope along columns", false},
    {"prewitt-x", "as sobel-x, with equal rows", false},
    {"prewitt-y", "as sobel-y, with equal columns", false},
    {"scharr-x", "as sobel-x, truer to the direction", false},
    {"scharr-y", "as sobel-y, truer to the direction", false},
    {"laplacian", "second derivative, of 4 neighbours", false},
    {"edge", "edges in all directions, of 8 neighbours", false},
    {"sharpen", "the picture with its edges added", false},
    {"emboss", "the picture as a relief, lit from the lower right", false},
    {"box", "mean of the window; SIZE is one number or HxW, default 3", true},
    {"gaussian", "soft blur by binomial coefficients; SIZE likewise", true},
    {"identity", "the picture itself; SIZE likewise, odd", true},
};

WholeKernel whole_kernel(std::string_view name, int rows, int cols) {
  if (name == "sobel-x") return fixed({-1, 0, 1, -2, 0, 2, -1, 0, 1});
  if (name == "sobel-y") return fixed({-1, -2, -1, 0, 0, 0, 1, 2, 1});
  if (name == "prewitt-x") return fixed({-1, 0, 1, -1, 0, 1, -1, 0, 1});
  if (name == "prewitt-y") return fixed({-1, -1, -1, 0, 0, 0, 1, 1, 1});
  if (name == "scharr-x") return fixed({-3, 0, 3, -10, 0, 10, -3, 0, 3});
  if (name == "scharr-y") return fixed({-3, -10, -3, 0, 0, 0, 3, 10, 3});
  if (name == "laplacian") return fixed({0, 1, 0, 1, -4, 1, 0, 1, 0});
  if (name == "edge") return fixed({-1, -1, -1, -1, 8, -1, -1, -1, -1});
  if (name == "sharpen") return fixed({0, -1, 0, -1, 5, -1, 0, -1, 0});
  if (name == "emboss") return fixed({-2, -1, 0, -1, 1, 1, 0, 1, 2});
  if (name == "gaussian") return gaussian(rows, cols);
  return name == "box" ? box(rows, cols) : identity(rows, cols);
}

/// Returns the one or two sides that a text such as "5" or "3x5" gives, if it gives any in range.
std::optional<std::pair<int, int>> size_in(std::string_view text) {
  std::vector<int> sides;
  for (const char* next = text.data(); sides.size() < 2;) {
    int side = 0;
    const auto [end, error] = std::from_chars(next, text.data() + text.size(), side);
    if (error != std::errc{} || side < 1 || side > kMostNamedKernelSide) return std::nullopt;
    sides.push_back(side);
    if (end == text.data() + text.size()) return std::pair(sides.front(), sides.back());
    if (*end != 'x') return std::nullopt;
    next = end + 1;
  }
  return std::nullopt;
}

Problem unknown_kernel(std::string_view name) {
  std::vector<std::string_view> names;
  for (const NamedKernel& kernel : kKernels) names.push_back(kernel.name);
  std::string hint = choose_from(name, names);
  if (nearest_words(name, names).empty()) hint += fmt::format("; a file is named with its suffix, or as ./{}", name);
  return wrong(fmt::format("there is no kernel '{}'", shortened(name)), hint);
}

Result<WholeKernel> whole_kernel_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const auto* const kernel = std::find_if(std::begin(kKernels), std::end(kKernels),
                                          [name](const NamedKernel& known) { return known.name == name; });
  if (kernel == std::end(kKernels)) return unknown_kernel(name);
  if (colon == std::string_view::npos) return whole_kernel(name, 3, 3);
  if (!kernel->takes_size) {
    return wrong(fmt::format("{} is 3x3 and takes no size", name), "leave it out; box, gaussian and identity take one");
  }
  const auto size = size_in(text.substr(colon + 1));
  if (!size) {
    return wrong(fmt::format("'{}' is not the size of a kernel", shortened(text.substr(colon + 1))),
                 fmt::format("give a number from 1 to {}, or two as in {}:3x5", kMostNamedKernelSide, name));
  }
  const auto [rows, cols] = *size;
  if (name == "identity" && (rows % 2 == 0 || cols % 2 == 0)) {
    return wrong(fmt::format("an identity of {}x{} has no centre", rows, cols), "give odd sizes");
  }
  return whole_kernel(name, rows, cols);
}

}  // namespace

std::span<const NamedKernel> named_kernels() {
  return kKernels;
}

Result<Tensor> named_kernel(std::string_view text) {
  Result<WholeKernel> kernel = whole_kernel_of(text);
  if (!kernel) return kernel.problems();
  for (double& number : kernel->numbers) number /= kernel->divisor;
  return Tensor{{kernel->rows, kernel->cols}, std::move(kernel->numbers), std::string(text)};
}

std::string kernel_numbers_text(std::string_view text) {
  const Result<WholeKernel> kernel = whole_kernel_of(text);
  if (!kernel) return {};
  std::string numbers = kernel->divisor == 1 ? "" : fmt::format("1/{} of ", kernel->divisor);
  const auto cols = static_cast<std::size_t>(kernel->cols);
  for (std::size_t i = 0; i < kernel->numbers.size(); ++i) {
    const std::string_view sign = i == 0 ? "" : i % cols == 0 ? ", " : " ";
    numbers += fmt::format("{}{}", sign, kernel->numbers[i]);
  }
  return numbers;
}

std::string named_kernels_text() {
  std::string text;
  for (const NamedKernel& kernel : kKernels) {
    const std::string name = fmt::format("{}{}", kernel.name, kernel.takes_size ? "[:SIZE]" : "");
    text += fmt::format("  {:<17}{}\n  {:<17}{}\n", name, kernel_numbers_text(kernel.name), "", kernel.help);
  }
  return text;
}

}  // namespace convarith
