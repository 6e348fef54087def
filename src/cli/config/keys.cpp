#include "config/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace cpcc::cli {

namespace {

using enum KeyType;

const ConfigKey label{"label", text, {"中文名称", "its name in Chinese"}, "\"参加协商\""};
const ConfigKey label_en{"label_en", text, {"英文名称", "its name in English"}, "\"Consultations\""};

ConfigSection top() {
    return {"", false, {"cpcc 的配置。# 之后是说明；去掉行首的 # 即启用该项。", "The configuration of cpcc. Text after # is a comment; remove the # to use a key."},
            {{"database", text, {"数据库：文件，或 postgresql://用户@主机/库名", "The database: a file, or postgresql://USER@HOST/DATABASE"}, "\"cpcc.db\"", true, false, "",
              {"相对路径以配置文件所在文件夹为准。密码不写在这里，写进 ~/.pgpass。", "A relative path starts at the configuration's folder. Keep the password in ~/.pgpass, not here."}},
             {"database_read", text, {"供报表读取的从库", "A replica for reports to read"}, "\"postgresql://cpcc@replica/cpcc\"", true, false, "",
              {"命令行的 --database 优先于 database 和 database_read。", "--database overrides both database and database_read."}},
             {"language", choice, {"界面语言：\"zh\" 或 \"en\"；不写则随 LC_ALL、LC_MESSAGES、LANG", "The language, \"zh\" or \"en\" (default: LC_ALL, LC_MESSAGES or LANG decides)"}, "\"zh\"", true}},
            "", true};
}

ConfigSection office() {
    return {"office", false, {"本机关", "Your office"},
            {{"code", text, {"自动编号的前缀，如 QS-S2024-00012 中的 QS", "Prefix of generated codes: QS in QS-S2024-00012"}, "\"QS\"", true, false, "",
              {"1 至 20 个字母、数字、.、-、_。不写则不能自动编号。", "1 to 20 letters, digits, ., - or _. Without it no codes are generated."}},
             {"name", text, {"机关名称，印在报表的标题里", "The office's name, printed in report titles"}, "\"青山区政协\"", true},
             {"area", text, {"机关所在区划的编号；登记委员、写简报、封存时段时不写 --area 就用它", "Code of the office's area: the default --area of new members, briefs and period commands"}, "\"420107\"", true}},
            "", true};
}

ConfigSection measures() {
    return {"measures.NAME", false, {"自定指标：在一项指标上按标签、类别、形式、分类、议题或界别收窄", "Your own measures: a built-in one narrowed by tag, kind, form, category, topic or sector"},
            {{"base", text, {"基础指标，见 cpcc measures", "the measure to narrow; see cpcc measures"}, "\"problems_solved\"", true, true},
             {"label", text, {"中文名称", "its name in Chinese"}, "\"幸福食堂落地\"", true},
             {"label_en", text, {"英文名称", "its name in English"}, "\"Canteens opened\""},
             {"where", texts, {"计数条件，写法同 list --where，可写多条", "conditions, written as for list --where"}, "[\"tag=幸福食堂\"]", false, false, "",
              {"各条都须满足。字段为该指标所计记录的字段。", "A record counts if it meets all of them. The fields are those of what the measure counts."}},
             {"tag", text, {"只计带此标签的", "count only records with this tag"}, "\"幸福食堂\"", true, false, "",
              {"标签可以在记录上，也可以在参加所属的活动、回头看所属的问题上。", "The tag is on the record, or on an attendance's session or a look-back's problem."}},
             {"kind", choice, {"只计这一类别，写代号", "count only this kind (an id)"}, "\"consult\""},
             {"form", choice, {"只计这一形式，写代号", "count only this form (an id)"}, "\"onsite\""},
             {"category", choice, {"只计这一分类，写代号", "count only this category (an id)"}, "\"urgent\""},
             {"topic", text, {"只计这个议题，写编号", "count only this topic (a code)"}, "\"QS-T-001\""},
             {"sector", text, {"只计这个界别，写编号", "count only this sector (a code)"}, "\"JJ\""}},
            "measures.canteens"};
}

ConfigSection calendar() {
    return {"calendar", false, {"协商日历", "The consultation calendar"},
            {{"missed_running", whole, {"连续缺席几次，由 cpcc report calendar 列出", "consecutive absences that put a member on the list of cpcc report calendar"}, "3", false, false, "3"}}};
}

ConfigSection calendar_rule() {
    return {"calendar.rule", true,
            {"协商日，供 cpcc report calendar：每月几号，或第几个星期几（weekday、which），或活动季（months）；move 遇休息日调整",
             "Consultation days, for cpcc report calendar: a day of the month, a weekday and which one, or a season of months; move shifts days off"},
            {{"name", text, {"规则名称，不得重复", "the rule's name, unique"}, "\"基层协商日\"", true, false, "",
              {"不写则由其余各项组成，如 420105-day-25。", "The default is made of the other keys, such as 420105-day-25."}},
             {"day", whole, {"每月几号，1 至 31", "day of the month, 1 to 31"}, "25", true, false, "", {"没有这一天的月份取月末。", "A shorter month uses its last day."}},
             {"weekday", choice, {"星期几：monday 至 sunday，与 which 同写", "monday to sunday, together with which"}, "\"thursday\""},
             {"which", choice, {"当月第几个：first、second、third、fourth、last", "which of the month: first, second, third, fourth or last"}, "\"last\""},
             {"months", wholes, {"只在这些月份；不写 day、weekday 则为活动季", "only in these months; alone, without day or weekday, a season"}, "[4, 5, 6]"},
             {"move", choice, {"遇休息日：next 顺延、previous 提前、none 不调整", "for a day off: next, previous or none"}, "\"next\"", true, false, "\"none\""},
             {"area", text, {"适用的区划，写编号；不写为全部", "the area's code (default: everywhere)"}, "\"420107\""},
             {"sector", text, {"适用的界别，写编号；不写为全部", "the sector's code (default: all)"}, "\"JJ\""},
             {"kind", choice, {"只计这一类活动", "only sessions of this kind"}, "\"consult\""},
             {"since", date, {"规则的第一天", "first day of the rule"}, "\"2024-01-01\""},
             {"until", date, {"规则的最后一天", "last day of the rule"}, "\"2024-12-31\""}}};
}

ConfigSection workdays() {
    return {"workdays", false, {"节假日和调休。周六、周日休息，下列日期除外", "Public holidays and make-up days. Saturdays and Sundays are off, with these exceptions"},
            {{"off", dates, {"放假的工作日", "weekdays off"}, "[\"2024-10-01\", \"2024-10-02\"]"}, {"on", dates, {"调休上班的周末", "weekend days worked"}, "[\"2024-09-29\"]"}}};
}

ConfigSection lookback() {
    return {"lookback", false, {"回头看，供 cpcc report followup", "Look-backs, for cpcc report followup"},
            {{"after_days", wholes, {"问题解决后第几天回头看，由小到大", "days after the solution when a look-back is due, ascending"}, "[30, 180]"}}};
}

ConfigSection appraisal() {
    return {"appraisal.NAME", false,
            {"考核办法，供 cpcc report appraisal：每条规则各自计分，points 为负即扣分，cap 为上限；改规则时给原规则写 until，再以同一 id 另写一条并写 since",
             "Scoring rules for cpcc report appraisal. Each rule counts on its own; points below 0 deduct; cap is the most. To change a rule, end it with until and write it again with the same id and since"},
            {{"for", choice, {"考核谁：\"members\" 委员，\"platforms\" 平台", "whom to score: \"members\" or \"platforms\""}, "\"members\"", true, true},
             label, label_en,
             {"area", text, {"考核范围的区划编号；不写为全部", "code of the area to score (default: everywhere)"}, "\"420107\""},
             {"year_begins", whole, {"考核年度从几月开始，1 至 12", "month in which the scoring year begins, 1 to 12"}, "12", false, false, "1"},
             {"base", points, {"基础分，至多两位小数", "points that everyone starts with, at most two decimals"}, "60", true, false, "0"},
             {"floor", points, {"总分的下限", "lowest total"}, "0"},
             {"ceiling", points, {"总分的上限", "highest total"}, "100"},
             {"since", date, {"这套办法的第一天", "first day of the rule set"}, "\"2024-01-01\"", false, false, "", {"时段的最后一天须在 since 和 until 之间。", "The last day of the period must lie between since and until."}},
             {"until", date, {"这套办法的最后一天", "last day of the rule set"}, "\"2024-12-31\""}},
            "appraisal.members"};
}

ConfigSection grades() {
    return {"appraisal.NAME.grades", true, {"等次，由高到低", "Grades, the best first"},
            {{"name", text, {"中文名称", "its name in Chinese"}, "\"优秀\"", false, true},
             {"name_en", text, {"英文名称", "its name in English"}, "\"Excellent\""},
             {"from", points, {"最低总分；最后一等可以不写", "lowest total; optional for the last grade"}, "90"},
             {"at_most", whole, {"至多占考核总数的百分之几，1 至 100", "largest percentage of all scored, 1 to 100"}, "20"}}};
}

ConfigSection categories() {
    return {"appraisal.NAME.category.ID", false, {"考核类别。报表的列按文件中的次序", "Categories. The report's columns follow the order of the file"},
            {{"label", text, {"中文名称", "its name in Chinese"}, "\"参加协商\"", true}, {"label_en", text, {"英文名称", "its name in English"}, "\"Consultations\"", true},
             {"cap", points, {"类别的上限，扣分不计在内", "most points earned in it; deductions stand apart"}, "30", true}},
            "appraisal.members.category.sessions"};
}

ConfigSection appraisal_rule() {
    return {"appraisal.NAME.rule", true, {"计分规则", "Scoring rules"},
            {{"id", text, {"代号；同一代号的几条是同一项先后的写法，日期不得重叠", "its id; rules with one id are versions of one item and must not overlap in time"}, "\"consult\"", true, true},
             {"category", text, {"类别的代号", "id of its category"}, "\"sessions\"", true, true},
             {"event", choice, {"计分的事件，见 cpcc help appraisal-rules", "the event to score; see cpcc help appraisal-rules"}, "\"attendance\"", true, true},
             label, label_en,
             {"kind", choices, {"只计这些类别，写代号或名称", "only these kinds, by id or label"}, "\"consult\"", true},
             {"form", choices, {"只计这些形式", "only these forms"}, "[\"onsite\", \"online\"]"},
             {"role", choices, {"只计这些角色", "only these roles"}, "\"speak\""},
             {"level", choices, {"只计这些级别", "only these levels"}, "\"city\""},
             {"tag", text, {"只计带此标签的", "only events with this tag"}, "\"幸福食堂\""},
             {"day", whole, {"只计每月这一天的，1 至 31", "only events on this day of the month, 1 to 31"}, "25"},
             {"points", points, {"每件得几分；负数为扣分", "points for each event; below 0 a deduction"}, "2", true, true},
             {"cap", points, {"这一项的上限", "most points of this item, either way"}, "20", true},
             {"lead_share", whole, {"第一位得百分之几", "percentage for the first of several"}, "100", false, false, "100"},
             {"joint_share", whole, {"其余各位得百分之几", "percentage for each of the others"}, "50", false, false, "100"},
             {"since", date, {"规则的第一天", "first day of the rule"}, "\"2024-01-01\"", true},
             {"until", date, {"规则的最后一天", "last day of the rule"}, "\"2024-12-31\""}},
            "appraisal.members.rule"};
}

ConfigSection brief() {
    return {"brief", false, {"简报的模板；先用 cpcc report brief --print-template 打印自带的，再改", "Templates of the brief; start from the built-in one: cpcc report brief --print-template"},
            {{"template", file, {"中文模板文件", "the Chinese template"}, "\"brief.mustache\"", true, false, "", {"相对路径以配置文件所在文件夹为准。", "A relative path starts at the configuration's folder."}},
             {"template_en", file, {"英文模板文件", "the English template"}, "\"brief.en.mustache\"", true}}};
}

ConfigSection filings() {
    return {"filings", false, {"自有账目的区划：report summary --filed 一律取其填报", "Areas that keep their own books: report summary --filed always uses what they filed"},
            {{"areas", codes, {"这些区划的编号", "codes of these areas"}, "[\"420102\"]", true, false, "", {"它们在此处的记录只是样例。", "Their records here are only samples."}}}};
}

}  // namespace

