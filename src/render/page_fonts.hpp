#pragma once

#include <cairo.h>

#include <map>
#include <memory>

#include "type/typeface.hpp"

namespace convarith {

/// The fonts of a vector page as Cairo wants them, each opened once.
class PageFonts {
 public:
  PageFonts() = default;
  PageFonts(const PageFonts&) = delete;
  PageFonts& operator=(const PageFonts&) = delete;
  ~PageFonts();

  /// Valid as long as this object. If the font can't be read, one that puts whoever draws with it into an error.
  cairo_font_face_t* face(const std::shared_ptr<const Typeface>& typeface);

 private:
  std::map<const Typeface*, cairo_font_face_t*> faces_;
};

}  // namespace convarith
