// `report coverage`: lists gaps, such as streets without a platform or members without an assignment (domain.md, 4).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cpcc::report {

// A kind of gap.
struct Gap {
    std::string_view id;
    Words label;
};
// Returns the kinds of gaps in the order of the report: street_without_platform, community_without_platform, …
std::span<const Gap> gaps();

struct CoverageSpec {
    Period period;                    // registers and assignments count on its last day, activity on all its days
    std::optional<std::string> area;  // a code
    std::optional<std::string> gap;   // only this kind
    bool human = false;               // labels in place of ids
};

// Returns a row for each area, sector, member or platform with a gap. Throws Error{usage} for an unknown kind of gap,
// and Error{failed} if the area does not exist.
files::Table coverage(db::Connection&, const CoverageSpec&);

}  // namespace cpcc::report