std::span<const ConfigSection> config_sections() {
    static const std::vector<ConfigSection> all{top(), office(), measures(), calendar(), calendar_rule(), workdays(), lookback(),
                                                appraisal(), grades(), categories(), appraisal_rule(), brief(), filings()};
    return all;
}

const ConfigSection& config_section(std::string_view path) {
    const auto all = config_sections();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ConfigSection& section) { return section.path == path; });
    if (found == all.end()) throw std::logic_error(fmt::format("cpcc.toml: no row for the section {}", path));
    return *found;
}

std::vector<std::string_view> names_in(const ConfigSection& section) {
    std::vector<std::string_view> all;
    for (const ConfigKey& key : section.keys) all.push_back(key.name);
    for (const ConfigSection& other : config_sections()) {
        if (other.path.empty() || (!section.path.empty() && !other.path.starts_with(std::string(section.path) + "."))) continue;
        const std::string_view inside = other.path.substr(section.path.empty() ? 0 : section.path.size() + 1);
        const std::string_view name = inside.substr(0, inside.find('.'));
        if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    }
    return all;
}

std::string heading_of(const ConfigSection& section, std::string_view name) {
    return section.repeated ? fmt::format("[[{}]]", name) : fmt::format("[{}]", name);
}

}  // namespace cpcc::cli
