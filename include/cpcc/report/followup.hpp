// `report followup`: what an office must ask after: relapsed problems first, then overdue ones, then look-backs that
// are due.
#pragma once

#include "cpcc/base/workdays.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

struct FollowupSpec {
    Date on;  // the day as of which it is asked
    std::optional<std::string> area;
    Workdays workdays;
    std::vector<int> lookback_after;  // so many days after it was solved a problem is looked at again, in order
    bool human = false;
};

// A problem is overdue by the days worked after its due day. The n-th look-back after a solution is due n-th of
// `lookback_after` days after it, and met by the n-th look-back made since.
files::Table followup(db::Connection&, const FollowupSpec&);

}  // namespace cpcc::report
