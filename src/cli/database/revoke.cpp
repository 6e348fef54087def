// cpcc revoke
#include "cpcc/store/grants.hpp"
#include "database/role_rights.hpp"

namespace cpcc::cli {

namespace {

struct RevokeOptions {
    std::string role;
    bool sql = false;
};

int run(Context& context, const RevokeOptions& options) {
    const auto connection = owners(context, db::Mode::write);
    if (run_or_print(context, *connection, store::sql_to_revoke(*connection, options.role), options.sql))
        context.note(say(Words{"已撤销数据库角色 {} 的权限；机关及其记录不变。",
                               "Role {} no longer has access. Its office and records do not change."},
                         options.role));
    return 0;
}

Options rows(RevokeOptions& o) {
    return {{.name = "ROLE",
             .into = &o.role,
             .help = {"数据库角色", "database role"},
             .positional = true,
             .required = true},
            sql_option(o.sql)};
}

}  // namespace

Command revoke_command() {
    return command<RevokeOptions>("",
                                  {"撤销用 grant 授予数据库角色的权限；记录不变（PostgreSQL）",
                                   "revoke the access that `grant` gave a role; records do not change (PostgreSQL)"},
                                  rows, run)
        .explained({"机关和记录均保留。", "The office and its records stay."});
}

}  // namespace cpcc::cli
