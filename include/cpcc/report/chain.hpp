// `report chain CODE`: topic → session → problem → document → look-back, from any end (domain.md, 2, "Life of a
// problem").
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <string>

namespace cpcc::report {

struct ChainSpec {
    std::string code;                 // of a topic, session, problem or document; `#12` is a look-back's row
    std::optional<std::string> kind;  // where the same code stands in several kinds
    bool human = false;
};

// The path down from the topic that it all came of, then everything that came of the session or problem it belongs to.
// Throws Error{failed} where there is no such record, Error{usage} where several kinds have the code.
files::Table chain(db::Connection&, const ChainSpec&);

}  // namespace cpcc::report
