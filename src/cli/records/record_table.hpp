// Turns records into table rows.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/store/records.hpp"
#include "framework/context.hpp"

#include <map>
#include <optional>
#include <vector>

namespace cpcc::cli {

struct RecordColumns {
    const records::Kind* kind;
    std::vector<const records::Field*> fields;
    bool row_number = false;                       // `#12` first, for kinds without codes
    bool voided = false;                           // whether the record is voided, last
    bool human = false;                            // labels instead of ids
    bool reveal = false;                           // full phone numbers
    const store::ReferenceNames* names = nullptr;  // null: codes only
    bool name_columns = false;                     // names in a column behind each code; else instead of the codes
    bool codes = false;                            // for people: the code beside each name
    std::optional<records::Field> day = {};        // a day of the row: when its dated fields begin or end to hold
    const std::map<std::int64_t, std::string>* void_reasons = nullptr;  // by row number: a last column with them
};

// --names
Option names_option(bool& into);

// Returns the columns of a data file: every field, with labels for --excel.
RecordColumns file_columns(Context&, const records::Kind&, bool reveal);
std::vector<const records::Field*> all_fields(const records::Kind&);

std::vector<files::Column> columns_of(const RecordColumns&);
// Fills `cells`, which the caller reuses for every row. `day` (yyyymmdd, 0: none) is for the column RecordColumns::day.
void fill_row(const RecordColumns&, const store::Record&, std::vector<files::Cell>& cells, std::int64_t day = 0);

}  // namespace cpcc::cli
