#pragma once

namespace convarith {

// The texts that --help prints besides the flags.

extern const char* const kDescription;      ///< what the program is for
extern const char* const kExamples;         ///< below the commands
extern const char* const kRenderNotes;      ///< below the flags of render
extern const char* const kRenderExamples;   ///< below the notes of render
extern const char* const kEmbedExamples;    ///< below the flags of embed
extern const char* const kShapeExamples;    ///< below the flags of shape
extern const char* const kPresetsExamples;  ///< below the flags of presets
extern const char* const kKernelsNotes;     ///< below the flags of kernels

}  // namespace convarith
