#include <fcntl.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"

namespace {

/// Opens the standard streams that are closed, because the first file to be written would otherwise take the place of
/// one. Writing to such a stream still fails.
void open_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) < 0) static_cast<void>(open("/dev/null", O_RDONLY));
  }
}

/// Makes the memory of one figure serve the next: giving it back in between and requesting it again costs a twentieth
/// of the time.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int megabyte = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 16 * megabyte);
  mallopt(M_TRIM_THRESHOLD, 32 * megabyte);
  mallopt(M_TOP_PAD, megabyte);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  keep_freed_memory();
  convarith::catch_interrupts();
  return convarith::run_program(argc, argv);
}
