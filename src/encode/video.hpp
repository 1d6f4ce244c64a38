#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// Writes H.264 in MP4 with an installed ffmpeg.
std::unique_ptr<Encoder> make_mp4_encoder(const Film& film, const EncodeOptions& options);

/// Writes VP9 or, if ffmpeg lacks it, AV1 in WebM.
std::unique_ptr<Encoder> make_webm_encoder(const Film& film, const EncodeOptions& options);

/// Checks that ffmpeg is installed. Errors: there is no ffmpeg.
Status check_for_ffmpeg();

/// Returns the frames per second of a video whose steps are shown for `delay` s: the first usual rate, 25 or more, at
/// which each step takes a whole number of frames, or the highest usual rate if there is none.
int video_rate(double delay);

}  // namespace convarith
