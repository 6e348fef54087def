#include "calendar/lists.hpp"

#include <algorithm>

namespace cpcc::report {

std::vector<Missing> missing(const std::vector<KeptDay>& history, const std::vector<RolledMember>& assigned,
                             int least) {
    std::map<int, std::vector<const KeptDay*>> runs;
    for (const KeptDay& day : history) {
        if (!day.rolled) continue;
        for (const RolledMember& one : day.assigned) {
            if (one.took == Took::present)
                runs[one.member].clear();
            else if (one.took != Took::leave && day.over)
                runs[one.member].push_back(&day);
        }
    }
    std::vector<Missing> all;
    for (const RolledMember& one : assigned)
        if (const auto& days = runs[one.member]; static_cast<int>(days.size()) >= least)
            all.push_back({one.member, days});
    std::stable_sort(all.begin(), all.end(),
                     [](const Missing& a, const Missing& b) { return a.days.size() > b.days.size(); });
    return all;
}

Streak streak(const std::vector<KeptDay>& history) {
    Streak streak;
    for (const KeptDay& day : history) {
        if (day.held()) streak.days.push_back(&day);
        if (day.state == DayState::missed) streak.broken = &day, streak.days.clear();
    }
    return streak;
}

}  // namespace cpcc::report
