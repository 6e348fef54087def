// Lists the records behind a figure, for every `--explain`.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

// A record and the amount that it adds to the figure. `counted` is false if it adds only to the denominator of a share.
struct Behind {
    std::string_view kind;
    std::int64_t id;  // row number
    std::int64_t amount = 0;
    bool counted = true;
};

struct BehindWords {
    std::string amount;  // the label of the figure
    bool money = false;  // amounts are in fen
    bool human = false;  // labels in place of the ids of kinds
};

// Returns kind, code, date, title and amount of each record, in the given order. Sends one query for each kind and each
// batch of some hundred records.
files::Table table_of(db::Connection&, const std::vector<Behind>&, const BehindWords&);

}  // namespace cpcc::report
