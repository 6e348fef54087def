// cpcc report appraisal
#include "cpcc/report/appraisal.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <array>
#include <optional>

namespace cpcc::cli {

namespace {

struct AppraisalOptions {
    std::string who;
    std::optional<std::string> period, area, rules, explain;
};

report::Appraised who_of(const std::string& word) {
    static constexpr std::array<std::string_view, 2> words{"members", "platforms"};
    if (word == words[0]) return report::Appraised::members;
    if (word == words[1]) return report::Appraised::platforms;
    throw unknown_word(say(Words{"不能考核“{}”", "cannot appraise \"{}\""}, word), word, words,
                       say(Words{"可选值：members（委员）、platforms（平台）", "use members or platforms"}));
}

int run(Context& context, const AppraisalOptions& options) {
    report::AppraisalSpec spec{
        who_of(options.who), options.period.value_or("last-year"), context.today(), options.area, options.rules,
        options.explain,     context.config().office_name,         context.human()};
    return print_report(context, report::appraisal(context.reporting(), context.appraisals(), spec));
}

Options rows(AppraisalOptions& o) {
    return {{.name = "WHO",
             .into = &o.who,
             .help = {"members（委员）或 platforms（平台）", "members or platforms"},
             .positional = true,
             .required = true,
             .choices = {"members", "platforms"}},
            period_option(o.period, {"时段（默认：last-year）；填年份时指考核年度",
                                     "reporting period (default: last-year); a year means an appraisal year"}),
            area_option(o.area),
            {.name = "rules",
             .into = &o.rules,
             .help = {"考核办法的名称，即配置文件中的 [appraisal.名称]",
                      "name of the rule set: NAME of [appraisal.NAME] in the configuration"},
             .value = "NAME",
             .configured = Configured::appraisals},
            {.name = "explain",
             .into = &o.explain,
             .help = {"列出得分所依据的记录，填 编号 或 编号:列名", "records behind the points: CODE or CODE:COLUMN"},
             .value = "CELL",
             .kind = "member",
             .more_kinds = {"platform"}}};
}

}  // namespace

Command appraisal_command() {
    return command<AppraisalOptions>(
               "appraisal",
               {"按配置文件中的考核办法为委员或平台计分", "scores of members or platforms by the configured rules"},
               rows, run)
        .explained({"考核办法写在 cpcc.toml(5) 的 `[appraisal.名称]`。未填写 `--rules` "
                    "时，采用时段最后一天有效、适用区划最近的一套。详见 `cpcc help appraisal-rules`。",
                    "The rules are `[appraisal.NAME]` in cpcc.toml(5). By default `cpcc` takes the rule set in force "
                    "on the last day of the period for the nearest area. See `cpcc help appraisal-rules`."})
        .with_example("cpcc report appraisal members --period 2024 --rules qingshan-members",
                      {"一个区的委员全年得分", "Scores of the members of one district"})
        .with_example("cpcc report appraisal members --period 2024 --rules qingshan-members --explain QS-M-001",
                      {"一名委员每一分背后的记录", "The record behind every point of one member"});
}

}  // namespace cpcc::cli
