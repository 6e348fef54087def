// How a cell becomes text: the raw form that programs read and the form that people read.
#pragma once

#include "cpcc/files/table.hpp"

#include <string>
#include <string_view>

namespace cpcc::files {

// Throws std::logic_error where a row has not a cell a column, or a cell that its column's type does not allow:
// such a row is a fault of the caller, which no message to a user could mend.
void check_row(std::span<const Column>, std::span<const Cell>);

// `1200000.50`, `0.8571`, `2024-07-01`, the text as it stands; nothing for an absent cell.
void append_raw(std::string& to, CellType, const Cell&);

// As `append_raw`, but a share as `85.7%`.
void append_shown(std::string& to, CellType, const Cell&);

// A value that is itself written `'=x` would come back from an import as `=x`: what `undefuse` would change gets one
// apostrophe more, in every format that is imported.
bool reads_as_defused(std::string_view text) noexcept;

void append_integer(std::string& to, std::int64_t);

// `value` with its last `places` digits as decimals, without the zeros that end them: (120000050, 2) → `1200000.5`.
void append_decimal(std::string& to, std::int64_t value, int places);

}  // namespace cpcc::files
