#include "report/life_file_options.hpp"

#include "cpcc/records/registry.hpp"

namespace cpcc::cli {

Options life_file_options(LifeFileOptions& o, std::string_view kind) {
    return {{.name = "CODE",
             .into = &o.code,
             .help = {"编号", "code"},
             .positional = true,
             .required = true,
             .kind = records::kind(kind).id},
            {.name = "period",
             .into = &o.period,
             .help = {"时段（默认：this-year）；填 term 列出任职或建成以来的全部情况",
                      "reporting period (default: this-year); term covers the time since the start"},
             .value = "PERIOD",
             .choices = {"term", "this-year", "last-year", "ytd", "this-half", "last-half", "last-month"}}};
}

std::optional<Period> year_or_term(Context& context, const std::optional<std::string>& given) {
    if (given == "term") return std::nullopt;
    return Period::parse(given.value_or("this-year"), context.today());
}

}  // namespace cpcc::cli
