// Whether this process has changed records.
#pragma once

namespace cpcc::store {

// Returns whether a Change was committed. A command that fails afterwards, as at its output, says so.
bool saved_changes() noexcept;

}  // namespace cpcc::store
