// cpcc copy FROM TO: a whole database from one engine to another, or from one place to another.
#include "database/database_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/copy.hpp"
#include "cpcc/db/migrate.hpp"

#include <unistd.h>

#include <filesystem>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

struct CopyNames {
    std::string from, to;
};

// A file appears under its name only when whole; a server's database is filled in one transaction.
std::vector<db::Content> copy_to(db::Connection& from, const std::string& to) {
    const std::string place = db::is_url(to) ? to : fmt::format("{}.part-{}", to, getpid());
    try {
        auto found = db::copy(from, *db::open(place, db::Mode::create));
        if (place != to) fs::rename(place, to);
        return found;
    } catch (...) {
        std::error_code ignored;
        if (place != to) fs::remove(place, ignored);
        throw;
    }
}

int copy(Context& context, const CopyNames& names) {
    if (db::exists(names.to)) throw Error(Exit::failed, say(Words{"{} 已经存在，不予覆盖", "{} exists already and is not overwritten"}, names.to), say(Words{"请另取名称", "choose another name"}));
    const auto from = db::open(names.from, db::Mode::read);
    db::require_current(*from);
    files::Table table{{}, {{"table", say(Words{"表", "table"})}, {"rows", say(Words{"行数", "rows"}), files::CellType::integer}, {"content", say(Words{"内容校验", "content"})}}, {}};
    for (const db::Content& content : copy_to(*from, names.to)) table.rows.push_back({content.table, content.rows, fmt::format("{:016x}", content.hash)});
    print(context, table);
    context.note(say(Words{"已复制到 {}，每张表都读回核对过。", "Copied to {}; every table was read back and holds the same."}, names.to));
    return 0;
}

}  // namespace

Command copy_command() {
    return {"", {"把整个数据库复制到另一处，可在 SQLite 与 PostgreSQL 之间", "copy a whole database to another place, between SQLite and PostgreSQL too"}, [](Options& options) -> Action {
                auto names = std::make_shared<CopyNames>();
                options.push_back({.name = "FROM", .into = &names->from, .help = {"原数据库：文件或 URL", "the database: a file or a URL"}, .positional = true, .required = true, .file = true});
                options.push_back({.name = "TO", .into = &names->to, .help = {"新文件，或服务器上的空库", "a new file, or an empty database on a server"}, .positional = true, .required = true, .file = true});
                return [names](Context& context) { return copy(context, *names); };
            }};
}

}  // namespace cpcc::cli
