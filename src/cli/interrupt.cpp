#include "cli/interrupt.hpp"

#include <atomic>
#include <csignal>
#include <initializer_list>

namespace convarith {
namespace {

// A signal handler takes no data and returns none, hence this global variable. All threads read it.
std::atomic<int> received_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void note(int signal) {
  received_signal = signal;
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = note;  // without SA_RESTART: a write that waits for a pipe's reader is interrupted too
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction earlier {};
    sigaction(signal, nullptr, &earlier);
    // Signals that are ignored stay ignored, as under nohup.
    if (earlier.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, nullptr);
  sigaction(SIGXFSZ, &action, nullptr);
}

bool interrupted() {
  return received_signal != 0;
}

void die_of_interrupt() {
  if (received_signal == 0) return;
  std::signal(received_signal, SIG_DFL);
  std::raise(received_signal);
}

}  // namespace convarith
