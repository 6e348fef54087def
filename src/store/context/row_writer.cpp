#include "context/row_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cpcc::store {

namespace {

// Returns `c0, c1, …` with a prefix: columns of `feed`, or parameters. The constants follow as `$number`.
std::string list_of_cells(std::string_view before, std::size_t width, std::size_t constants) {
    std::string cells;
    for (std::size_t i = 0; i < width; ++i) cells += fmt::format("{}{}c{}", i ? ", " : "", before, i);
    for (std::size_t i = 0; i < constants; ++i) cells += ", $number";
    return cells;
}

void bind_cell(db::Statement& statement, int parameter, const db::Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        statement.bind(parameter, *number);
    else if (const auto* text = std::get_if<std::string_view>(&cell))
        statement.bind(parameter, *text);
    else
        statement.bind_null(parameter);
}

}  // namespace

db::Cell cell_of(const records::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return std::string_view(*text);
    return {};
}

RowWriter::RowWriter(db::Connection& connection, std::string_view table, std::span<const std::string_view> columns,
                     std::span<const std::string_view> constants, std::int64_t number)
    : connection_(connection),
      table_(table),
      columns_(columns.begin(), columns.end()),
      width_(columns.size()),
      constants_(constants.size()),
      number_(number),
      into_(fmt::format("INSERT INTO {} (", table)) {
    for (const auto& column : columns) into_ += fmt::format("{}{}", &column == columns.data() ? "" : ", ", column);
    for (const auto& column : constants) into_ += fmt::format(", {}", column);
    into_ += ") ";
}

db::Statement RowWriter::prepare(const std::string& source) {
    auto statement = connection_.prepare(into_ + source);
    if (constants_ > 0) statement.bind("number", number_);
    return statement;
}

// Prepares the statement for the rows. A single row uses VALUES, which SQLite prepares in a fraction of the time:
// nothing can refer to a single new row, so it skips those foreign keys.
std::vector<db::Cell> RowWriter::release() {
    if (rows() == 1 && !one_) one_ = prepare(fmt::format("VALUES ({})", list_of_cells("$", width_, constants_)));
    if (rows() > 1 && !many_)
        many_ = prepare(fmt::format("SELECT {} FROM feed", list_of_cells("", width_, constants_)));
    std::vector<db::Cell> cells;
    cells.reserve(cells_.size());  // the next batch is likely to have as many
    cells.swap(cells_);
    return cells;
}

void RowWriter::write(std::span<const db::Cell> cells) {
    if (cells.empty()) return;
    if (cells.size() == width_) {
        const int first = one_->parameter("c0");
        for (std::size_t i = 0; i < width_; ++i) bind_cell(*one_, first + static_cast<int>(i), cells[i]);
        one_->run();
    } else {
        connection_.bulk_load().feed(cells, width_);
        many_->run();
    }
}

// Cells compare as in the engine: null before numbers, numbers before texts.
bool RowWriter::follows(const db::Index& index) const {
    const auto found = std::find(columns_.begin(), columns_.end(), index.columns.front());
    if (found == columns_.end() || cells_.empty()) return false;
    const auto column = static_cast<std::size_t>(found - columns_.begin());
    for (std::size_t at = column + width_; at < cells_.size(); at += width_)
        if (cells_[at] < cells_[at - width_]) return false;
    return index.columns.size() == 1 ||
           cells_[column] < cells_[cells_.size() - width_ + column];  // if all are equal, the next columns decide
}

void FirstLoad::add_table(const RowWriter& first_rows) {
    const std::string& table = first_rows.table();
    if (std::find(tables_.begin(), tables_.end(), table) != tables_.end()) return;
    if (tables_.empty()) connection_.bulk_load().trust_references(true);
    tables_.push_back(table);
    for (db::Index& index : connection_.bulk_load().indexes(table)) {
        if (first_rows.follows(index)) continue;
        connection_.execute("DROP INDEX " + index.name);
        indexes_.push_back(std::move(index));
    }
}

void FirstLoad::finish() {
    if (tables_.empty()) return;
    connection_.bulk_load().trust_references(false);
    connection_.bulk_load().run_in_background([&connection = connection_, indexes = std::exchange(indexes_, {})] {
        connection.bulk_load().make_indexes(indexes);
    });
    tables_.clear();
}

}  // namespace cpcc::store
