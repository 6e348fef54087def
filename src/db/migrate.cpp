#include "cpcc/db/migrate.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/bulk_load.hpp"
#include "cpcc/db/catalog.hpp"

#include <set>

namespace cpcc::db {

namespace {

struct Applied {
    std::set<int> numbers;
    std::string unknown;  // the name of the first step that this executable does not know
};

Applied applied(Connection& connection) {
    Applied found;
    if (!connection.catalog().has_table("migration")) return found;
    auto rows = connection.prepare("SELECT number, name FROM migration ORDER BY number");
    while (rows.step()) {
        found.numbers.insert(rows.small(0));
        if (rows.small(0) > migrations().back().number && found.unknown.empty())
            found.unknown = fmt::format("{:03}_{}", rows.small(0), rows.text(1));
    }
    return found;
}

void refuse_newer(const Connection& connection, const Applied& found) {
    if (found.unknown.empty()) return;
    throw Error(Exit::failed,
                say(Words{"数据库 {} 由更高版本的 cpcc 建立（结构版本 {}）",
                          "database {} was created by a newer cpcc (schema {})"},
                    connection.name(), found.unknown),
                say(Words{"请升级 cpcc", "upgrade cpcc"}));
}

void refuse_foreign(const Connection& connection) {
    throw Error(Exit::failed, say(Words{"{} 不是 cpcc 的数据库", "{} is not a cpcc database"}, connection.name()),
                say(Words{"请用 cpcc init 新建，或检查 database 填写的文件",
                          "create one with cpcc init, or check the file named by \"database\""}));
}

void refuse_faults(Connection& connection, int steps) {
    const auto faults = connection.catalog().schema_faults(steps);
    if (faults.empty()) return;
    throw Error(Exit::failed,
                say(Words{"数据库 {} 的结构有误：{} {}", "the schema of database {} is wrong: {} {}"},
                    connection.name(), faults.front().object, faults.front().what),
                say(Words{"请运行 cpcc check 查看，再运行 cpcc check --repair 或 cpcc restore 备份文件",
                          "run cpcc check, then cpcc check --repair or cpcc restore BACKUP"}));
}

void apply(Connection& connection, const Migration& step, std::string_view by,
           const std::function<void(Connection&, int)>& fill) {
    Transaction transaction(connection, Transaction::Kind::write);
    if (applied(connection).numbers.contains(step.number)) return;  // another process applied it first
    connection.bulk_load().trust_references(true);  // SQLite drops and recreates a table to change its columns
    connection.catalog().apply(step.sql);
    connection.prepare("INSERT INTO migration (number, name, at, by) VALUES ($number, $name, $at, $by)")
        .bind("number", step.number)
        .bind("name", step.name)
        .bind("at", now())
        .bind("by", by)
        .run();
    if (fill) fill(connection, step.number);
    transaction.commit();
}

}  // namespace

int migrate(Connection& connection, std::string_view by, const std::function<void(const Migration&)>& before,
            const std::function<void(Connection&, int)>& fill) {
    const Applied found = applied(connection);
    refuse_newer(connection, found);
    if (found.numbers.empty() && connection.catalog().has_any_table()) refuse_foreign(connection);
    if (!found.numbers.empty()) refuse_faults(connection, *found.numbers.rbegin());
    int count = 0;
    for (const Migration& step : migrations()) {
        if (found.numbers.contains(step.number)) continue;
        if (count++ == 0 && !found.numbers.empty()) before(step);
        apply(connection, step, by, fill);
    }
    return count;
}

void require_version(Connection& connection) {
    const Applied found = applied(connection);
    refuse_newer(connection, found);
    if (found.numbers.empty()) refuse_foreign(connection);
    if (found.numbers.size() < migrations().size())
        throw Error(
            Exit::failed, say(Words{"数据库 {} 的结构版本较旧", "database {} has an older schema"}, connection.name()),
            say(Words{"请运行 cpcc migrate 升级（会先自动备份）", "run cpcc migrate (it makes a backup first)"}));
}

void require_current(Connection& connection) {
    require_version(connection);
    refuse_faults(connection, migrations().back().number);
}

}  // namespace cpcc::db
