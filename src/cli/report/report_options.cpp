#include "report/report_options.hpp"

#include "cpcc/report/measures.hpp"

namespace cpcc::cli {

Option measures_option(std::optional<std::string>& into, Words help) {
    Option option{.name = "measures", .into = &into, .help = help, .value = "M,…", .configured = Configured::measures};
    for (const auto& measure : report::measures()) {
        option.choices.emplace_back(measure.id);
        option.labels.push_back(measure.label);
    }
    return option;
}

Option compare_option(std::optional<std::string>& into, Words help) {
    return {.name = "compare",
            .into = &into,
            .help = help,
            .value = "WITH",
            .choices = {"previous", "last-year"},
            .labels = {{"上期", "previous"}, {"上年同期", "last-year"}}};
}

Option filed_option(bool& into) {
    return {.name = "filed",
            .into = &into,
            .help = {"没有记录的区划采用其填报数据（须按一级区划分组）",
                     "use filed figures for areas without records (with groups of one area level)"}};
}

}  // namespace cpcc::cli
