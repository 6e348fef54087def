// Marks: the points that a record gives a member or platform by a rule, and the part of them that counts. The table and
// its explanation use the same marks.
#pragma once

#include "cpcc/report/appraisal.hpp"
#include "facts/fact_reader.hpp"

#include <string_view>
#include <vector>

namespace cpcc::report {

struct Mark {
    std::size_t rule;       // index in AppraisalRules::rules
    std::string_view kind;  // of the record
    std::int64_t id = 0;    // row number of the record
    Date day;
    int share = 100;           // percent
    std::int64_t points = 0;   // the points of the rule times the share
    std::int64_t counted = 0;  // after the caps of item and category
};

struct Score {
    std::vector<Mark> marks;           // by day, then in the order of the rules
    std::vector<std::int64_t> earned;  // counted points by category, without deductions
    std::int64_t deductions = 0;       // counted points, 0 or negative
    std::int64_t limit = 0;            // the change by floor or ceiling
    std::int64_t total = 0;            // the sum of base, earned, deductions and limit
};

// Returns `percent` percent of `points`, rounded to hundredths, half away from zero.
std::int64_t part_of(std::int64_t points, int percent) noexcept;

// Returns the score of one member or platform, with the counted points of its marks. Counts marks in the order of days:
// those of an item up to its cap (of the version in force on the day), then positive ones up to the cap of the
// category. The caps of categories do not limit deductions.
Score score(const AppraisalRules&, std::vector<Mark> marks);

// Reads the facts of the period and returns the marks of each member or platform, by row number. `scored` tells, by row
// number, which of them to score. Reads every source at most once.
std::vector<std::vector<Mark>> read_marks(db::Connection&, const Registers&, const AppraisalRules&, const Period&,
                                          const std::vector<bool>& scored);

}  // namespace cpcc::report
