#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// A tensor in an .npz file, which is a ZIP archive of .npy files.
struct NpzEntry {
  std::string name = {};        ///< without its ".npy": "conv1.weight"
  bool is_deflated = false;     ///< as numpy.savez_compressed writes it; else it is stored as it is
  std::uint32_t checksum = 0;   ///< the CRC-32 of the .npy file
  std::uint64_t size = 0;       ///< bytes of the .npy file
  std::string_view bytes = {};  ///< as they are in the archive
};

/// Whether bytes begin as a ZIP archive does.
bool looks_like_npz(std::string_view bytes);

/// Lists the .npy files of an archive by its directory. Nothing is decompressed.
/// Errors: it is no ZIP archive or is damaged; it is encrypted, compressed in another way than by Deflate, or has more
/// entries or bytes than are read; `where` is left empty.
Result<std::vector<NpzEntry>> npz_entries(std::string_view bytes);

/// Reads one tensor. Memory is allocated only for bytes that the archive can hold.
/// Errors: those of read_npy(); the bytes are damaged; `where` is left empty.
Result<Tensor> read_npz_entry(const NpzEntry& entry);

}  // namespace convarith
