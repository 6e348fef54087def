#include "database/findings_table.hpp"

#include "framework/output.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

using store::Finding;
using store::Severity;

std::string label(Severity severity, bool human) {
    switch (severity) {
        case Severity::error: return human ? say(Words{"错误", "error"}) : "error";
        case Severity::warning: return human ? say(Words{"警告", "warning"}) : "warning";
        default: return human ? say(Words{"提示", "note"}) : "note";
    }
}

files::Table table_of(const std::vector<Finding>& found, bool human) {
    files::Table table{{},
                       {{"severity", say(Words{"级别", "severity"})},
                        {"record", say(Words{"记录", "record"})},
                        {"finding", say(Words{"发现的问题", "finding"})},
                        {"command", say(Words{"处理办法", "command"})}},
                       {}};
    for (const Finding& one : found)
        table.rows.push_back({label(one.severity, human), one.record, one.what, files::text_cell(one.command)});
    return table;
}

}  // namespace

int print_findings(Context& context, const std::vector<Finding>& found, Words none) {
    if (found.empty()) {
        context.note(none.str());
        if (!context.globals().output) return 0;  // a file gets the header alone, in place of older findings
    }
    print(context, table_of(found, context.human()));
    const bool only_notes =
        std::all_of(found.begin(), found.end(), [](const Finding& one) { return one.severity == Severity::note; });
    return only_notes ? 0 : static_cast<int>(Exit::found);
}

}  // namespace cpcc::cli
