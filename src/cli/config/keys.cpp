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
    return {
        "",
        false,
        {"cpcc 配置文件。# 之后为说明；删除行首的 # 即可启用该项。",
         "Configuration of cpcc. Text after # is a comment; remove a leading # to enable a key."},
        {{"database",
          text,
          {"数据库：可填文件，或 postgresql://用户@主机/库名", "Database: a file or postgresql://USER@HOST/DATABASE"},
          "\"cpcc.db\"",
          true,
          false,
          "",
          {"相对路径以配置文件所在文件夹为准。密码请写入 ~/.pgpass，不要写在这里。",
           "A relative path starts at the directory of this file. Put the password in ~/.pgpass, not here."}},
         {"database_read",
          text,
          {"供报表读取的只读副本", "Replica that reports read from"},
          "\"postgresql://cpcc@replica/cpcc\"",
          true,
          false,
          "",
          {"命令行的 --database 优先于 database 和 database_read。",
           "--database overrides both database and database_read."}},
         {"language",
          choice,
          {"界面语言：\"zh\" 或 \"en\"（默认：按 LC_ALL、LC_MESSAGES、LANG 判断）",
           "Language: \"zh\" or \"en\" (default: from LC_ALL, LC_MESSAGES or LANG)"},
          "\"zh\"",
          true}},
        "",
        true};
}

ConfigSection office() {
    return {"office",
            false,
            {"本机关", "Your office"},
            {{"code",
              text,
              {"自动编号的前缀，如 QS-S2024-00012 中的 QS", "Prefix of generated codes, e.g. QS in QS-S2024-00012"},
              "\"QS\"",
              true,
              false,
              "",
              {"1 至 20 个字母、数字、.、-、_。不填写则不能自动编号。",
               "1 to 20 letters, digits, ., - or _. Without it no codes are generated."}},
             {"name",
              text,
              {"机关名称，显示在报表标题中", "Name of the office, shown in report titles"},
              "\"青山区政协\"",
              true},
             {"area",
              text,
              {"机关所在区划的编号；登记委员、写简报、封存时段时，默认使用该区划",
               "Area code of the office: the default --area for new members, the brief and the period commands"},
              "\"420107\"",
              true}},
            "",
            true};
}

ConfigSection measures() {
    return {
        "measures.NAME",
        false,
        {"自定义指标：在一项指标的基础上，按条件筛选",
         "Custom measures: a measure that counts only what meets conditions"},
        {{"base",
          text,
          {"基础指标，见 cpcc measures", "measure to filter; see cpcc measures"},
          "\"problems_solved\"",
          true,
          true},
         {"label", text, {"中文名称", "its name in Chinese"}, "\"幸福食堂落地\"", true},
         {"label_en", text, {"英文名称", "its name in English"}, "\"Canteens opened\""},
         {"where",
          texts,
          {"计数条件，写法同 list --where，可填写多条", "conditions, written as for list --where"},
          "[\"tag=幸福食堂\", \"platform.basis=sector\"]",
          false,
          false,
          "",
          {"须同时满足各条。可用该指标所统计记录的任何字段，也可用其活动、问题、平台、委员等的字段，如 platform.basis、"
           "session.kind、member.level，见 cpcc help counting。",
           "A record counts if it meets all of them. They test any field of what the measure counts, and of its "
           "session, problem, platform, member and so on, e.g. platform.basis, session.kind, member.level. See cpcc "
           "help counting."}},
         {"tag",
          text,
          {"只统计带此标签的记录", "count only records with this tag"},
          "\"幸福食堂\"",
          true,
          false,
          "",
          {"标签可以在记录上，也可以在参加所属的活动、回头看所属的问题上。",
           "The tag is on the record, or on an attendance's session or a look-back's problem."}},
         {"kind", choice, {"只统计此类别，填写代号", "count only this kind (an id)"}, "\"consult\""},
         {"form", choice, {"只统计此形式，填写代号", "count only this form (an id)"}, "\"onsite\""},
         {"category", choice, {"只统计此分类，填写代号", "count only this category (an id)"}, "\"urgent\""},
         {"topic", text, {"只统计此议题，填写编号", "count only this topic (a code)"}, "\"QS-T-001\""},
         {"sector", text, {"只统计此界别，填写编号", "count only this sector (a code)"}, "\"JJ\""}},
        "measures.canteens"};
}

ConfigSection calendar() {
    return {"calendar",
            false,
            {"协商日历", "The consultation calendar"},
            {{"missed_running",
              whole,
              {"连续缺席达到几次，即由 cpcc report calendar 列出",
               "consecutive absences that put a member on the list of cpcc report calendar"},
              "3",
              false,
              false,
              "3"}}};
}

