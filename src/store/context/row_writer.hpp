// Collects rows for one table and writes them with one statement.
#pragma once

#include "cpcc/db/bulk_load.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/value.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// Returns the value as a cell: an empty value as null, text by reference.
db::Cell cell_of(const records::Value&);

class RowWriter {
public:
    // `constants` are columns that contain `number` in every row.
    RowWriter(db::Connection&, std::string_view table, std::span<const std::string_view> columns,
              std::span<const std::string_view> constants = {}, std::int64_t number = 0);
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;
    ~RowWriter() { connection_.bulk_load().wait(); }  // a background `write` may still use this

    // Appends the next cell of the current row. Does not copy text, which must stay valid until `write`.
    RowWriter& operator<<(db::Cell cell) {
        cells_.push_back(cell);
        return *this;
    }
    const std::string& table() const { return table_; }
    std::size_t rows() const { return cells_.size() / width_; }  // number of rows not released yet
    // Returns the cells of the rows collected so far. More rows can be collected while `write` writes these, possibly
    // on another thread.
    std::vector<db::Cell> release();
    // Writes the cells of one `release`.
    void write(std::span<const db::Cell> cells);
    // Returns whether the collected rows are in the order of the index, judging by its first column.
    bool follows(const db::Index&) const;

private:
    db::Statement prepare(const std::string& source);

    db::Connection& connection_;
    std::string table_;
    std::vector<std::string_view> columns_;  // the names must outlive this object
    std::size_t width_, constants_;
    std::int64_t number_;
    std::string into_;  // INSERT INTO table (columns)
    std::vector<db::Cell> cells_;
    std::optional<db::Statement> one_, many_;  // prepared by the first `release` that needs them
};

// A load into empty tables. It drops their indexes and recreates them at the end, because one sort costs a fraction of
// updating an index row by row. It keeps an index whose order the rows already have.
// Meanwhile SQLite does not check foreign keys a second time: a CodeIndex has found each of them, and knows all records
// that this transaction sees or writes. All this happens in the load's own transaction, so a killed load changes
// nothing.
class FirstLoad {
public:
    explicit FirstLoad(db::Connection& connection) : connection_(connection) {}
    // Prepares the table for these first rows and all later ones.
    void add_table(const RowWriter& first_rows);
    // Recreates the indexes and checks foreign keys again from now on.
    void finish();

private:
    db::Connection& connection_;
    std::vector<std::string> tables_;
    std::vector<db::Index> indexes_;
};

}  // namespace cpcc::store
