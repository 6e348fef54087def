// `report chain CODE`: shows topic → session → problem → progress → document → handling → donation → publicity →
// look-back, from any of these records (domain.md, 2, "Life of a problem").
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <string>

namespace cpcc::report {

struct ChainSpec {
    std::string code;                 // of a record; `#12`: the row number of a look-back, progress or handling
    std::optional<std::string> kind;  // needed if records of several kinds have the code; `#12` is a look-back without
    bool human = false;               // labels and an indented tree in place of ids and depths
};

// Returns the topics above the record from the top down, then its first ancestor that is not a topic, with all
// descendants. A solution that relapsed is a row of its own. For a topic, returns the topics above it and its
// descendants. Throws Error{failed} if the record does not exist, and Error{usage} if several kinds have the code.
files::Table chain(db::Connection&, const ChainSpec&);

}  // namespace cpcc::report
