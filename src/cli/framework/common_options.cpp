#include "framework/common_options.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "framework/context.hpp"

namespace cpcc::cli {

Option area_option(std::optional<std::string>& into) {
    return {.name = "area",
            .into = &into,
            .help = {"限定区划，含下级", "area, including its sub-areas"},
            .value = "CODE",
            .kind = "area"};
}

Option period_option(std::optional<std::string>& into) {
    return period_option(
        into, {"时段，如 2024、2024H1、2024Q3、2024-07、ytd@2024-09-04（默认：last-month）",
               "reporting period, e.g. 2024, 2024H1, 2024Q3, 2024-07, ytd@2024-09-04 (default: last-month)"});
}

Option period_option(std::optional<std::string>& into, Words help) {
    return {.name = "period",
            .into = &into,
            .help = help,
            .value = "PERIOD",
            .choices = {"last-month", "this-month", "last-quarter", "this-quarter", "last-half", "this-half",
                        "last-year", "this-year", "ytd"}};
}

Period period_or_last_month(Context& context, const std::optional<std::string>& given) {
    return Period::parse(given.value_or("last-month"), context.today());
}

Option limit_option(std::optional<std::string>& into, Words help) {
    return {.name = "limit", .into = &into, .help = help, .value = "N"};
}

long long limit_of(const std::string& given) {
    if (const auto limit = whole_number(given)) return *limit;
    throw Error(Exit::usage, say(Words{"--limit：“{}”不是有效数目", "--limit: \"{}\" is not a whole number"}, given));
}

void offer(Option& option, std::span<const records::Choice> choices) {
    for (const records::Choice& choice : choices) {
        option.choices.emplace_back(choice.id);
        option.labels.push_back(choice.label);
    }
}

Option future_option(bool& into) {
    return {.name = "future", .into = &into, .help = {"允许日期晚于今天", "accept dates after today"}};
}

Option why_option(std::string& into, bool required) {
    return {.name = "why", .into = &into, .help = why_help(), .value = "TEXT", .required = required};
}

Words why_help() { return {"原因", "reason"}; }

}  // namespace cpcc::cli
