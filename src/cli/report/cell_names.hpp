// Names of records in the cells of `--explain` (interface.md, "Names are as good as codes").
#pragma once

#include "cpcc/report/groups.hpp"
#include "framework/context.hpp"

#include <optional>
#include <span>
#include <string>

namespace cpcc::cli {

// Returns the cell `ROW:MEASURE` of a report by these groups with codes in place of the names in its row. Names are
// looked for in the area first. Throws the errors of RecordNames::code_of.
std::string cell_with_codes(Context&, const std::string& cell, std::span<const report::Group> by,
                            const std::optional<std::string>& area);

}  // namespace cpcc::cli
