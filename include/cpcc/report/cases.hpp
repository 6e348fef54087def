// `report cases`: model cases (典型案例) with their story (domain.md, 4).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <string>

namespace cpcc::report {

struct CasesSpec {
    Period period;
    std::optional<std::string> area;  // a code; includes all areas below it
    bool human = false;               // labels in place of ids
};

// Returns the rows of each model case published in the period: the case, then its session, problem, documents with
// their handling, and look-backs, up to the period's last day. A case belongs to the area of its session, else of its
// problem. Throws Error{failed} if the area does not exist.
files::Table cases(db::Connection&, const CasesSpec&);

}  // namespace cpcc::report
