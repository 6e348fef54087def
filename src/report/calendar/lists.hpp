// Finds consecutive absences and the current streak in the days of a rule.
#pragma once

#include "calendar/days.hpp"

namespace cpcc::report {

// The days that a member missed in a row. The member was assigned, and absent or not on the roll. Days on leave, days
// without a roll and days without an assignment do not count. Being present ends the row.
struct Missing {
    int member;
    std::vector<const KeptDay*> days;
};

// Returns the members among `assigned` who missed `least` days or more in a row up to the end of the history. Those
// with the most days come first, then by code. The days point into the history.
std::vector<Missing> missing(const std::vector<KeptDay>& history, const std::vector<RolledMember>& assigned, int least);

// The days held since the last one not held, which is `broken` (null: none). They point into the history.
struct Streak {
    std::vector<const KeptDay*> days;
    const KeptDay* broken = nullptr;
};
Streak streak(const std::vector<KeptDay>& history);

}  // namespace cpcc::report
