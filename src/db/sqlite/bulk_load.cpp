#include "sqlite/bulk_load.hpp"

#include "cpcc/base/error.hpp"

namespace cpcc::db {

void SqliteBulkLoad::feed(std::span<const Cell> cells, std::size_t width) {
    session_.background().settle();
    session_.fed() = {cells, width};
}

void SqliteBulkLoad::run_in_background(std::function<void()> work) {
    session_.background().settle();
    session_.background().run(std::move(work));
}

std::vector<Index> SqliteBulkLoad::indexes(std::string_view table) {
    std::vector<Index> found;
    auto rows = session_.prepare(
        "SELECT s.name, s.sql, i.name FROM sqlite_schema s JOIN pragma_index_info(s.name) i "
        "WHERE s.type = 'index' AND s.sql IS NOT NULL AND s.tbl_name = $table ORDER BY s.name, i.seqno");
    rows.bind("table", table);
    while (rows.step()) {
        if (found.empty() || found.back().name != rows.text(0)) found.push_back({rows.str(0), rows.str(1), {}});
        found.back().columns.push_back(rows.str(2));
    }
    return found;
}

void SqliteBulkLoad::make_indexes(std::span<const Index> indexes) {
    if (indexes.empty()) return;
    session_.set_cache(PageCache::sort);
    for (const Index& index : indexes) session_.execute(index.sql);
    session_.set_cache(PageCache::lookup);
}

void SqliteBulkLoad::check_references(std::span<const std::string> tables) {
    session_.enforce_foreign_keys(true);
    for (const std::string& table : tables)
        if (const auto broken = broken_references(session_, table); !broken.empty())
            throw Error(Exit::failed, say(Words{"数据库 {}：{} #{} 的 {} 引用了不存在的 {} 记录",
                                                "database {}: {} #{}: {} refers to no {}"},
                                          session_.name(), broken.front().table, broken.front().row,
                                          broken.front().column, broken.front().target));
}

std::vector<BrokenReference> broken_references(SqliteSession& session, std::string_view table) {
    std::vector<BrokenReference> found;
    auto broken = session.prepare(table.empty() ? "PRAGMA foreign_key_check"
                                                : fmt::format("PRAGMA foreign_key_check({})", table));
    auto column = session.prepare("SELECT \"from\" FROM pragma_foreign_key_list($table) WHERE id = $key");
    while (broken.step()) {
        column.bind("table", broken.text(0)).bind("key", broken.integer(3));
        column.step();
        found.push_back({broken.str(0), broken.integer(1), column.str(0), broken.str(2)});
        column.reset();
    }
    return found;
}

}  // namespace cpcc::db
