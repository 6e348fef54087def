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
        context.note(say(Words{"角色 {} 不再能读写；它的单位和记录都在。", "The role {} can read and write no more; its office and the records stay."}, options.role));
    return 0;
}

Options rows(RevokeOptions& o) {
    return {{.name = "ROLE", .into = &o.role, .help = {"角色", "the role"}, .positional = true, .required = true}, sql_option(o.sql)};
}

}  // namespace

Command revoke_command() {
    return command<RevokeOptions>("", {"收回 grant 给一个角色的权限；记录不动（PostgreSQL）", "take back what `grant` gave a role; records stay (PostgreSQL)"}, rows, run)
        .explained({"单位和记录都保留。",
                    "The office and its records stay."});
}

}  // namespace cpcc::cli
