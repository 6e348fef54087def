#include "row_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cpcc::store {

namespace {

std::string insert_sql(std::string_view table, std::span<const std::string_view> columns, std::span<const std::string_view> constants) {
    std::string names, cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        cells += fmt::format("{}c{}", i ? ", " : "", i);
        names += fmt::format("{}{}", i ? ", " : "", columns[i]);
    }
    for (const auto column : constants) {
        cells += ", $number";
        names += fmt::format(", {}", column);
    }
    return fmt::format("INSERT INTO {} ({}) SELECT {} FROM feed", table, names, cells);
}

}  // namespace

db::Cell cell_of(const records::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return std::string_view(*text);
    return {};
}

RowBatch::RowBatch(db::Connection& connection, std::string_view table, std::span<const std::string_view> columns, std::span<const std::string_view> constants, std::int64_t number)
    : connection_(connection), table_(table), columns_(columns.begin(), columns.end()), width_(columns.size()), insert_(connection.prepare(insert_sql(table, columns, constants))) {
    if (!constants.empty()) insert_.bind("number", number);
}

std::vector<db::Cell> RowBatch::take() {
    std::vector<db::Cell> cells;
    cells.reserve(cells_.size());     // as many are likely to come again
    cells.swap(cells_);
    return cells;
}

void RowBatch::write(std::span<const db::Cell> cells) {
    if (cells.empty()) return;
    connection_.feed(cells, width_);
    insert_.run();
}

// Nothing is less than a number, and a number less than a text, here as for the engine.
bool RowBatch::follows(const db::Index& index) const {
    const auto found = std::find(columns_.begin(), columns_.end(), index.columns.front());
    if (found == columns_.end() || cells_.empty()) return false;
    const auto column = static_cast<std::size_t>(found - columns_.begin());
    for (std::size_t at = column + width_; at < cells_.size(); at += width_)
        if (cells_[at] < cells_[at - width_]) return false;
    return index.columns.size() == 1 || cells_[column] < cells_[cells_.size() - width_ + column];   // where it is the same in all, the next ones say
}

void FirstLoad::take(const RowBatch& first_rows) {
    const std::string& table = first_rows.table();
    if (std::find(tables_.begin(), tables_.end(), table) != tables_.end()) return;
    if (tables_.empty()) connection_.trust_references(true);
    tables_.push_back(table);
    for (db::Index& index : connection_.indexes(table)) {
        if (first_rows.follows(index)) continue;
        connection_.execute("DROP INDEX " + index.name);
        indexes_.push_back(std::move(index));
    }
}

void FirstLoad::finish() {
    if (tables_.empty()) return;
    connection_.trust_references(false);
    connection_.later([&connection = connection_, indexes = std::exchange(indexes_, {})] { connection.make_indexes(indexes); });
    tables_.clear();
}

}  // namespace cpcc::store
