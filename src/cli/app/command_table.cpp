// THE table of commands: every noun once, in the order of the overview.
#include "app/completion.hpp"
#include "cpcc/records/registry.hpp"
#include "database/database_commands.hpp"
#include "records/record_commands.hpp"
#include "report/report_commands.hpp"
#include "transfer/transfer_commands.hpp"

namespace cpcc::cli {

namespace {

Noun single(std::string name, Words help, Command (*command)(), bool listed = true) {
    return {std::move(name), help, listed, [command] { return std::vector<Command>{command()}; }};
}

std::vector<Noun> table() {
    std::vector<Noun> all;
    for (const records::Kind* kind : records::kinds())
        all.push_back({std::string(kind->id), kind->about, true, [kind] { return record_commands(*kind); }});
    all.push_back({"report", {"报表；不写名称就是上月汇总", "reports; without a name last month's summary"}, true, [] { return std::vector<Command>{summary_command(), coverage_command(), calendar_command(), followup_command(), chain_command(), reconcile_command(), brief_command(), appraisal_command()}; }, "summary"});
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
    return all;
}

}  // namespace

const std::vector<Noun>& nouns() {
    static const std::vector<Noun> all = table();
    return all;
}

}  // namespace cpcc::cli
