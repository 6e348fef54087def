// Rows that are fed to a statement (Connection::feed), on their way to a PostgreSQL server.
#pragma once

#include "cpcc/db/bulk_load.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

struct Feed {
    std::span<const Cell> cells;
    std::size_t width = 1;

    std::size_t rows() const { return cells.size() / width; }
    const Cell& at(std::size_t row, std::size_t column) const { return cells[row * width + column]; }
};

// Whether the statement asks the table `feed`.
bool asks_feed(std::string_view sql);

// `INSERT INTO t (a, b, …) SELECT c0, $1, … FROM feed`, which puts rows in as they are: COPY does that.
struct CopyIn {
    struct Source {
        bool parameter;  // else a column of the feed
        std::size_t index;
    };
    std::string table;
    std::string into;             // the table and its columns
    std::vector<Source> sources;  // one a column of the table
    std::string sql() const { return "COPY " + into + " FROM STDIN"; }
};
std::optional<CopyIn> copy_in(std::string_view numbered_sql);

// The fed rows as COPY reads them.
std::string copy_text(const CopyIn&, const Feed&, std::span<const std::optional<std::string>> parameters);

// Any other statement has the feed's columns as arrays, each one more parameter behind those that it has.
enum class FedType { number, text, nothing };
std::vector<FedType> types_of(const Feed&);
std::string with_arrays(std::string_view numbered_sql, std::size_t parameters, std::span<const FedType> types);
// The same where the rows go in as they are, but not by COPY.
std::string insert_arrays(const CopyIn&, std::size_t parameters, std::span<const FedType> types);
std::string array_text(const Feed&, std::size_t column);

}  // namespace cpcc::db
