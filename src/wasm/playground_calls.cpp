// What a page calls of the engine. Texts are zero-terminated UTF-8; whoever calls frees what is returned.

#include <emscripten/emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "playground/answers.hpp"

namespace {

/// A sink that keeps its bytes.
class Memory : public convarith::Sink {
 public:
  convarith::Status write(std::span<const std::uint8_t> bytes) override {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return convarith::ok();
  }
  std::string_view text() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// Copies bytes behind their number, which has four bytes, and a byte that says whether they are a message.
char* copy_of(std::string_view bytes, bool is_message) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  char* const copy = static_cast<char*>(std::malloc(sizeof(size) + 1 + bytes.size()));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, &size, sizeof(size));
  copy[sizeof(size)] = is_message ? 1 : 0;
  std::memcpy(copy + sizeof(size) + 1, bytes.data(), bytes.size());
  return copy;
}

}  // namespace

extern "C" {

/// Returns the answer to a question (playground/answers.hpp) in JSON.
EMSCRIPTEN_KEEPALIVE char* convarith_answer(const char* question) {
  return copy_of(convarith::answer(question), false);
}

/// Returns the bytes of a figure or, as a message, why there are none.
EMSCRIPTEN_KEEPALIVE char* convarith_draw(const char* question) {
  Memory memory;
  const convarith::Status drawn = convarith::draw(question, memory);
  return drawn ? copy_of(memory.text(), false) : copy_of(convarith::to_line(drawn.problems().front()), true);
}
}
