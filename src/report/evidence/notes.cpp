#include "evidence/notes.hpp"

#include "cpcc/base/text.hpp"

namespace cpcc::report {

std::string dates(const Period& period) {
    return say(Words{"{} 至 {}", "{} to {}"}, period.first.iso(), period.last.iso());
}

std::string title_of(const std::string& office, Words report) {
    return office.empty() ? capitalized(report.str()) : say(Words{"{}{}", "{}: {}"}, office, report.get());
}

std::string only_weekends(int year) {
    return say(Words{"配置文件的 [workdays] 中没有 {} 年的放假调休安排，仅扣除周末。",
                     "[workdays] in the configuration has no dates for {}; only weekends are excluded."},
               year);
}

}  // namespace cpcc::report
