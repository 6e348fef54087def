// Records as rows of a table.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/store/records.hpp"

#include <vector>

namespace cpcc::cli {

struct RecordColumns {
    const records::Kind* kind;
    std::vector<const records::Field*> fields;
    bool row_number = false;      // `#12` first, where the kind has no code
    bool voided = false;          // whether the record is voided, last
    bool human = false;           // labels in place of ids
    bool reveal = false;          // phones whole
};

std::vector<files::Column> columns_of(const RecordColumns&);
// Fills `cells`, which is used again from row to row.
void fill_row(const RecordColumns&, const store::Record&, std::vector<files::Cell>& cells);

}  // namespace cpcc::cli
