// Reopens problems that relapsed by the result of a look-back (domain.md, "Life of a problem").
#pragma once

#include "context/write_context.hpp"

#include <map>
#include <span>

namespace cpcc::store {

// Clears the solved date of every problem that relapsed on or after it, if this change touched the problem or its
// look-back. The date moves into the history. Returns the number of reopened problems. Leaves a solved date that a
// person enters for one problem to the rules, which refuse it.
std::int64_t reopen_relapsed(WriteContext&);

// Returns the date of each problem's last relapse (yyyymmdd), for the problems that have one.
std::map<std::int64_t, std::int64_t> last_relapses(db::Connection&, std::span<const std::int64_t> problems);

}  // namespace cpcc::store
