// Passes rows that are fed to a statement (BulkLoad::feed) to a PostgreSQL server, by COPY or as arrays.
#pragma once

#include "cpcc/db/bulk_load.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

// The fed rows. BulkLoad::feed's caller owns the cells.
struct Feed {
    std::span<const Cell> cells;
    std::size_t width = 1;

    std::size_t rows() const { return cells.size() / width; }
    const Cell& at(std::size_t row, std::size_t column) const { return cells[row * width + column]; }
};

// Returns whether the statement reads the table `feed`.
bool asks_feed(std::string_view sql);

// The parts of `INSERT INTO t (a, b, …) SELECT c0, $1, … FROM feed`. It inserts rows unchanged, so that COPY can
// replace it.
struct CopyIn {
    struct Source {
        bool parameter;  // otherwise a column of the feed
        std::size_t index;
    };
    std::string table;
    std::string into;             // the table and its columns
    std::vector<Source> sources;  // one per column of the table
    std::string sql() const { return "COPY " + into + " FROM STDIN"; }
};

// Returns the parts of such a statement, or nothing for any other.
std::optional<CopyIn> copy_in(std::string_view numbered_sql);

// Returns the fed rows in COPY's text format.
std::string copy_text(const CopyIn&, const Feed&, std::span<const std::optional<std::string>> parameters);

// Any other statement gets the columns of the feed as arrays, in parameters after its own. A column of type `nothing`
// holds only nulls.
enum class FedType { number, text, nothing };
std::vector<FedType> types_of(const Feed&);
// Returns the statement with a table `feed` over these arrays.
std::string with_arrays(std::string_view numbered_sql, std::size_t parameters, std::span<const FedType> types);
// Returns an INSERT of the rows over these arrays, for tables that refuse COPY.
std::string insert_arrays(const CopyIn&, std::size_t parameters, std::span<const FedType> types);
// Returns a column in PostgreSQL's text format of arrays.
std::string array_text(const Feed&, std::size_t column);

}  // namespace cpcc::db
