#include "render/page_fonts.hpp"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

namespace convarith {
namespace {

/// A face opened by FreeType. Cairo owns it, because Cairo keeps cached data of a face and decides when to drop it.
struct OpenFace {
  std::shared_ptr<const Typeface> typeface;
  FT_Library library = nullptr;
  FT_Face face = nullptr;

  explicit OpenFace(std::shared_ptr<const Typeface> opened) : typeface(std::move(opened)) {
    if (FT_Init_FreeType(&library) != 0) return;
    FT_New_Memory_Face(library, typeface->file.data(), static_cast<FT_Long>(typeface->file.size()), typeface->index,
                       &face);
  }
  OpenFace(const OpenFace&) = delete;
  OpenFace& operator=(const OpenFace&) = delete;
  ~OpenFace() {
    if (library != nullptr) FT_Done_FreeType(library);  // closes its faces too
  }
};

/// Returns a face in an error state, which Cairo makes when no family is named.
cairo_font_face_t* failed_face() {
  return cairo_toy_font_face_create(nullptr, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
}

cairo_font_face_t* open(const std::shared_ptr<const Typeface>& typeface) {
  auto opened = std::make_unique<OpenFace>(typeface);
  if (opened->face == nullptr) return failed_face();
  cairo_font_face_t* face = cairo_ft_font_face_create_for_ft_face(opened->face, FT_LOAD_NO_HINTING);
  static constexpr cairo_user_data_key_t key{};
  const cairo_status_t kept =
      cairo_font_face_set_user_data(face, &key, opened.get(), [](void* data) { delete static_cast<OpenFace*>(data); });
  if (kept != CAIRO_STATUS_SUCCESS) {
    cairo_font_face_destroy(face);
    return failed_face();
  }
  static_cast<void>(opened.release());
  return face;
}

}  // namespace

PageFonts::~PageFonts() {
  for (const auto& [typeface, face] : faces_) cairo_font_face_destroy(face);
}

cairo_font_face_t* PageFonts::face(const std::shared_ptr<const Typeface>& typeface) {
  const auto [known, is_new] = faces_.try_emplace(typeface.get(), nullptr);
  if (is_new) known->second = open(typeface);
  return known->second;
}

}  // namespace convarith
