#include "config/keys.hpp"
#include "config/appraisal_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace cpcc::cli {

namespace {

using enum KeyType;

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
            {{"off", dates, {"放假的工作日", "weekdays off"}, "[\"2024-10-01\", \"2024-10-02\"]", true},
             {"on", dates, {"调休上班的周末", "weekend days worked"}, "[\"2024-09-29\"]", true}}};
}

ConfigSection lookback() {
    return {"lookback",
            false,
            {"回头看，用于 cpcc report followup", "Look-backs for cpcc report followup"},
            {{"after_days",
              wholes,
              {"问题解决后第几天回头看，由小到大", "days after the solution when a look-back is due, ascending"},
              "[30, 180]",
              true}}};
}

ConfigSection import_maps() {
    return {
        "import.NAME",
        false,
        {"导入方案：表格自己的列名、固定值、日期格式、单位和用词，用于 cpcc import --map；可由 --save-map 写入",
         "Import maps for cpcc import --map: a sheet's own headers, fixed values, dates, unit and words. --save-map "
         "writes one"},
        {{"columns",
          table,
          {"列名，及其对应的字段；对应“”的列不读取",
           "headers and the fields that they mean; \"\": the column is not read"},
          "{ \"活动时间\" = \"held_on\" }",
          true,
          false,
          "",
          {"也可另起一节 `[import.NAME.columns]`，每行写一列；fixed、words 同此。表中没有的列，导入时提示。",
           "It may also be a section of its own, `[import.NAME.columns]`, with a line for each column; so may fixed "
           "and "
           "words. An import names the columns that a sheet does not have."}},
         {"fixed",
          table,
          {"表中没有的字段，及其在每一行的值", "fields that the sheet lacks, and their value in every row"},
          "{ platform = \"QS-P-001\", kind = \"consult\" }",
          true,
          false,
          "",
          {"金额以元为单位。单元格写有其他内容的，以单元格为准，并予提示。",
           "Amounts are in yuan. A cell with another value takes precedence, and the import reports it."}},
         {"dates",
          text,
          {"日期格式，由 YYYY 或 YY、M、D 和分隔符组成", "form of dates: YYYY or YY, M, D and signs between them"},
          "\"D/M/YYYY\"",
          true,
          false,
          "",
          {"YYYY-MM-DD 同样接受。没有年份的，由 --year 指定。",
           "YYYY-MM-DD is accepted too. --year gives the year of a form without one."}},
         {"unit", text, {"金额的单位", "unit of amounts"}, "\"万元\"", true, false, "\"元\""},
         {"words",
          table,
          {"表中的用词，及其对应的可选值", "words for choices, and the choices that they mean"},
          "{ \"会商\" = \"consult\" }",
          true,
          false,
          "",
          {"只用于某个字段的，写作 `words.kind = …`。也用于角色和是否。",
           "Words for one field only are written `words.kind = …`. They also serve for roles, and for yes and "
           "no."}},
         {"key",
          texts,
          {"没有编号的行按这些字段查找已有记录", "fields by which a row without a code finds its record"},
          "[\"held_on\", \"platform\"]",
          true,
          false,
          "",
          {"每行都须填写这些字段；查到几条的，该行有误。已有识别字段的类别不用填写。",
           "Every row needs a value in each; a row that finds several records is rejected. Not for kinds that have a "
           "key "
           "of their own."}}},
        "import.street"};
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
    static const std::vector<ConfigSection> all = [] {
        std::vector<ConfigSection> rows{top(),           office(),   measures(), calendar(),
                                        calendar_rule(), workdays(), lookback()};
        for (ConfigSection& section : appraisal_sections()) rows.push_back(std::move(section));
        rows.insert(rows.end(), {import_maps(), brief(), filings()});
        return rows;
    }();
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
