// Writes the source of schema_table.hpp: runs the migrations in memory and prints SQLite's schema table after each.
#include "cpcc/db/migrate.hpp"
#include "engine_blocks.hpp"

#include <sqlite3.h>

#include <iostream>
#include <string>

namespace {

std::string text(sqlite3_stmt* row, int column) {
    const unsigned char* found = sqlite3_column_text(row, column);
    return found ? reinterpret_cast<const char*>(found) : "";
}

bool print_objects(sqlite3* database, int steps, std::ostream& out) {
    sqlite3_stmt* rows = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name", -1,
                           &rows, nullptr) != SQLITE_OK)
        return false;
    out << "constexpr SchemaObject after_" << steps << "[]{\n";
    while (sqlite3_step(rows) == SQLITE_ROW)
        out << "    {\"" << text(rows, 0) << "\", \"" << text(rows, 1) << "\", \"" << text(rows, 2) << "\", R\"sql("
            << text(rows, 3) << ")sql\"},\n";
    out << "};\n";
    return sqlite3_finalize(rows) == SQLITE_OK;
}

}  // namespace

int main() {
    sqlite3* database = nullptr;
    if (sqlite3_open(":memory:", &database) != SQLITE_OK) return 1;
    std::cout << "// Made from schema/*.sql by make_schema_table.cpp.\n#include \"sqlite/schema_table.hpp\"\n\n"
                 "#include <array>\n\nnamespace cpcc::db {\n\nnamespace {\n\n";
    std::string table;
    int steps = 0;
    for (const cpcc::db::Migration& step : cpcc::db::migrations()) {
        const std::string sql = for_engine(step.sql, cpcc::db::Engine::sqlite);
        char* problem = nullptr;
        if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &problem) != SQLITE_OK ||
            !print_objects(database, ++steps, std::cout)) {
            std::cerr << "make_schema_table: " << step.name << ": " << (problem ? problem : "cannot read") << '\n';
            return 1;
        }
        table += (steps == 1 ? "after_" : ", after_") + std::to_string(steps);
    }
    std::cout << "}  // namespace\n\nstd::span<const SchemaObject> schema_after(int steps) {\n"
                 "    static constexpr std::array<std::span<const SchemaObject>, "
              << steps << "> all{" << table
              << "};\n    return all[static_cast<std::size_t>(steps - 1)];\n}\n\n}  // namespace cpcc::db\n";
    sqlite3_close(database);
    return std::cout.flush() ? 0 : 1;
}
