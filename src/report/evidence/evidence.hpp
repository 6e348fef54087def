// The records behind a figure, as every `--explain` lists them.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

// What a record adds to the figure; of a share, one that does not count is only what the share is taken of.
struct Behind {
    std::string_view kind;
    std::int64_t id;
    std::int64_t amount = 0;
    bool counted = true;
};

struct BehindWords {
    std::string amount;  // the label of the figure
    bool money = false;  // amounts are fen
    bool human = false;  // labels in place of the kinds' ids
};

// kind, code, date, title and amount of each, in the order given; one query a kind, for some hundred records at a time.
files::Table table_of(db::Connection&, const std::vector<Behind>&, const BehindWords&);

}  // namespace cpcc::report
