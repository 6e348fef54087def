// `report member CODE`: the file of one member (一人一档; domain.md, 4).
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

// Returns the lists of the file in their order: register, assignments, attendance, …
std::span<const records::Choice> member_lists();

struct MemberSpec {
    std::string code;
    std::optional<Period> period;  // none: the whole term, up to today
    Date today;
    bool human = false;                                      // labels in place of ids
    const std::vector<AppraisalRules>* appraisal = nullptr;  // the rule sets of the configuration, for points
};

// Returns the chosen lists, given by their indices in `member_lists`. Only sessions that were held count. Phones are
// masked. Throws Error{failed} if the member does not exist.
ListReport member(db::Connection&, const MemberSpec&, std::span<const std::size_t> lists);

}  // namespace cpcc::report
