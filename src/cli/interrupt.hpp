#pragma once

namespace convarith {

/// Makes SIGINT, SIGTERM and SIGHUP only set a flag, so that unfinished files can be removed first. Makes writing to a
/// closed pipe or beyond a size limit an error like any other.
void catch_interrupts();

/// Whether SIGINT, SIGTERM or SIGHUP has arrived.
bool interrupted();

/// Ends the process by the signal that has arrived. Returns if no signal has.
void die_of_interrupt();

}  // namespace convarith
