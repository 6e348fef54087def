// What the heap costs who works with a database: pages of memory that are touched for the first time, one by one.
#pragma once

namespace cpcc {

// Has the heap grow in one go, where the kernel can in pages of 2 MB, and keeps what is freed for what comes next. Of its next 384 KB it has
// the pages at once; of the rest it takes addresses, not memory: some 64 MB a thread, wherefore it does nothing where the process's addresses
// are limited (ulimit -v, ulimit -d). It never fails, and does something once. For whoever reads a configuration or opens a database.
void widen_heap() noexcept;

}  // namespace cpcc
