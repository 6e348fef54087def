// cpcc grant: a role of the server reads and writes for an office.
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
    files::Table table{{}, {{"office", say(Words{"单位", "office"})}, {"name", say(Words{"名称", "name"})}, {"role", say(Words{"角色", "role"})}, {"reads", say(Words{"另可读", "also reads"})}}, {}};
    for (const store::Granted& one : store::granted(*owners(context, db::Mode::read))) table.rows.push_back({one.office, one.name, files::text_cell(one.role), files::text_cell(one.reads)});
    return print_list(context, table);
}

int run(Context& context, const GrantOptions& options) {
    if (!options.office && !options.role && !options.name && options.reads.empty() && !options.sql) return list(context);
    if (!options.office || !options.role)
        throw Error(Exit::usage, say(Words{"要写明单位和角色", "an office and a role are to be named"}), say(Words{"如 cpcc grant QS qingshan --name 青山区政协；单写 cpcc grant 是列出", "as cpcc grant QS qingshan --name 青山区政协; cpcc grant alone lists"}));
    const auto connection = owners(context, db::Mode::write);
    const std::string sql = store::sql_of(*connection, {*options.office, options.name.value_or(""), *options.role, options.reads});
    if (run_or_print(context, *connection, sql, options.sql)) context.note(say(Words{"角色 {} 现在为单位 {} 读写。", "The role {} now reads and writes for the office {}."}, *options.role, *options.office));
    return 0;
}

Options rows(GrantOptions& o) {
    return {{.name = "OFFICE", .into = &o.office, .help = {"单位编号，新的就建，如 QS；它的记录编号都以“QS-”开头", "the office's code; a new one is made. Codes of its records begin with it and -"}, .positional = true},
            {.name = "ROLE", .into = &o.role, .help = {"服务器上已有的角色", "a role that the server has"}, .positional = true},
            {.name = "name", .into = &o.name, .help = {"单位名称，如 青山区政协", "the office's name, as 青山区政协"}, .value = "TEXT"},
            {.name = "reads", .into = &o.reads, .help = {"还可读哪个单位的记录；all 为全部", "a further office whose records it may read; all: everyone's"}, .value = "OFFICE|all"},
            sql_option(o.sql)};
}

}  // namespace

Command grant_command() {
    return command<GrantOptions>("", {"让服务器上的一个角色为一个单位读写；不写参数则列出（PostgreSQL）", "let a role of the server read and write for an office; without arguments, list (PostgreSQL)"}, rows, run)
        .explained({"没有这个编号的单位则新建。`--reads` 写明另可读哪些单位。不设密码。重新授权替代原来的授权。`--sql` 只打印要执行的 SQL，供 `psql --single-transaction` 执行。",
                    "Creates the office if there is none with that code. `--reads` names further offices that the role may read. It sets no password. A new grant replaces the old one. `--sql` prints the SQL for `psql --single-transaction`."});
}

}  // namespace cpcc::cli
