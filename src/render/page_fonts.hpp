#pragma once

#include <cairo.h>

#include <map>
#include <memory>

#include "type/typeface.hpp"

namespace convarith {

/// The fonts of a vector page in Cairo's form. Each is opened once.
class PageFonts {
 public:
  PageFonts() = default;
  PageFonts(const PageFonts&) = delete;
  PageFonts& operator=(const PageFonts&) = delete;
  ~PageFonts();

  /// Returns the face of a font, valid as long as this object. If the font can't be read, a context that draws with the
  /// face gets into an error state.
  cairo_font_face_t* face(const std::shared_ptr<const Typeface>& typeface);

 private:
  std::map<const Typeface*, cairo_font_face_t*> faces_;
};

}  // namespace convarith
