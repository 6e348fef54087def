// The text of a new cpcc.toml.
#include "config/config.hpp"

#include <array>

namespace cpcc::cli {

namespace {

// One section of the file each, in order. {0} is the database, {1} the office's code, {2} its name.
constexpr std::array sections{
    Words{"# cpcc 的配置。# 之后是说明；去掉行首的 # 即启用该项。\n",
          "# The configuration of cpcc. Behind # stand remarks; take the # away to use a key.\n"},
    Words{"# 数据库：文件（相对路径以本文件所在目录为准），或 postgresql://用户@主机/库名；密码不写在这里，写进 ~/.pgpass。\ndatabase = {0}\n"
          "# 供报表读的从库。\n# database_read = \"postgresql://用户@从库主机/库名\"\n",
          "# The database: a file, whose relative path begins at this file's folder, or postgresql://USER@HOST/DATABASE. No password here: it belongs in ~/.pgpass.\n"
          "database = {0}\n# A replica that reports are read from.\n# database_read = \"postgresql://USER@REPLICA/DATABASE\"\n"},
    Words{"# 界面语言：\"zh\" 或 \"en\"；不写则随 LC_ALL、LC_MESSAGES、LANG。\nlanguage = \"zh\"\n",
          "# The language: \"zh\" or \"en\"; without it LC_ALL, LC_MESSAGES, LANG decide.\nlanguage = \"en\"\n"},
    Words{"[office]\n# 自动编号的开头，如 QS-S2024-00012 中的 QS。\ncode = {1}\n# 机关名称，印在报表的标题里。\nname = {2}\n"
          "# 机关所在区划的编号；登记委员、写简报、封存时段时不写 --area 就用它。\n# area = \"420107\"\n",
          "[office]\n# What codes begin with that are made: QS in QS-S2024-00012.\ncode = {1}\n# The office's name, printed above reports.\nname = {2}\n"
          "# The code of the office's area; a member added without --area gets it, a brief and period commands without --area mean it.\n# area = \"420107\"\n"},
    Words{"# 自定指标：在一项指标上按标签、类别、形式、分类、议题或界别收窄。\n# [measures.canteens]\n# base = \"problems_solved\"\n# label = \"幸福食堂落地\"\n# tag = \"幸福食堂\"\n",
          "# Measures of your own: a measure narrowed by tag, kind, form, category, topic or sector.\n# [measures.canteens]\n# base = \"problems_solved\"\n"
          "# label = \"幸福食堂落地\"\n# tag = \"幸福食堂\"\n"},
    Words{"# 协商日，供 cpcc report calendar：每月几号，或第几个星期几（weekday、which），或活动季（months）；move 遇休息日调整。\n"
          "# [[calendar.rule]]\n# name = \"基层协商日\"\n# day = 25\n# move = \"next\"\n",
          "# Consultation days, for cpcc report calendar: a day of the month, or weekday and which, or a season of months; move takes it off days not worked.\n"
          "# [[calendar.rule]]\n# name = \"基层协商日\"\n# day = 25\n# move = \"next\"\n"},
    Words{"# 考核办法，供 cpcc report appraisal：每条规则各自计分，points 为负即扣分，cap 为上限；改规则时给原规则写 until，再以同一 id 另写一条并写 since。\n"
          "# [appraisal.members]\n# for = \"members\"\n# base = 60\n# [appraisal.members.category.sessions]\n# label = \"参加协商\"\n# cap = 30\n"
          "# [[appraisal.members.rule]]\n# id = \"consult\"\n# category = \"sessions\"\n# event = \"attendance\"\n# kind = \"consult\"\n# points = 2\n# cap = 20\n# since = \"2024-01-01\"\n",
          "# Rules for cpcc report appraisal: each counts on its own, points below 0 deduct, cap is the most; to change a rule, give it until, and write it once more with the same id and since.\n"
          "# [appraisal.members]\n# for = \"members\"\n# base = 60\n# [appraisal.members.category.sessions]\n# label = \"参加协商\"\n# label_en = \"Consultations\"\n# cap = 30\n"
          "# [[appraisal.members.rule]]\n# id = \"consult\"\n# category = \"sessions\"\n# event = \"attendance\"\n# kind = \"consult\"\n# points = 2\n# cap = 20\n# since = \"2024-01-01\"\n"},
    Words{"# 简报的模板；先用 cpcc report brief --print-template 打印一份自带的，再改。\n# [brief]\n# template = \"brief.mustache\"\n# template_en = \"brief.en.mustache\"\n",
          "# Templates of the brief; start from the built-in one: cpcc report brief --print-template.\n# [brief]\n# template = \"brief.mustache\"\n# template_en = \"brief.en.mustache\"\n"},
    Words{"# 自有账目的区划：report summary --filed 一律取其填报。\n# [filings]\n# areas = [\"420102\"]\n",
          "# Areas that keep their own books: report summary --filed takes what they filed.\n# [filings]\n# areas = [\"420102\"]\n"},
};

std::string quoted(const std::string& text) {
    std::string all = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') all += '\\';
        all += c;
    }
    return all + "\"";
}

}  // namespace

std::string new_config(const std::string& database, const std::string& office, const std::string& name) {
    std::string text;
    for (const Words& section : sections) text += (text.empty() ? "" : "\n") + say(section, quoted(database), quoted(office), quoted(name));
    return text;
}

}  // namespace cpcc::cli
