// A look-back that finds a problem relapsed reopens it (domain.md, "Life of a problem").
#pragma once

#include "context/write_context.hpp"

#include <map>
#include <span>

namespace cpcc::store {

// Empties the solved date of every touched problem that relapsed on or after it; the date moves into the history. Gives
// their number. A solved date that a person enters for one problem is left to the rules, which refuse it.
std::int64_t reopen_relapsed(WriteContext&);

// The day of each problem's last relapse, for those that have one.
std::map<std::int64_t, std::int64_t> last_relapses(db::Connection&, std::span<const std::int64_t> problems);

}  // namespace cpcc::store
