// `report reconcile`: compares the figures that areas filed with those from records (domain.md, 4; cpcc help
// filed-figures).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/report/asked.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

struct ReconcileSpec {
    std::optional<Period> period;     // none: all periods with filings, in an additional column
    std::optional<std::string> area;  // a code; includes all areas below it
    std::vector<Asked> measures;      // all measures of the office, or a selection
    bool all = true;                  // false: `measures` is a selection; skip filings of other measures
    bool human = false;               // labels in place of ids
};

// Returns a row for each area, measure and period with a filing; the last of several filings counts. Periods of the
// same days are equal. `recorded` and `difference` (recorded minus filed) are current figures, even if the period is
// closed. They are empty for an unknown measure, which the notes name. Throws Error{failed} if the area does not exist.
files::Table reconcile(db::Connection&, const ReconcileSpec&);

// Returns the filings of one cell, `AREA:MEASURE`, and the records that count for it. Throws Error{usage} for an
// invalid cell, and if there are filings for several periods but none is given. Throws Error{failed} if there is no
// filing.
files::Table explain_filed(db::Connection&, const ReconcileSpec&, const std::string& cell);

// Checks a filing, and calls `refuse` with the field (`measure` or `value`) and the reason if it cannot be right.
// Refuses an unknown measure only if its id is similar to a known one. Otherwise it may be a custom measure of another
// office, whose value this function cannot judge. `value` is in ten-thousandths; if absent, checks only the measure.
void check_filing(const std::vector<Asked>& known, const std::string& measure, std::optional<std::int64_t> value,
                  const std::function<void(std::string_view field, std::string reason)>& refuse);

}  // namespace cpcc::report
