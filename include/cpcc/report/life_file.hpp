// What the file of one member or one platform is asked for (domain.md, 4).
#pragma once

#include "cpcc/base/period.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

struct AppraisalRules;  // cpcc/report/appraisal.hpp

struct LifeFileSpec {
    std::string code;
    std::optional<Period> period;  // none: the whole term, or since the platform opened, up to today
    Date today;
    bool human = false;                                      // labels in place of ids
    const std::vector<AppraisalRules>* appraisal = nullptr;  // the rule sets of the configuration, for points
};

}  // namespace cpcc::report
