#pragma once

#include <memory>

#include "encode/encoder.hpp"

namespace convarith {

/// H.264 in MP4, through an installed ffmpeg.
std::unique_ptr<Encoder> make_mp4_encoder(const Film& film, const EncodeOptions& options);

/// VP9, or where ffmpeg lacks it AV1, in WebM.
std::unique_ptr<Encoder> make_webm_encoder(const Film& film, const EncodeOptions& options);

/// Errors: there is no ffmpeg.
Status check_for_ffmpeg();

/// Frames a second of a video whose steps are shown for `delay` s: the first usual rate, 25 or more, at which each step
/// takes a whole number of frames; where there is none, the one that is least off.
int video_rate(double delay);

}  // namespace convarith
