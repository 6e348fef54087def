// The views for `cpcc query`: for each kind a view of its live records, as people read them.
#pragma once

#include "cpcc/db/connection.hpp"

#include <chrono>

namespace cpcc::store {

// Creates a temporary view for each kind. Views and columns have the names of kinds and of fields with one value; `row`
// is the row number. References are codes, dates are YYYY-MM-DD, choices are ids, money is in fen, phones are masked.
// The views `member_former` and `platform_former` show what dated fields were until a day.
// The fields with several values have views of their own, named like their tables (`member_tag`), with a row for each.
// The views `closing` and `closing_figure` show frozen figures, including those of reopened closings. Afterwards the
// connection can only read these views and the tables that they read: members' phones and the values in the history are
// out of its reach. `time`: the limit of Catalog::limit_time.
void make_views(db::Connection&, std::chrono::seconds time = {});

// Creates the views and returns the rows of a query over them. Throws Error{usage} if the statement returns no columns,
// and any error of the engine.
db::Statement ask(db::Connection&, const std::string& sql, std::chrono::seconds time);

}  // namespace cpcc::store
