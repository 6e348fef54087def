// Rows for one table, gathered and written by one statement.
#pragma once

#include "cpcc/db/bulk_load.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/value.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// The value as the engine takes it: nothing as null, text where it stands.
db::Cell cell_of(const records::Value&);

class RowWriter {
public:
    // `constants` are columns that have this one number in every row.
    RowWriter(db::Connection&, std::string_view table, std::span<const std::string_view> columns,
              std::span<const std::string_view> constants = {}, std::int64_t number = 0);
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;
    ~RowWriter() { connection_.bulk_load().wait(); }  // `write` may be at it

    // The next cell of the row at hand. Text is not copied: it must stay where it is until `write`.
    RowWriter& operator<<(db::Cell cell) {
        cells_.push_back(cell);
        return *this;
    }
    const std::string& table() const { return table_; }
    std::size_t rows() const { return cells_.size() / width_; }  // not written yet
    // Hands over what is not written yet, so that others may be gathered while `write` sees to these, maybe on another
    // thread.
    std::vector<db::Cell> take();
    void write(std::span<const db::Cell> cells);
    // Whether the rows that are not written yet stand in the index's order, as far as its first column says.
    bool follows(const db::Index&) const;

private:
    db::Statement prepare(const std::string& source);

    db::Connection& connection_;
    std::string table_;
    std::vector<std::string_view> columns_;  // whose names must outlive this
    std::size_t width_, constants_;
    std::int64_t number_;
    std::string into_;  // INSERT INTO table (columns)
    std::vector<db::Cell> cells_;
    std::optional<db::Statement> one_, many_;  // prepared by the first `take` that needs them
};

// Tables that a load fills from nothing. Their indexes are taken away meanwhile and made again from what the schema
// says of them: sorting once costs a fraction of keeping order row by row, but for rows that come in the index's order:
// those stand in it already. Their references are not looked up a second time: each was found in a CodeIndex, which
// knows what this transaction sees and what the load itself writes. It happens in the load's own transaction, so that a
// load that is killed leaves all as it was.
class FirstLoad {
public:
    explicit FirstLoad(db::Connection& connection) : connection_(connection) {}
    void take(const RowWriter& first_rows);
    void finish();

private:
    db::Connection& connection_;
    std::vector<std::string> tables_;
    std::vector<db::Index> indexes_;
};

}  // namespace cpcc::store
