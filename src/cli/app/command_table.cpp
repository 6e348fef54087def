// Lists all commands: every noun in the order of the overview, and every verb. A command is defined in the file of its
// name (init_command in database/init.cpp); its declaration and its row are here.
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
Command audit_head_command();
Command audit_verify_command();
Command backup_command();
Command check_command();
Command config_check_command();
Command config_get_command();
Command config_set_command();
Command copy_command();
Command grant_command();
Command init_command();
Command migrate_command();
Command query_command();
Command restore_command();
Command revoke_command();
// records: the verbs of every kind, and a kind's own
Command distinct_command();
Command edit_command(const records::Kind&);
Command fields_command();
Command find_command();
Command history_command(const records::Kind&);
Command list_command(const records::Kind&);
Command log_command();
Command merge_command();
Command rename_command();
Command restore_command(const records::Kind&);
Command show_command(const records::Kind&);
Command undo_command();
Command void_command(const records::Kind&);
std::vector<Command> member_verbs(const records::Kind&);
std::vector<Command> platform_verbs(const records::Kind&);
std::vector<Command> problem_verbs(const records::Kind&);
std::vector<Command> session_verbs(const records::Kind&);
// exchange
Command bundle_conflicts_command();
Command bundle_list_command();
Command bundle_registers_command();
Command bundle_show_command();
Command bundle_take_command();
Command bundle_write_command();
Command key_new_command();
Command key_show_command();
Command office_add_command();
Command office_list_command();
Command office_remove_command();
// report
Command appraisal_command();
Command brief_command();
Command calendar_command();
Command cases_command();
Command chain_command();
Command coverage_command();
Command dashboard_command();
Command filings_command();
Command followup_command();
Command honours_command();
Command measures_command();
Command member_report_command();
Command monthly_command();
Command period_close_command();
Command period_list_command();
Command period_reopen_command();
Command plan_command();
Command platform_report_command();
Command reconcile_command();
Command roll_command();
Command status_command();
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

std::vector<Command> opening(Opens opens, std::vector<Command> commands) {
    for (Command& command : commands) command.opens = opens;
    return commands;
}

Command writing(Command command) {
    command.opens = Opens::writing;
    return command;
}

// Returns the lifecycle verbs of a kind, then the generic verbs.
std::vector<Command> record_commands(const records::Kind& kind) {
    std::vector<Command> all;
    for (const auto& [id, verbs] : own_verbs)
        if (kind.id == id) all = opening(Opens::writing, verbs(kind));
    all.push_back(writing(add_command(kind, "add", {"登记记录", "add a record"})));
    all.push_back(writing(edit_command(kind)));
    all.push_back(show_command(kind));
    all.push_back(list_command(kind));
    all.push_back(writing(void_command(kind)));
    all.push_back(writing(restore_command(kind)));
    all.push_back(history_command(kind));
    return all;
}

std::vector<Command> report_commands() {
    return opening(Opens::reporting,
                   {summary_command(), dashboard_command(), coverage_command(), calendar_command(), followup_command(),
                    chain_command(), member_report_command(), platform_report_command(), roll_command(),
                    honours_command(), cases_command(), plan_command(), filings_command(), reconcile_command(),
                    brief_command(), appraisal_command()});
}

std::vector<Command> period_commands() {
    return {writing(period_close_command()), writing(period_reopen_command()), period_list_command()};
}

Noun single(std::string name, Words help, Command (*command)(), bool listed = true) {
    return {std::move(name), help, listed, [command] { return std::vector<Command>{command()}; }};
}

