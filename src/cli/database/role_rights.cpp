#include "database/role_rights.hpp"

#include "cpcc/db/migrate.hpp"
#include "cpcc/store/grants.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

std::unique_ptr<db::Connection> owners(Context& context, db::Mode mode) {
    auto connection = db::open(context.database_path(), mode);
    db::require_current(*connection);
    return connection;
}

bool run_or_print(Context& context, db::Connection& connection, const std::string& sql, bool only_print) {
    if (!only_print) {
        store::run_grant(connection, sql);
        return true;
    }
    Output output(context);
    output.stream() << sql;
    output.finish();
    context.note(say(Words{"SQL 尚未执行；请由有权限的用户用 psql --single-transaction 执行。",
                           "Nothing was run. Have an authorized user run it with psql --single-transaction."}));
    return false;
}

Option sql_option(bool& into) {
    return {.name = "sql", .into = &into, .help = {"只输出 SQL，不执行", "print the SQL without running it"}};
}

}  // namespace cpcc::cli
