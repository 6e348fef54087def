// Tunes the heap for database work, where first-touch page faults cost most.
#pragma once

namespace cpcc {

// Makes the heap grow in large steps (2 MB pages if the kernel has them) and reuse freed memory. Populates the next 384
// KB at once and reserves addresses, not memory, for some 64 MB a thread. Does nothing if the address space is limited
// (ulimit -v, ulimit -d). Never fails; later calls do nothing. Call before reading a configuration or opening a
// database.
void widen_heap() noexcept;

}  // namespace cpcc
