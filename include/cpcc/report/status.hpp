// `status`: what is due on a day, one row for each subject (interface.md, Command line). It counts nothing itself: the
// figures are those of the commands that its rows name.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/report/calendar.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

struct StatusSpec {
    Date on;
    std::vector<CalendarRule> rules;
    Workdays workdays;
    std::vector<int> lookback_after;
    std::vector<std::string> filing_areas;
    std::optional<int> due_day;
    // What the database knows of itself.
    std::vector<std::string> doubles;  // a sentence for each pair of likely doubles
    std::optional<Date> backed_up;     // the day of the last backup
    std::string backup;                // its file
    bool human = false;                // labels in place of ids
};

// Returns the rows in a fixed order, also where nothing is due. `count` is how many, `day` the day of what is dated,
// with its distance in `days` (negative: past), and `command` shows more. A subject that is not configured has no
// count.
files::Table status(db::Connection&, const StatusSpec&);

}  // namespace cpcc::report
