// Marks: what each record gives to whom by which rule, and what of it counts. The table and its explanation are made of
// these.
#pragma once

#include "cpcc/report/appraisal.hpp"
#include "facts/fact_reader.hpp"

#include <string_view>
#include <vector>

namespace cpcc::report {

struct Mark {
    std::size_t rule;       // its place in the rule set
    std::string_view kind;  // of the record, and its row
    std::int64_t id = 0;
    Date day;
    int share = 100;           // percent
    std::int64_t points = 0;   // given: the rule's, by the share
    std::int64_t counted = 0;  // after the caps of item and category
};

struct Score {
    std::vector<Mark> marks;           // by day, then in the order of the rules
    std::vector<std::int64_t> earned;  // counted, by category; deductions are not among them
    std::int64_t deductions = 0;       // counted, 0 or below
    std::int64_t limit = 0;            // what floor or ceiling add or take
    std::int64_t total = 0;            // base, earned, deductions and limit
};

// `points` by a share in percent, rounded to hundredths, a half away from 0.
std::int64_t part_of(std::int64_t points, int percent) noexcept;

// The marks of one subject with what counts of them filled in, and their sums. In order of days an item's marks count
// until its cap (that of the version in force on the day) is reached, then those above 0 until their category's;
// deductions have no category's cap.
Score score(const AppraisalRules&, std::vector<Mark> marks);

// Reads the facts of the period and gives each subject its marks: the place in the result is the row of the member or
// platform. `scored` says who is a subject; every source is read at most once.
std::vector<std::vector<Mark>> read_marks(db::Connection&, const Registers&, const AppraisalRules&, const Period&,
                                          const std::vector<bool>& scored);

}  // namespace cpcc::report
