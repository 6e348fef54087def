// Rows of a file that change dated fields from a day on (Row::from). They wait until the file's other rows are written,
// because a row without a day makes the record.
#pragma once

#include "cpcc/store/row.hpp"

#include <string>
#include <vector>

namespace cpcc::store {

class DatedRows {
public:
    explicit DatedRows(std::string file) : file_(std::move(file)) {}

    // Precondition: the row has a day.
    void add(Row row) { rows_.push_back(std::move(row)); }
    // Returns the rows in order of day, in rounds: each round has at most one row of a record. Refuses a second row of
    // the same record and day.
    std::vector<std::vector<Row>> rounds();

private:
    std::string file_;
    std::vector<Row> rows_;
};

}  // namespace cpcc::store
