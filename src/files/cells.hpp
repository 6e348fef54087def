// Converts cells to text, in the raw form for programs and in the form for people.
#pragma once

#include "cpcc/files/table.hpp"

#include <string>
#include <string_view>

namespace cpcc::files {

// Throws std::logic_error if a row has more or fewer cells than columns, or a cell that its column's type does not
// allow. Such a row is a bug in the caller.
void check_row(std::span<const Column>, std::span<const Cell>);

// Appends the raw form: `1200000.50`, `0.8571`, `2024-07-01`, an unchanged text; nothing for an empty cell.
void append_raw(std::string& to, CellType, const Cell&);

// Appends the form for people: as `append_raw`, but a share as `85.7%`, and fen of `wan` as `120.00`.
void append_shown(std::string& to, CellType, const Cell&);

// Returns whether `undefuse` would change the text. An import would turn the value `'=x` into `=x`, so the writers of
// CSV and XLSX prefix it with another apostrophe.
bool reads_as_defused(std::string_view text) noexcept;

// Returns whether an import takes the text as it stands for something else: for a defused one, or for what a
// spreadsheet leaves of a lost value (#N/A, 4.2E+11), which it refuses. The writers prefix it with an apostrophe.
bool needs_apostrophe(std::string_view text);

// Returns whether the row has the totals: its first text says so, in the language of the process.
bool is_total(std::span<const Cell>);

// Returns whether the cell is set as a number, to the right.
bool is_number(const Column&, const Cell&) noexcept;

void append_integer(std::string& to, std::int64_t);

// Appends `value` with its last `places` digits as decimals, without trailing zeros: (120000050, 2) → `1200000.5`.
void append_decimal(std::string& to, std::int64_t value, int places);

}  // namespace cpcc::files
