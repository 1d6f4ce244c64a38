#include "tests/support/scene_text.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tests/support/temporary_folder.hpp"

namespace convarith::testing {
namespace {

std::string points_text(const std::vector<Point>& points) {
  std::string text;
  for (const Point& point : points) text += fmt::format(" {:.3f},{:.3f}", point.x, point.y);
  return text;
}

}  // namespace

std::string to_text(const Film& film, std::size_t step) {
  std::string text = fmt::format("page {:.3f} x {:.3f}\n", film.width, film.height);
  for (const Shape& shape : film.scene(step)) {
    text += fmt::format("{} paint {}", to_string(shape.role), shape.paint);
    if (shape.cell) text += fmt::format(" cell {},{}", shape.cell->row, shape.cell->col);
    if (const auto* fill = std::get_if<Fill>(&shape.form)) {
      text += " fill" + points_text(fill->polygon) + "\n";
      continue;
    }
    if (const auto* written = std::get_if<Text>(&shape.form)) {
      text += fmt::format(" text {} {:.3f} at {:.3f},{:.3f} \"{}\"\n", written->face->name, written->size,
                          written->origin.x, written->origin.y, written->characters);
      continue;
    }
    const auto& stroke = std::get<Stroke>(shape.form);
    text += fmt::format(" stroke {:.4f} dash {:.4f}\n", stroke.width, stroke.dash);
    for (const Stroke::Path& path : stroke.paths) {
      text += fmt::format("  {}{}\n", path.closed ? "outline" : "line", points_text(path.points));
    }
  }
  return text;
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::filesystem::path path = std::filesystem::path(CONVARITH_SOURCE_DIR) / "tests/golden" / name;
  const bool exists = std::filesystem::exists(path);
  const std::string golden = exists ? read_file(path) : std::string();
  if (exists && golden == text) return;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file(path, text);
  FAIL() << path << (exists ? " differs" : " is missing") << "; UPDATE_GOLDEN=1 writes it. It should be:\n" << text;
}

}  // namespace convarith::testing
