#include "sqlite/schema_faults.hpp"

#include "cpcc/base/words.hpp"
#include "sqlite/schema_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cpcc::db {

namespace {

struct Object {
    std::string type, name, table, sql;
    SchemaObject view() const { return {type, name, table, sql}; }
};

// The statistics of ANALYZE only guide SQLite's choice of an index.
std::vector<Object> objects_of(SqliteSession& session) {
    std::vector<Object> found;
    auto rows = session.prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat[14]' ORDER BY type, "
        "name");
    while (rows.step()) found.push_back({rows.str(0), rows.str(1), rows.str(2), rows.str(3)});
    return found;
}

bool before(const SchemaObject& a, const SchemaObject& b) {
    return a.type != b.type ? a.type < b.type : a.name < b.name;
}

std::string label(const SchemaObject& object) {
    const Words type = object.type == "table"     ? Words{"表", "table"}
                       : object.type == "index"   ? Words{"索引", "index"}
                       : object.type == "trigger" ? Words{"触发器", "trigger"}
                                                  : Words{"视图", "view"};
    return fmt::format("{} {}", type.get(), object.name);
}

// A foreign table may hold records that somebody wants.
Fault foreign(const SchemaObject& object) {
    std::string quoted;
    for (const char c : object.name) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return {label(object), say(Words{"不属于 cpcc 的数据库结构", "does not belong to the schema of cpcc"}),
            object.type == "table" ? "" : fmt::format("DROP {} \"{}\"", object.type, quoted)};
}

Fault missing(const SchemaObject& object) {
    return {label(object), say(Words{"缺失", "is missing"}), object.type == "index" ? std::string(object.sql) : ""};
}

Fault altered(const SchemaObject& object) {
    return {label(object), say(Words{"与 cpcc 建立的不同", "differs from the one that cpcc makes"}), ""};
}

}  // namespace

std::vector<Fault> faults_of_schema(SqliteSession& session, int steps) {
    std::vector<Fault> faults;
    const std::vector<Object> found = objects_of(session);
    const auto expected = schema_after(steps);
    auto has = found.begin();
    auto wants = expected.begin();
    while (has != found.end() || wants != expected.end()) {
        if (wants == expected.end() || (has != found.end() && before(has->view(), *wants))) {
            faults.push_back(foreign((has++)->view()));
        } else if (has == found.end() || before(*wants, has->view())) {
            faults.push_back(missing(*wants++));
        } else {
            if (has->view() != *wants) faults.push_back(altered(*wants));
            ++has, ++wants;
        }
    }
    return faults;
}

}  // namespace cpcc::db
