// A statement on an SQLite file.
#pragma once

#include "cpcc/db/statement.hpp"
#include "sqlite/background_writer.hpp"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

namespace cpcc::db {

// Calls SQLite directly: reports read rows by the million, and SQLiteCpp makes a Column for every cell.
class SqliteStatement final : public StatementEngine {
public:
    // `name` is the database's, for messages. It and `background` outlive the statement.
    SqliteStatement(sqlite3* database, BackgroundWriter& background, const std::string& name, std::string_view sql);
    ~SqliteStatement() override { background_.wait(); }

    int parameter(std::string_view name) override;
    void bind_null(int parameter) override;
    void bind(int parameter, std::int64_t value) override;
    void bind(int parameter, std::string_view value) override;
    bool step() override;
    void reset() override;
    int columns() const override { return sqlite3_column_count(statement_.get()); }
    std::string column_name(int column) const override { return sqlite3_column_name(statement_.get(), column); }
    bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
    bool is_text(int column) const override { return type(column) == SQLITE_TEXT; }
    bool is_number(int column) const override { return type(column) == SQLITE_INTEGER; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_.get(), column); }
    std::string_view text(int column) const override;
    Cell cell(int column) const override;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    int type(int column) const { return sqlite3_column_type(statement_.get(), column); }
    void check(int result) const;

    const std::string& name_;
    BackgroundWriter& background_;
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace cpcc::db