ConfigSection calendar_rule() {
    return {
        "calendar.rule",
        true,
        {"协商日，用于 cpcc report "
         "calendar：每月的某一日（day），或某个星期几（weekday、which），或活动季（months）；move "
         "用于遇休息日时调整日期",
         "Consultation days for cpcc report calendar: a day of the month, or weekday and which, or a season of months. "
         "Use move to avoid non-working days"},
        {{"name",
          text,
          {"规则名称，不得重复", "the rule's name, unique"},
          "\"基层协商日\"",
          true,
          false,
          "",
          {"默认由其他各项组成，如 420105-day-25。",
           "By default the name is made of the other keys, e.g. 420105-day-25."}},
         {"day",
          whole,
          {"每月的某一日，1 至 31", "day of the month, 1 to 31"},
          "25",
          true,
          false,
          "",
          {"没有这一天的月份取月末。", "A shorter month uses its last day."}},
         {"weekday",
          choice,
          {"星期几：monday 至 sunday，与 which 同写", "monday to sunday, together with which"},
          "\"thursday\""},
         {"which",
          choice,
          {"当月第几个：first、second、third、fourth、last",
           "which of the month: first, second, third, fourth or last"},
          "\"last\""},
         {"months",
          wholes,
          {"限定月份；未填写 day、weekday 时为活动季", "only in these months; alone, without day or weekday, a season"},
          "[4, 5, 6]"},
         {"move",
          choice,
          {"遇休息日：next 顺延、previous 提前、none 不调整", "for a day off: next, previous or none"},
          "\"next\"",
          true,
          false,
          "\"none\""},
         {"area", text, {"适用区划的编号（默认：全部）", "code of the area (default: everywhere)"}, "\"420107\""},
         {"sector", text, {"适用界别的编号（默认：全部）", "code of the sector (default: all)"}, "\"JJ\""},
         {"kind", choice, {"只统计此类活动", "only sessions of this kind"}, "\"consult\""},
         {"since", date, {"规则的第一天", "first day of the rule"}, "\"2024-01-01\""},
         {"until", date, {"规则的最后一天", "last day of the rule"}, "\"2024-12-31\""}}};
}

ConfigSection workdays() {
    return {"workdays",
            false,
            {"节假日和调休。周六、周日休息，下列日期除外",
             "Public holidays and make-up days. Saturdays and Sundays are off, with these exceptions"},
            {{"off", dates, {"放假的工作日", "weekdays off"}, "[\"2024-10-01\", \"2024-10-02\"]"},
             {"on", dates, {"调休上班的周末", "weekend days worked"}, "[\"2024-09-29\"]"}}};
}

ConfigSection lookback() {
    return {"lookback",
            false,
            {"回头看，用于 cpcc report followup", "Look-backs for cpcc report followup"},
            {{"after_days",
              wholes,
              {"问题解决后第几天回头看，由小到大", "days after the solution when a look-back is due, ascending"},
              "[30, 180]"}}};
}

ConfigSection appraisal() {
    return {
        "appraisal.NAME",
        false,
        {"考核办法，用于 cpcc report appraisal：各条规则分别计分，points 为负数即扣分，cap "
         "为上限。修改规则时，给原规则填写 until，再用同一 id 另写一条并填写 since",
         "Appraisal rules for cpcc report appraisal: each rule counts separately, negative points deduct, cap is the "
         "maximum. To change a rule, set until in it and add a new one with the same id and since"},
        {{"for",
          choice,
          {"考核对象：\"members\" 委员、\"platforms\" 平台", "whom to score: \"members\" or \"platforms\""},
          "\"members\"",
          true,
          true},
         label,
         label_en,
         {"area",
          text,
          {"考核范围的区划编号（默认：全部）", "code of the area to score (default: everywhere)"},
          "\"420107\""},
         {"year_begins",
          whole,
          {"考核年度从几月开始，1 至 12", "month in which the scoring year begins, 1 to 12"},
          "12",
          false,
          false,
          "1"},
         {"base",
          points,
          {"基础分，至多两位小数", "base points of everyone, at most two decimals"},
          "60",
          true,
          false,
          "0"},
         {"floor", points, {"总分的下限", "lowest total"}, "0"},
         {"ceiling", points, {"总分的上限", "highest total"}, "100"},
         {"since",
          date,
          {"这套办法的第一天", "first day of the rule set"},
          "\"2024-01-01\"",
          false,
          false,
          "",
          {"时段的最后一天须在 since 和 until 之间。", "The last day of the period must lie between since and until."}},
         {"until", date, {"这套办法的最后一天", "last day of the rule set"}, "\"2024-12-31\""}},
        "appraisal.members"};
}

ConfigSection grades() {
    return {"appraisal.NAME.grades",
            true,
            {"等次，由高到低", "Grades, the best first"},
            {{"name", text, {"中文名称", "its name in Chinese"}, "\"优秀\"", false, true},
             {"name_en", text, {"英文名称", "its name in English"}, "\"Excellent\""},
             {"from", points, {"最低总分；最后一等可不填", "lowest total; optional for the last grade"}, "90"},
             {"at_most",
              whole,
              {"最多占考核总数的百分之几，1 至 100", "largest percentage of all scored, 1 to 100"},
              "20"}}};
}

