// Recognizes rows that are no records: totals, the foot of a form, and a header that is repeated.
#pragma once

#include "cpcc/store/import.hpp"

#include <string>
#include <vector>

namespace cpcc::store {

// Returns the text that marks a totals row (合计, 本月小计：, Total) or the foot of a form (填表人：, 注：); empty: the
// row is neither. A row with a code is a record, whatever its texts. So is one with all that its kind requires besides
// code and texts.
std::string extra_text(const records::Kind&, const files::Row&, const std::vector<SheetColumn>&);

// Returns whether the row is the example of a form: its 序号 says so (示例, example).
bool is_example(const files::Row&, const std::vector<SheetColumn>&);

bool repeats_header(const files::Row&, const std::vector<SheetColumn>&);

}  // namespace cpcc::store
