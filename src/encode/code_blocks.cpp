#include "encode/code_blocks.hpp"

#include <algorithm>

namespace convarith {

void CodeBlocks::write_bytes(int count) {
  for (int i = 0; i < count; ++i) block_[block_size_++] = static_cast<std::uint8_t>(bits_ >> (8 * i));
  bits_ >>= 8 * count;
  bit_count_ -= 8 * count;
  if (block_size_ >= kLongestBlock) end_block();
}

void CodeBlocks::end_block() {
  const std::size_t length = std::min(block_size_, kLongestBlock);
  const auto end = block_.begin() + static_cast<std::ptrdiff_t>(length);
  blocks_.push_back(static_cast<std::uint8_t>(length));
  blocks_.insert(blocks_.end(), block_.begin(), end);
  std::copy(end, block_.begin() + static_cast<std::ptrdiff_t>(block_size_), block_.begin());
  block_size_ -= length;
}

void CodeBlocks::finish() {
  write_bytes((bit_count_ + 7) / 8);
  while (block_size_ > 0) end_block();
}

}  // namespace convarith
