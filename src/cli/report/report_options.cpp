#include "report/report_options.hpp"

#include "cpcc/report/measures.hpp"

namespace cpcc::cli {

Option measures_option(std::optional<std::string>& into, Words help) {
    Option option{.name = "measures", .into = &into, .help = help, .value = "M,…"};
    for (const auto& measure : report::measures()) option.choices.emplace_back(measure.id);
    return option;
}

Option compare_option(std::optional<std::string>& into, Words help) {
    return {.name = "compare", .into = &into, .help = help, .value = "WITH", .choices = {"previous", "last-year"}};
}

Option filed_option(bool& into) {
    return {.name = "filed", .into = &into, .help = {"没有记录的区划取其填报（与一级区划的分组同用）", "filed figures where an area keeps no records (with groups of one area level)"}};
}

}  // namespace cpcc::cli
