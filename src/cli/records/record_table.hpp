// Records as rows of a table.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/store/records.hpp"
#include "framework/context.hpp"

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

// Every field of a kind, as a file of it has them: with labels under --excel.
RecordColumns file_columns(Context&, const records::Kind&, bool reveal);
std::vector<const records::Field*> all_fields(const records::Kind&);

std::vector<files::Column> columns_of(const RecordColumns&);
// Fills `cells`, which is used again from row to row.
void fill_row(const RecordColumns&, const store::Record&, std::vector<files::Cell>& cells);

}  // namespace cpcc::cli
