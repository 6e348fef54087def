// cpcc copy FROM TO: a whole database from one engine to another, or from one place to another.
#include "cpcc/base/error.hpp"
#include "cpcc/db/copy.hpp"
#include "cpcc/db/migrate.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "database/whole_file.hpp"

namespace cpcc::cli {

namespace {

struct CopyOptions {
    std::string from, to;
};

// A file appears under its name only when whole; a server's database is filled in one transaction.
std::vector<db::Content> copy_to(db::Connection& from, const std::string& to) {
    if (db::is_url(to)) return db::copy(from, *db::open(to, db::Mode::create));
    std::vector<db::Content> found;
    write_whole(to, [&](const std::string& part) { found = db::copy(from, *db::open(part, db::Mode::create)); });
    return found;
}

int run(Context& context, const CopyOptions& options) {
    if (db::exists(options.to)) throw Error(Exit::failed, say(Words{"{} 已经存在，不予覆盖", "{} exists already and is not overwritten"}, options.to), say(Words{"请另取名称", "choose another name"}));
    const auto from = db::open(options.from, db::Mode::read);
    db::require_current(*from);
    files::Table table{{}, {{"table", say(Words{"表", "table"})}, {"rows", say(Words{"行数", "rows"}), files::CellType::integer}, {"content", say(Words{"内容校验", "content"})}}, {}};
    for (const db::Content& content : copy_to(*from, options.to)) table.rows.push_back({content.table, content.rows, fmt::format("{:016x}", content.hash)});
    print(context, table);
    context.note(say(Words{"已复制到 {}，每张表都读回核对过。", "Copied to {}; every table was read back and holds the same."}, options.to));
    return 0;
}

Options rows(CopyOptions& o) {
    return {{.name = "FROM", .into = &o.from, .help = {"原数据库：文件或 URL", "the database: a file or a URL"}, .positional = true, .required = true, .file = true},
            {.name = "TO", .into = &o.to, .help = {"新文件，或服务器上的空库", "a new file, or an empty database on a server"}, .positional = true, .required = true, .file = true}};
}

}  // namespace

Command copy_command() {
    return command<CopyOptions>("", {"把整个数据库复制到另一处，可在 SQLite 与 PostgreSQL 之间", "copy a whole database to another place, between SQLite and PostgreSQL too"}, rows, run)
        .explained({"每张表都读回核对，并列出行数和内容的校验值：内容相同的两个库校验值相同。要么复制完整，要么什么都没有。",
                    "Reads every table back, compares it, and prints its number of rows and a hash of its contents: equal databases print the same. The copy is complete or absent."})
        .with_example("cpcc copy cpcc.db second.db", {"复制到另一个文件", "Copy a database to another file"});
}

}  // namespace cpcc::cli
