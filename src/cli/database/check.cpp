// cpcc check
#include "cpcc/store/check.hpp"

#include "config/filing_check.hpp"
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/store/trail.hpp"
#include "database/check_database.hpp"
#include "database/file_findings.hpp"
#include "database/findings_table.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

#include <algorithm>
#include <memory>

namespace cpcc::cli {

namespace {

using store::Finding;
using store::Severity;

struct CheckOptions {
    bool repair = false;
};

std::vector<db::Fault> faults_of(db::Connection& connection) {
    std::vector<db::Fault> faults = connection.catalog().schema_faults(db::migrations().back().number);
    for (db::Fault& fault : connection.catalog().integrity()) faults.push_back(std::move(fault));
    return faults;
}

// One fault that needs a backup takes the others with it: the index of a missing table cannot be made.
bool can_mend(const std::vector<db::Fault>& faults) {
    return std::all_of(faults.begin(), faults.end(), [](const db::Fault& fault) { return !fault.mend.empty(); });
}

// Mends what loses nothing, after a backup. Returns how many faults.
std::size_t repair(Context& context, const std::string& database) {
    const auto connection = db::open(database, db::Mode::write);
    db::require_version(*connection);
    const std::vector<db::Fault> faults = faults_of(*connection);
    if (faults.empty() || !can_mend(faults)) return 0;
    const std::string copy = free_name(connection->catalog().home() + ".before-repair");
    write_whole(copy, [&](const std::string& part) { connection->catalog().backup_to(part); });
    context.note(say(Words{"修复前已备份到 {}。", "Backed up to {} before the repair."}, copy));
    for (const db::Fault& fault : faults) connection->execute(fault.mend);
    return faults.size();
}

// Runs a part of the check. What the file holds may make it fail, and that is a finding too.
void guarded(std::vector<Finding>& found, const std::string& database, const std::function<void()>& part) {
    try {
        part();
    } catch (const Error& error) {
        if (error.code() != Exit::failed) throw;
        found.push_back(
            {Severity::error, database, error.message(), say(Words{"cpcc restore 备份文件", "cpcc restore BACKUP"})});
    }
}

void check_content(Context& context, db::Connection& connection, std::vector<Finding>& found) {
    const db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const std::vector<db::Fault> faults = faults_of(connection);
    for (const db::Fault& fault : faults)
        found.push_back(
            {Severity::error, fault.object.empty() ? connection.name() : fault.object, fault.what,
             can_mend(faults) ? "cpcc check --repair" : say(Words{"cpcc restore 备份文件", "cpcc restore BACKUP"})});
    if (!can_mend(faults)) return;  // records cannot be read reliably
    const std::string& database = connection.name();
    guarded(found, database,
            [&] { store::check(connection, [&](Finding finding) { found.push_back(std::move(finding)); }); });
    guarded(found, database, [&] {
        store::verify_trail(connection, std::nullopt, [&](Finding finding) { found.push_back(std::move(finding)); });
    });
    guarded(found, database, [&] {
        for (Finding& filing : wrong_filings(connection, context.config())) found.push_back(std::move(filing));
    });
}

}  // namespace

std::vector<Finding> check_database(Context& context, const std::string& database) {
    std::vector<Finding> found;
    if (!db::is_url(database)) found = file_findings(database);
    guarded(found, database, [&] {
        const auto connection = db::open(database, db::Mode::read);
        db::require_version(*connection);
        check_content(context, *connection, found);
    });
    return found;
}

namespace {

int run(Context& context, const CheckOptions& options) {
    const std::string database = context.database_path();
    if (options.repair)
        context.note(say(Words{"已修复 {} 处。", "Mended {}."},
                         counted(static_cast<std::int64_t>(repair(context, database)), "fault", "faults")));
    const std::vector<Finding> found = check_database(context, database);
    return print_findings(context, found, {"检查通过，未发现问题。", "No problems found."});
}

Options rows(CheckOptions& o) {
    return {{.name = "repair",
             .into = &o.repair,
             .help = {"先备份，再修复无需人工判断的问题", "back up, then mend what needs no judgement"},
             .about = {"补建缺失的索引，删除不属于 cpcc 的触发器、视图和索引，改正日志方式。记录本身由人更正。",
                       "Makes missing indexes, removes foreign triggers, views and indexes, and sets the journal mode. "
                       "People correct the records themselves."}}};
}

}  // namespace

Command check_command() {
    return command<CheckOptions>("",
                                 {"检查数据库是否完好、记录是否符合规则",
                                  "check the integrity of the database and the rules of its records"},
                                 rows, run)
        .explained(
            {"检查数据库结构、引用、取值、规则、历史是否被改动、疑似重复、文件权限等，每个问题列出级别、记录和下一步命"
             "令。"
             "有错误或警告时退出码为 4；只有提示（疑似重复、中断的命令留下的文件）时为 0。"
             "规则见 `cpcc help record-rules`。",
             "Checks the schema, references, values, rules, the chain of the history, likely doubles, file modes and "
             "more. Each finding has a "
             "severity, a record and the next command. The exit status is 4 for an error or a warning. It is 0 for "
             "notes only: likely doubles, and files that an interrupted command left. See `cpcc help record-rules`."})
        .with_example("cpcc check", {"检查完整性和全部规则", "Check integrity and every rule"})
        .with_example("cpcc check --format json", {"供程序读取", "For programs"});
}

}  // namespace cpcc::cli