ConfigSection categories() {
    return {"appraisal.NAME.category.ID",
            false,
            {"考核类别。报表的列按文件中的次序", "Categories. The report's columns follow the order of the file"},
            {{"label", text, {"中文名称", "its name in Chinese"}, "\"参加协商\"", true},
             {"label_en", text, {"英文名称", "its name in English"}, "\"Consultations\"", true},
             {"cap",
              points,
              {"类别的上限，扣分不计在内", "maximum points of the category; deductions do not count"},
              "30",
              true}},
            "appraisal.members.category.sessions"};
}

ConfigSection appraisal_rule() {
    return {
        "appraisal.NAME.rule",
        true,
        {"计分规则", "Scoring rules"},
        {{"id",
          text,
          {"代号；同一代号的各条规则是同一项目的先后版本，日期不得重叠",
           "its id; rules with one id are versions of one item and must not overlap in time"},
          "\"consult\"",
          true,
          true},
         {"category", text, {"类别的代号", "id of its category"}, "\"sessions\"", true, true},
         {"event",
          choice,
          {"计分的事件，见 cpcc help appraisal-rules", "the event to score; see cpcc help appraisal-rules"},
          "\"attendance\"",
          true,
          true},
         label,
         label_en,
         {"kind", choices, {"只统计这些类别，填写代号或名称", "only these kinds, by id or label"}, "\"consult\"", true},
         {"form", choices, {"只统计这些形式", "only these forms"}, "[\"onsite\", \"online\"]"},
         {"role", choices, {"只统计这些角色", "only these roles"}, "\"speak\""},
         {"level", choices, {"只统计这些级别", "only these levels"}, "\"city\""},
         {"tag", text, {"只统计带此标签的记录", "only events with this tag"}, "\"幸福食堂\""},
         {"where",
          texts,
          {"计分条件，写法同 list --where，可填写多条，须同时满足",
           "conditions, written as for list --where; all must hold"},
          "[\"platform.basis=sector\"]",
          false,
          false,
          "",
          {"可用的字段同 [measures.NAME] 的 where。", "The fields are those of where in [measures.NAME]."}},
         {"day", whole, {"只统计每月的这一日，1 至 31", "only events on this day of the month, 1 to 31"}, "25"},
         {"points",
          points,
          {"每件的分值；负数为扣分", "points for each event; negative points deduct"},
          "2",
          true,
          true},
         {"cap", points, {"这一项的上限", "maximum points of this item, gained or deducted"}, "20", true},
         {"lead_share", whole, {"第一位得百分之几", "percentage for the first of several"}, "100", false, false, "100"},
         {"joint_share", whole, {"其余各位得百分之几", "percentage for each of the others"}, "50", false, false, "100"},
         {"since", date, {"规则的第一天", "first day of the rule"}, "\"2024-01-01\"", true},
         {"until", date, {"规则的最后一天", "last day of the rule"}, "\"2024-12-31\""}},
        "appraisal.members.rule"};
}

ConfigSection brief() {
    return {"brief",
            false,
            {"简报模板。可先用 cpcc report brief --print-template 输出内置模板，再行修改",
             "Brief templates. To start from the built-in one, run cpcc report brief --print-template"},
            {{"template",
              file,
              {"中文模板文件", "the Chinese template"},
              "\"brief.mustache\"",
              true,
              false,
              "",
              {"相对路径以配置文件所在文件夹为准。", "A relative path starts at the directory of this file."}},
             {"template_en", file, {"英文模板文件", "the English template"}, "\"brief.en.mustache\"", true}}};
}

ConfigSection filings() {
    return {"filings",
            false,
            {"自行统计的区划：report summary --filed 一律采用其填报数据",
             "Areas that keep their own records: report summary --filed always uses their filed figures"},
            {{"areas",
              codes,
              {"这些区划的编号", "codes of these areas"},
              "[\"420102\"]",
              true,
              false,
              "",
              {"这些区划在本数据库中的记录仅为样例。", "Their records in this database are only samples."}},
             {"due_day",
              whole,
              {"填报期限：时段结束后次月的第几个工作日，1 至 31",
               "deadline: which working day of the month after the period, 1 to 31"},
              "5",
              true,
              false,
              "",
              {"用于 cpcc report filings；工作日以 `[workdays]` 为准。",
               "Used by cpcc report filings; working days follow `[workdays]`."}}}};
}

}  // namespace

std::span<const ConfigSection> config_sections() {
    static const std::vector<ConfigSection> all{
        top(),       office(), measures(),   calendar(),       calendar_rule(), workdays(), lookback(),
        appraisal(), grades(), categories(), appraisal_rule(), brief(),         filings()};
    return all;
}

const ConfigSection& config_section(std::string_view path) {
    const auto all = config_sections();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ConfigSection& section) { return section.path == path; });
    if (found == all.end()) throw std::logic_error(fmt::format("cpcc.toml: no row for the section {}", path));
    return *found;
}

std::vector<std::string_view> names_in(const ConfigSection& section) {
    std::vector<std::string_view> all;
    for (const ConfigKey& key : section.keys) all.push_back(key.name);
    for (const ConfigSection& other : config_sections()) {
        if (other.path.empty() || (!section.path.empty() && !other.path.starts_with(std::string(section.path) + ".")))
            continue;
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
