#include "config/appraisal_keys.hpp"

namespace cpcc::cli {

namespace {

using enum KeyType;

const ConfigKey label{"label", text, {"中文名称", "its name in Chinese"}, "\"参加协商\""};
const ConfigKey label_en{"label_en", text, {"英文名称", "its name in English"}, "\"Consultations\""};

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

}  // namespace

std::vector<ConfigSection> appraisal_sections() { return {appraisal(), grades(), categories(), appraisal_rule()}; }

}  // namespace cpcc::cli
