// THE table of commands: every noun once, in the order of the overview, and every verb. A command stands in the file of its name
// (init_command in database/init.cpp); its declaration and its row are here.
#include "app/command_table.hpp"

#include "cpcc/records/registry.hpp"
#include "records/add.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace cpcc::cli {

// app
Command complete_command();
Command completion_command();
Command manual_command();
// database
Command backup_command();
Command check_command();
Command copy_command();
Command grant_command();
Command init_command();
Command migrate_command();
Command query_command();
Command restore_command();
Command revoke_command();
// records: the verbs of every kind, and a kind's own
Command edit_command(const records::Kind&);
Command fields_command();
Command history_command(const records::Kind&);
Command list_command(const records::Kind&);
Command restore_command(const records::Kind&);
Command show_command(const records::Kind&);
Command void_command(const records::Kind&);
std::vector<Command> member_verbs(const records::Kind&);
std::vector<Command> platform_verbs(const records::Kind&);
std::vector<Command> problem_verbs(const records::Kind&);
std::vector<Command> session_verbs(const records::Kind&);
// report
Command appraisal_command();
Command brief_command();
Command calendar_command();
Command chain_command();
Command coverage_command();
Command followup_command();
Command measures_command();
Command period_close_command();
Command period_list_command();
Command period_reopen_command();
Command reconcile_command();
Command summary_command();
// transfer
Command export_command();
Command import_command();
Command template_command();

namespace {

using OwnVerbs = std::vector<Command> (*)(const records::Kind&);

constexpr std::pair<std::string_view, OwnVerbs> own_verbs[]{
    {"platform", platform_verbs},
    {"member", member_verbs},
    {"session", session_verbs},
    {"problem", problem_verbs},
};

// The verbs of the trade, which stand first, and those that every kind has.
std::vector<Command> record_commands(const records::Kind& kind) {
    std::vector<Command> all;
    for (const auto& [id, verbs] : own_verbs)
        if (kind.id == id) all = verbs(kind);
    all.push_back(add_command(kind, "add", {"登记一条", "add one"}));
    all.push_back(edit_command(kind));
    all.push_back(show_command(kind));
    all.push_back(list_command(kind));
    all.push_back(void_command(kind));
    all.push_back(restore_command(kind));
    all.push_back(history_command(kind));
    return all;
}

std::vector<Command> report_commands() {
    return {summary_command(), coverage_command(), calendar_command(), followup_command(), chain_command(), reconcile_command(), brief_command(), appraisal_command()};
}

std::vector<Command> period_commands() { return {period_close_command(), period_reopen_command(), period_list_command()}; }

Noun single(std::string name, Words help, Command (*command)(), bool listed = true) {
    return {std::move(name), help, listed, [command] { return std::vector<Command>{command()}; }};
}

std::vector<Noun> table() {
    std::vector<Noun> all;
    for (const records::Kind* kind : records::kinds())
        all.push_back({std::string(kind->id), kind->about, true, [kind] { return record_commands(*kind); }});
    all.push_back({"report", {"报表；不写名称就是上月汇总", "reports; without a name last month's summary"}, true, report_commands, "summary"});
    all.push_back({"period", {"封存时段的数字", "freeze a period's figures"}, true, period_commands});
    all.push_back(single("import", {"成批导入 CSV 或 XLSX", "take in CSV or XLSX"}, import_command));
    all.push_back(single("export", {"导出", "write records out"}, export_command));
    all.push_back(single("template", {"导入用的空表", "an empty sheet for import"}, template_command));
    all.push_back(single("fields", {"各类记录的字段", "the fields of every kind"}, fields_command));
    all.push_back(single("measures", {"各项指标及其定义", "the measures and what they count"}, measures_command));
    all.push_back(single("query", {"用 SQL 查（只读）", "ask in SQL (read-only)"}, query_command));
    all.push_back(single("init", {"新建配置和数据库", "make a configuration and a database"}, init_command));
    all.push_back(single("check", {"检查数据库", "check the database"}, check_command));
    all.push_back(single("backup", {"备份", "copy the database to a file"}, backup_command));
    all.push_back(single("restore", {"用备份恢复", "bring a backup back"}, restore_command));
    all.push_back(single("copy", {"整库复制（SQLite、PostgreSQL 之间也行）", "copy a whole database, between SQLite and PostgreSQL too"}, copy_command));
    all.push_back(single("grant", {"多个单位共用一库：谁的角色能写什么、读什么", "many offices in one database: whose role may write and read what"}, grant_command));
    all.push_back(single("revoke", {"收回一个角色的权限", "take a role's rights back"}, revoke_command));
    all.push_back(single("migrate", {"升级数据库结构", "bring the schema up to date"}, migrate_command));
    all.push_back(single("completion", {"打印 shell 补全脚本", "print a shell's completion script"}, completion_command));
    all.push_back(single("complete", {"补全一行（供补全脚本用）", "complete a line (for the scripts)"}, complete_command, false));
    all.push_back(single("manual", {"写出手册页（编译时执行）", "write the manual pages (the build does)"}, manual_command, false));
    return all;
}

}  // namespace

const std::vector<Noun>& nouns() {
    static const std::vector<Noun> all = table();
    return all;
}

}  // namespace cpcc::cli
