// `report honours`: commended members and platforms with their names (domain.md, 4).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <string>

namespace cpcc::report {

struct HonoursSpec {
    Period period;
    std::optional<std::string> area;  // a code; includes all areas below it
    bool human = false;               // labels in place of ids
};

// Returns a row for each commendation in the period, by day. It lies where its platform is, or where its member's
// committee is. Throws Error{failed} if the area does not exist.
files::Table honours(db::Connection&, const HonoursSpec&);

}  // namespace cpcc::report
