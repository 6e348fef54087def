// `report platform CODE`: the file of one platform (一站一档; domain.md, 4).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/list_report.hpp"

#include <optional>
#include <span>
#include <string>

namespace cpcc::report {

// Returns the lists of the file in their order: register, assignments, sessions, …
std::span<const records::Choice> platform_lists();

struct PlatformSpec {
    std::string code;
    std::optional<Period> period;  // none: since it opened, up to today
    Date today;
    bool human = false;                                      // labels in place of ids
    const std::vector<AppraisalRules>* appraisal = nullptr;  // the rule sets of the configuration, for points
};

// Returns the chosen lists, given by their indices in `platform_lists`. Only sessions that were held count.
// Throws Error{failed} if the platform does not exist.
ListReport platform(db::Connection&, const PlatformSpec&, std::span<const std::size_t> lists);

}  // namespace cpcc::report
