// What every reader of facts needs: the connection, the registers and the period.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "facts/registers.hpp"
#include "measures/sources.hpp"

#include <array>
#include <string>
#include <string_view>

namespace cpcc::report {

// `named`: each fact gives its record's row number, and facts come in the order of these. `counted`: an attendance's
// row number is 0, and facts come in the engine's order. The row number is the last column of the index, so that
// reading it costs as much as all columns before it.
enum class Records { named, counted };

struct FactContext {
    db::Connection& connection;
    const Registers& registers;
    Period period;
    Records records;

    // Prepares a statement and binds `$first` and `$last` to the period.
    db::Statement in_period(const std::string& sql) const;
    // Returns the column to sort by: the row number where it is read, else the column of the index.
    std::string_view row_or(std::string_view column) const { return records == Records::named ? "id" : column; }
};

// Reads the values that Source::select() selects, beginning with column `at`.
void read_values(const db::Statement& row, int at, const Source&, std::array<std::int64_t, most_values>&);

}  // namespace cpcc::report
