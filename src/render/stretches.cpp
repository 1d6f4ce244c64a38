#include "render/stretches.hpp"

#include <algorithm>

namespace convarith {

Stretches::Stretches(FrameSize size)
    : size_(size),
      first_(static_cast<std::size_t>(size.height), size.width),
      last_(static_cast<std::size_t>(size.height), 0),
      top_(size.height) {}

void Stretches::clear() {
  for (int y = top_; y < bottom_; ++y) {
    first_[static_cast<std::size_t>(y)] = size_.width;
    last_[static_cast<std::size_t>(y)] = 0;
  }
  top_ = size_.height;
  bottom_ = 0;
}

void Stretches::add_row(int y, int first, int last) {
  first_[static_cast<std::size_t>(y)] = std::min(first_[static_cast<std::size_t>(y)], first);
  last_[static_cast<std::size_t>(y)] = std::max(last_[static_cast<std::size_t>(y)], last);
  top_ = std::min(top_, y);
  bottom_ = std::max(bottom_, y + 1);
}

void Stretches::add_all() {
  for (int y = 0; y < size_.height; ++y) add_row(y, 0, size_.width);
}

void Stretches::add(const Edge& edge) {
  const double upper = std::max(std::min(edge.y0, edge.y1), 0.0);
  const double lower = std::min(std::max(edge.y0, edge.y1), static_cast<double>(size_.height));
  for (int y = static_cast<int>(upper); y < lower; ++y) {
    double left = std::min(edge.x0, edge.x1);
    double right = std::max(edge.x0, edge.x1);
    if (edge.slope != 0) {
      const double at_top = edge.x_at(std::max(upper, static_cast<double>(y)));
      const double at_bottom = edge.x_at(std::min(lower, y + 1.0));
      left = std::min(at_top, at_bottom);
      right = std::max(at_top, at_bottom);
    }
    const auto pixel = [this](double x) {
      return static_cast<int>(std::clamp(x, 0.0, static_cast<double>(size_.width)));
    };
    add_row(y, std::max(pixel(left) - 1, 0), std::min(pixel(right) + 2, size_.width));
  }
}

void Stretches::add(const Tracing& tracing) {
  for (const Mark& mark : tracing.marks()) {
    for (const Outline& outline : tracing.outlines(mark)) {
      for (const Edge& edge : tracing.edges(outline)) add(edge);
    }
  }
}

}  // namespace convarith
