// What the days of a rule come to: who keeps missing them, and how long none was left out.
#pragma once

#include "calendar/days.hpp"

namespace cpcc::report {

// Days that a member missed one after the other: assigned, and absent or not named in a roll that was called. A day on
// leave, one without a roll, and one on which the member was not assigned are passed over; having come ends it.
struct Missing {
    int member;
    std::vector<const KeptDay*> days;
};

// Of those `assigned` now, who has missed `least` days or more up to the end of the history: the most first, then by
// code. The days point into the history.
std::vector<Missing> missing(const std::vector<KeptDay>& history, const std::vector<RolledMember>& assigned, int least);

// The days held one after the other up to the last that is not to come. `broken`: the last one that was not held.
struct Streak {
    std::vector<const KeptDay*> days;
    const KeptDay* broken = nullptr;
};
Streak streak(const std::vector<KeptDay>& history);

}  // namespace cpcc::report
