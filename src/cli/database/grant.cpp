// cpcc grant
#include "cpcc/base/error.hpp"
#include "cpcc/store/grants.hpp"
#include "database/role_rights.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct GrantOptions {
    std::optional<std::string> office, role, name;
    std::vector<std::string> reads;
    bool sql = false;
};

int list(Context& context) {
    files::Table table{{},
                       {{"office", say(Words{"机关", "office"})},
                        {"name", say(Words{"名称", "name"})},
                        {"role", say(Words{"角色", "role"})},
                        {"reads", say(Words{"可读的其他机关", "also reads"})}},
                       {}};
    for (const store::Granted& one : store::granted(*owners(context, db::Mode::read)))
        table.rows.push_back({one.office, one.name, files::text_cell(one.role), files::text_cell(one.reads)});
    return print_report(context, table);
}

int run(Context& context, const GrantOptions& options) {
    if (!options.office && !options.role && !options.name && options.reads.empty() && !options.sql)
        return list(context);
    if (!options.office || !options.role)
        throw Error(Exit::usage, say(Words{"请写明机关和数据库角色", "missing office or role"}),
                    say(Words{"如 cpcc grant QS qingshan --name 青山区政协（不带参数的 cpcc grant 列出已有授权）",
                              "e.g. cpcc grant QS qingshan --name 青山区政协 (cpcc grant alone lists the grants)"}));
    const auto connection = owners(context, db::Mode::write);
    const std::string sql =
        store::sql_of(*connection, {*options.office, options.name.value_or(""), *options.role, options.reads});
    if (run_or_print(context, *connection, sql, options.sql))
        context.note(say(
            Words{"数据库角色 {} 已获授权，可读写机关 {} 的记录。", "Role {} can now read and write for office {}."},
            *options.role, *options.office));
    return 0;
}

Options rows(GrantOptions& o) {
    return {{.name = "OFFICE",
             .into = &o.office,
             .help = {"机关编号，如 QS，没有则新建；该机关的记录编号均以“QS-”开头",
                      "office code, e.g. QS, created if new; the codes of its records start with \"QS-\""},
             .positional = true},
            {.name = "ROLE",
             .into = &o.role,
             .help = {"服务器上已有的数据库角色", "existing role of the server"},
             .positional = true},
            {.name = "name",
             .into = &o.name,
             .help = {"机关名称，如 青山区政协", "name of the office, e.g. 青山区政协"},
             .value = "TEXT"},
            {.name = "reads",
             .into = &o.reads,
             .help = {"可读取其记录的其他机关；all 表示全部",
                      "another office whose records it may read; all for every office"},
             .value = "OFFICE|all"},
            sql_option(o.sql)};
}

}  // namespace

Command grant_command() {
    return command<GrantOptions>(
               "",
               {"授权服务器上的数据库角色读写一个机关的记录；不带参数则列出已有授权（PostgreSQL）",
                "grant a database role access to an office; without arguments, list the grants (PostgreSQL)"},
               rows, run)
        .explained({"没有这个编号的机关则新建。`--reads` "
                    "写明还可读取哪些机关的记录。不设密码。重新授权替代原来的授权。`--sql` "
                    "只打印要执行的 SQL，供 `psql --single-transaction` 执行。",
                    "Creates the office if there is none with that code. `--reads` names further offices that the role "
                    "may read. It sets no password. A new grant replaces the old one. `--sql` prints the SQL for `psql "
                    "--single-transaction`."});
}

}  // namespace cpcc::cli
