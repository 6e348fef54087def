// cpcc grant, revoke: many offices in one database, each with a role of its own.
#include "database/database_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/store/grants.hpp"

#include <memory>

namespace cpcc::cli {

namespace {

struct Values {
    std::optional<std::string> office, role, name;
    std::vector<std::string> reads;
    bool sql = false;
};

// The database as its owner has it: no office of a configuration speaks for him.
std::unique_ptr<db::Connection> owners(Context& context, db::Mode mode) {
    auto connection = db::open(context.database_path(), mode);
    db::require_current(*connection);
    return connection;
}

int list(Context& context) {
    files::Table table{{}, {{"office", say(Words{"单位", "office"})}, {"name", say(Words{"名称", "name"})}, {"role", say(Words{"角色", "role"})}, {"reads", say(Words{"另可读", "also reads"})}}, {}};
    for (const store::Granted& one : store::granted(*owners(context, db::Mode::read))) table.rows.push_back({one.office, one.name, files::text_cell(one.role), files::text_cell(one.reads)});
    return print_list(context, table);
}

// Prints what would be run, for whoever may run it, or runs it.
bool ran(Context& context, db::Connection& connection, const std::string& sql, bool only_print) {
    if (!only_print) {
        store::run_grant(connection, sql);
        return true;
    }
    Output output(context);
    output.stream() << sql;
    output.finish();
    context.note(say(Words{"没有执行；由有权的人用 psql --single-transaction 执行。", "Nothing was run; whoever may runs it with psql --single-transaction."}));
    return false;
}

int grant(Context& context, const Values& values) {
    if (!values.office && !values.role && !values.name && values.reads.empty() && !values.sql) return list(context);
    if (!values.office || !values.role)
        throw Error(Exit::usage, say(Words{"要写明单位和角色", "an office and a role are to be named"}), say(Words{"如 cpcc grant QS qingshan --name 青山区政协；单写 cpcc grant 是列出", "as cpcc grant QS qingshan --name 青山区政协; cpcc grant alone lists"}));
    const auto connection = owners(context, db::Mode::write);
    const std::string sql = store::sql_of(*connection, {*values.office, values.name.value_or(""), *values.role, values.reads});
    if (ran(context, *connection, sql, values.sql)) context.note(say(Words{"角色 {} 现在为单位 {} 读写。", "The role {} now reads and writes for the office {}."}, *values.role, *values.office));
    return 0;
}

int revoke(Context& context, const std::string& role, bool only_print) {
    const auto connection = owners(context, db::Mode::write);
    if (ran(context, *connection, store::sql_to_revoke(*connection, role), only_print))
        context.note(say(Words{"角色 {} 不再能读写；它的单位和记录都在。", "The role {} can read and write no more; its office and the records stay."}, role));
    return 0;
}

Option sql_option(bool& into) { return {.name = "sql", .into = &into, .help = {"只打印 SQL，不执行", "print the SQL and run nothing"}}; }

}  // namespace

Command grant_command() {
    return {"", {"让服务器上的一个角色为一个单位读写；不写参数则列出（PostgreSQL）", "let a role of the server read and write for an office; without arguments, list (PostgreSQL)"}, [](Options& options) -> Action {
                auto v = std::make_shared<Values>();
                options.push_back({.name = "OFFICE", .into = &v->office, .help = {"单位编号，新的就建，如 QS；它的记录编号都以“QS-”开头", "the office's code; a new one is made. Codes of its records begin with it and -"}, .positional = true});
                options.push_back({.name = "ROLE", .into = &v->role, .help = {"服务器上已有的角色", "a role that the server has"}, .positional = true});
                options.push_back({.name = "name", .into = &v->name, .help = {"单位名称，如 青山区政协", "the office's name, as 青山区政协"}, .value = "TEXT"});
                options.push_back({.name = "reads", .into = &v->reads, .help = {"还可读哪个单位的记录；all 为全部", "a further office whose records it may read; all: everyone's"}, .value = "OFFICE|all"});
                options.push_back(sql_option(v->sql));
                return [v](Context& context) { return grant(context, *v); };
            }};
}

Command revoke_command() {
    return {"", {"收回 grant 给一个角色的权限；记录不动（PostgreSQL）", "take back what `grant` gave a role; records stay (PostgreSQL)"}, [](Options& options) -> Action {
                struct Revoked { std::string role; bool sql = false; };
                auto v = std::make_shared<Revoked>();
                options.push_back({.name = "ROLE", .into = &v->role, .help = {"角色", "the role"}, .positional = true, .required = true});
                options.push_back(sql_option(v->sql));
                return [v](Context& context) { return revoke(context, v->role, v->sql); };
            }};
}

}  // namespace cpcc::cli
