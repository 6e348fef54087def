// What the heap costs who works with a database: pages of memory that are touched for the first time, one by one.
#pragma once

namespace cpcc {

// Has the heap grow in one go, where the kernel can in pages of 2 MB, and keeps what is freed for what comes next. It takes no memory
// that nobody uses, fails never, and does something once. For whoever will use some megabytes; a command that opens no database does not.
void widen_heap() noexcept;

}  // namespace cpcc
