#include "encode/pdf.hpp"

#include <cairo-pdf.h>

#include <cstdint>
#include <new>
#include <vector>

#include "layout/shapes/transforms.hpp"
#include "render/page_fonts.hpp"
#include "render/vector_page.hpp"

namespace convarith {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// Appends bytes. C code calls it, so no exception may leave it.
cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) noexcept {
  auto& bytes = *static_cast<Bytes*>(closure);
  try {
    bytes.insert(bytes.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
  } catch (const std::bad_alloc&) {
    return CAIRO_STATUS_NO_MEMORY;
  }
}

/// A PDF document that Cairo writes into memory.
class Document {
 public:
  Document(const Film& page, const EncodeOptions& options)
      : surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, page.width, page.height)),
        context_(cairo_create(surface_)) {
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, options.title.c_str());
    // Cairo writes the current time by default; an empty date leaves the entry out.
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE, "");
  }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document() {
    cairo_destroy(context_);
    cairo_surface_destroy(surface_);
  }

  void add_page(const Film& page, std::size_t step) {
    draw_vector_page(context_, page, step, fonts_);
    cairo_show_page(context_);
  }

  void finish() { cairo_surface_finish(surface_); }

  /// Passes on what has been written so far. Cairo remembers its errors, so that asking once is enough.
  Status flush(Sink& sink) {
    for (const cairo_status_t status : {cairo_status(context_), cairo_surface_status(surface_)}) {
      if (status != CAIRO_STATUS_SUCCESS) return failure("pdf", cairo_status_to_string(status));
    }
    Status written = sink.write(bytes_);
    bytes_.clear();
    return written;
  }

 private:
  Bytes bytes_;
  PageFonts fonts_;
  cairo_surface_t* surface_;
  cairo_t* context_;
};

/// Returns the film in the size of its pages.
Film page_of(const Film& film, const EncodeOptions& options) {
  return options.page_scale == 1 ? film : scaled(film, options.page_scale);
}

class PdfEncoder : public Encoder {
 public:
  PdfEncoder(const Film& film, const EncodeOptions& options) : page_(page_of(film, options)), options_(options) {}

  Status add(const Shot& shot, Sink& sink) override {
    Document document(page_, options_);
    document.add_page(page_, shot.step);
    document.finish();
    return document.flush(sink);
  }

 private:
  Film page_;
  EncodeOptions options_;
};

class PdfPagesEncoder : public Encoder {
 public:
  PdfPagesEncoder(const Film& film, const EncodeOptions& options)
      : page_(page_of(film, options)), document_(page_, options) {}

  Status add(const Shot& shot, Sink& sink) override {
    document_.add_page(page_, shot.step);
    return document_.flush(sink);
  }

  Status finish(Sink& sink) override {
    document_.finish();
    return document_.flush(sink);
  }

 private:
  Film page_;
  Document document_;
};

}  // namespace

std::unique_ptr<Encoder> make_pdf_encoder(const Film& film, const EncodeOptions& options) {
  return std::make_unique<PdfEncoder>(film, options);
}

std::unique_ptr<Encoder> make_pdf_pages_encoder(const Film& film, const EncodeOptions& options) {
  return std::make_unique<PdfPagesEncoder>(film, options);
}

}  // namespace convarith
