// `report followup`: lists the problems that an office must follow up: relapsed ones first, then overdue ones, then
// those with a look-back due; on request also those that fall due soon (domain.md, 4).
#pragma once

#include "cpcc/base/workdays.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

struct FollowupSpec {
    Date on;                          // the report shows the state on this day
    std::optional<std::string> area;  // a code
    Workdays workdays;
    std::vector<int> lookback_after;  // days between the solution and each look-back, in ascending order
    bool human = false;               // labels in place of ids
    int within = 0;                   // also what is due within so many working days; 0: only what is due
    bool by_unit = false;             // a row for each responsible unit with its counts, and a row of totals
};

// Returns a row for each problem, with the working days since the relapse, the due day or the day a look-back was due,
// or the working days that are left.
// The n-th look-back is due as many days after the solution as the n-th number in `lookback_after`, unless n look-backs
// were made since the solution. Throws Error{failed} if the area does not exist.
files::Table followup(db::Connection&, const FollowupSpec&);

// Returns the label of a state, given by its id in the table.
std::string followup_state(std::string_view id);

// Returns the problems behind a count of `by_unit`: a cell `UNIT:STATE`, where the unit is a code or `total` and the
// state is an id, a label or `all`. Throws Error{usage} for an invalid cell, and Error{failed} if no unit has the code
// or the area does not exist.
files::Table explain_followup(db::Connection&, const FollowupSpec&, const std::string& cell);

}  // namespace cpcc::report
