// `report coverage`: what is missing, as lists that can be acted on (domain.md, 4).
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

struct Gap {
    std::string_view id;
    Words label;
};
// street_without_platform, member_without_assignment, platform_without_activity …
std::span<const Gap> gaps();

struct CoverageSpec {
    Period period;  // stocks are taken on its last day, activity in all of it
    std::optional<std::string> area;
    std::optional<std::string> gap;  // only this list; Error{usage} where there is no such
    bool human = false;
};

files::Table coverage(db::Connection&, const CoverageSpec&);

}  // namespace cpcc::report
