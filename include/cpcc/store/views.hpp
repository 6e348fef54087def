// What `cpcc query` sees: for every kind a view of the live records as people know them.
#pragma once

#include "cpcc/db/connection.hpp"

namespace cpcc::store {

// Makes temporary views named like the kinds, their columns named like the fields: codes for references, days as
// YYYY-MM-DD, choices by id, money in fen, phones masked; `row` is the row number. `closing` and `closing_figure` show
// what was frozen, reopened closings too. From then on the connection only reads.
void make_views(db::Connection&);

// The rows that a question over these views gives, its views made. Throws Error{usage} where it gives none that could
// have columns, and what the engine refuses.
db::Statement ask(db::Connection&, const std::string& sql);

}  // namespace cpcc::store
