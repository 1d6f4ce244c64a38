#pragma once

namespace convarith {

/// From now on SIGINT, SIGTERM and SIGHUP only set a flag, so that unfinished files can be removed first, and writing
/// to a closed pipe or beyond a size limit is an error like any other.
void catch_interrupts();

/// Whether one of them has come.
bool interrupted();

/// Ends the process by the signal that came; returns if none did.
void die_of_interrupt();

}  // namespace convarith
