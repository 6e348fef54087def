// Turns records into table rows.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/store/records.hpp"
#include "framework/context.hpp"

#include <vector>

namespace cpcc::cli {

struct RecordColumns {
    const records::Kind* kind;
    std::vector<const records::Field*> fields;
    bool row_number = false;  // `#12` first, for kinds without codes
    bool voided = false;      // whether the record is voided, last
    bool human = false;       // labels instead of ids
    bool reveal = false;      // full phone numbers
};

// Returns the columns of a data file: every field, with labels for --excel.
RecordColumns file_columns(Context&, const records::Kind&, bool reveal);
std::vector<const records::Field*> all_fields(const records::Kind&);

std::vector<files::Column> columns_of(const RecordColumns&);
// Fills `cells`, which the caller reuses for every row.
void fill_row(const RecordColumns&, const store::Record&, std::vector<files::Cell>& cells);

}  // namespace cpcc::cli
