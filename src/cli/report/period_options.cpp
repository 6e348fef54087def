#include "report/period_options.hpp"

namespace cpcc::cli {

std::optional<std::string> area_of(Context& context, const std::optional<std::string>& given) {
    if (given) return given;
    const std::string& office = context.config().office_area;
    return office.empty() ? std::nullopt : std::optional(office);
}

Option office_area_option(std::optional<std::string>& into) {
    return {.name = "area",
            .into = &into,
            .help = {"区划（默认：本机关的 office.area，其次为全部）", "area (default: office.area, then all areas)"},
            .value = "CODE",
            .kind = "area"};
}

std::string name_of(const std::optional<std::string>& area) {
    return area ? say(Words{"区划 {}", "area {}"}, *area) : say(Words{"全部区划", "all areas"});
}

Options period_and_area(PeriodOptions& o) {
    return {{.name = "PERIOD",
             .into = &o.period,
             .help = {"时段，如 2024-08、2024Q3、last-month", "reporting period, e.g. 2024-08, 2024Q3 or last-month"},
             .positional = true,
             .required = true,
             .choices = {"last-month", "last-quarter", "last-half", "last-year"}},
            office_area_option(o.area)};
}

}  // namespace cpcc::cli
