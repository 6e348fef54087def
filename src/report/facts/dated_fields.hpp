// Values of dated fields on the day of a fact (domain.md, 2, "History does not move").
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "facts/registers.hpp"
#include "facts/row_numbers.hpp"
#include "measures/field_path.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace cpcc::report {

// Returns the value that a field of an entry had on a day (packed): the row number of a reference, the number of a
// choice, or 1 for no and 2 for yes. 0: it was empty, or the row number is 0.
using DatedField = int (*)(const Registers&, int row, int day);
// Returns the reader of a dated field. Precondition: the field of the kind is dated.
DatedField dated_field(std::string_view kind, std::string_view field);

// Reads the dated field of a path for the records at which the path begins.
class FieldOnDay {
public:
    // Sends one query if references lead to the record with the field. The registers must outlive it.
    FieldOnDay(db::Connection&, const Registers&, const Source&, const FieldPath&, const DatedStep&, const Period&);

    // Returns the value on a day as a DatedField does. `row` is that of the record at which the path begins.
    int of(std::int64_t row, int day) const {
        return read_(*registers_, entries_ ? entries_->of(row) : static_cast<int>(row), day);
    }

private:
    const Registers* registers_;
    DatedField read_;
    std::optional<RowNumbers> entries_;  // with the field, by beginning of the path; none: they are the same
};

}  // namespace cpcc::report