std::vector<Noun> table() {
    std::vector<Noun> all;
    for (const records::Kind* kind : records::kinds())
        all.push_back({std::string(kind->id), kind->about, true, [kind] { return record_commands(*kind); }});
    all.push_back({"report",
                   {"各类报表（默认：上月汇总）", "reports (default: last month's summary)"},
                   true,
                   report_commands,
                   "summary"});
    all.push_back(single("monthly", {"一次生成全部月报", "everything that is due for a month"}, monthly_command));
    all.push_back({"period", {"封存时段数据", "freeze the figures of a period"}, true, period_commands});
    all.push_back(single("status", {"近期事项一览", "what is due, on one screen"}, status_command));
    all.push_back(single(
        "find", {"按编号、名称、题目查找各类记录", "find records of every kind by code, name or title"}, find_command));
    all.push_back(single("import", {"批量导入 CSV 或 XLSX", "import CSV or XLSX"}, import_command));
    all.push_back(single("export", {"导出记录", "export records"}, export_command));
    all.push_back(single("template", {"导入用的空白表", "blank sheet for import"}, template_command));
    all.push_back({"bundle", {"与其他单位交换数据包", "exchange records with other offices"}, true, [] {
                       return std::vector<Command>{bundle_write_command(), bundle_registers_command(),
                                                   bundle_show_command(),  writing(bundle_take_command()),
                                                   bundle_list_command(),  bundle_conflicts_command()};
                   }});
    all.push_back({"key", {"签名密钥", "the key that signs bundles"}, true, [] {
                       return std::vector<Command>{key_new_command(), key_show_command()};
                   }});
    all.push_back({"office", {"报送数据包的单位", "offices whose bundles are taken"}, true, [] {
                       return std::vector<Command>{writing(office_add_command()), office_list_command(),
                                                   writing(office_remove_command())};
                   }});
    all.push_back(single("rename", {"更改记录的编号", "change the code of a record"}, rename_command));
    all.push_back(single("merge", {"将两条记录合并为一条", "make two records one"}, merge_command));
    all.push_back(single("distinct", {"确认两条相似的记录不是重复", "confirm that two similar records are not doubles"},
                         distinct_command));
    all.push_back(single("log", {"操作日志：何人何时改了什么", "journal: who changed what and when"}, log_command));
    all.push_back(single("undo", {"撤销操作或导入", "take back a command or an import"}, undo_command));
    all.push_back(single("fields", {"各类记录的字段", "fields of every kind of record"}, fields_command));
    all.push_back(single("measures", {"各项指标及其定义", "measures and their definitions"}, measures_command));
    all.push_back(single("query", {"用 SQL 查询（只读）", "query with SQL (read-only)"}, query_command));
    all.push_back(single("init", {"新建配置文件和数据库", "create a configuration file and a database"}, init_command));
    all.push_back({"config", {"配置文件", "the configuration file"}, true, [] {
                       return std::vector<Command>{config_get_command(), config_set_command(), config_check_command()};
                   }});
    all.push_back(single("check", {"检查数据库", "check the database"}, check_command));
    all.push_back({"audit", {"核对历史是否被改动", "verify that nobody altered the history"}, true, [] {
                       return std::vector<Command>{audit_head_command(), audit_verify_command()};
                   }});
    all.push_back(single("backup", {"备份数据库", "back up the database"}, backup_command));
    all.push_back(single("restore", {"从备份恢复", "restore a backup"}, restore_command));
    all.push_back(single("copy",
                         {"复制整个数据库，可在 SQLite 与 PostgreSQL 之间复制",
                          "copy a whole database, also between SQLite and PostgreSQL"},
                         copy_command));
    all.push_back(
        single("grant", {"多个机关共用一个数据库时的读写权限", "read and write access when offices share one database"},
               grant_command));
    all.push_back(single("revoke", {"撤销数据库角色的权限", "revoke the access of a database role"}, revoke_command));
    all.push_back(single("migrate", {"升级数据库结构", "upgrade the schema"}, migrate_command));
    all.push_back(single("completion", {"输出 shell 补全脚本", "print a shell completion script"}, completion_command));
    all.push_back(single("complete",
                         {"补全一行命令（供补全脚本调用）", "complete a command line (for the completion scripts)"},
                         complete_command, false));
    all.push_back(single("manual", {"生成手册页（编译时执行）", "write the manual pages (used by the build)"},
                         manual_command, false));
    return all;
}

}  // namespace

const std::vector<Noun>& nouns() {
    static const std::vector<Noun> all = table();
    return all;
}

}  // namespace cpcc::cli
