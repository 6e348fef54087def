// cpcc copy FROM TO
#include "cpcc/db/copy.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct CopyOptions {
    std::string from, to;
};

// Copies into a temporary file that is renamed, or into a server in one transaction.
std::vector<db::Content> copy_to(db::Connection& from, const std::string& to) {
    if (db::is_url(to)) return db::copy(from, *db::open(to, db::Mode::create));
    std::vector<db::Content> found;
    write_whole(to, [&](const std::string& part) { found = db::copy(from, *db::open(part, db::Mode::create)); });
    return found;
}

int run(Context& context, const CopyOptions& options) {
    if (db::exists(options.to))
        throw Error(Exit::failed, say(Words{"{} 已存在，未覆盖", "{} already exists; not overwritten"}, options.to),
                    say(Words{"请改用其他名称", "use another name"}));
    const auto from = db::open(options.from, db::Mode::read);
    db::require_current(*from);
    files::Table table{{},
                       {{"table", say(Words{"表", "table"})},
                        {"rows", say(Words{"行数", "rows"}), files::CellType::integer},
                        {"content", say(Words{"内容校验值", "checksum"})}},
                       {}};
    for (const db::Content& content : copy_to(*from, options.to))
        table.rows.push_back({content.table, content.rows, fmt::format("{:016x}", content.hash)});
    print(context, table);
    context.note(
        say(Words{"已复制到 {}；各表均已读回核对，内容一致。", "Copied to {}. Every table was read back and matches."},
            options.to));
    return 0;
}

Options rows(CopyOptions& o) {
    return {{.name = "FROM",
             .into = &o.from,
             .help = {"原数据库（文件或 URL）", "source database (file or URL)"},
             .positional = true,
             .required = true,
             .file = true},
            {.name = "TO",
             .into = &o.to,
             .help = {"新文件，或服务器上的空数据库", "new file, or an empty database on a server"},
             .positional = true,
             .required = true,
             .file = true}};
}

}  // namespace

Command copy_command() {
    return command<CopyOptions>("",
                                {"复制整个数据库，可在 SQLite 与 PostgreSQL 之间复制",
                                 "copy a whole database, also between SQLite and PostgreSQL"},
                                rows, run)
        .explained(
            {"每张表都读回核对，并列出行数和内容的校验值：内容相同的两个库校验值相同。要么复制完整，要么什么都没有。",
             "Reads every table back, compares it, and prints its number of rows and a hash of its contents: equal "
             "databases print the same. The copy is complete or absent."})
        .with_example("cpcc copy cpcc.db second.db", {"复制到另一个文件", "Copy a database to another file"});
}

}  // namespace cpcc::cli
