// `report reconcile`: figures that areas filed beside those that records give (domain.md, 4; cpcc help filed-figures).
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
    std::optional<Period> period;     // none: every period that was filed for, in a column of its own
    std::optional<std::string> area;  // with all below it
    std::vector<Asked> measures;      // all that the office has
    bool all = true;                  // false: `measures` are some, and filings of others are passed over
    bool human = false;
};

// A row for each area, measure and period that was filed for; of several filings the last filed counts. A period that
// means the same days is the same period. `recorded` and `difference` (recorded less filed) are of now, whether the
// period is closed or not. A filing of a measure that the office has not has a row too, without them, and is named in
// the notes. Throws Error{failed} where there is no such area.
files::Table reconcile(db::Connection&, const ReconcileSpec&);

// The filings of one cell, `AREA:MEASURE`, and the records that are counted for it. Throws Error{usage} where it is not
// one, or no period is named and several were filed for.
files::Table explain_filed(db::Connection&, const ReconcileSpec&, const std::string& cell);

// Whether such a filing can be right: calls `refuse` with a field (`measure` or `value`) and the reason where it can't.
// A measure that there is not is refused where one of these may have been meant; else it may be another office's own,
// and its value can't be judged. `value`, in ten-thousandths, is looked at where it is given.
void check_filing(const std::vector<Asked>& known, const std::string& measure, std::optional<std::int64_t> value,
                  const std::function<void(std::string_view field, std::string reason)>& refuse);

}  // namespace cpcc::report
