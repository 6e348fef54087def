// The views for `cpcc query`: for each kind a view of its live records, as people read them.
#pragma once

#include "cpcc/db/connection.hpp"

namespace cpcc::store {

// Creates a temporary view for each kind. Views and columns have the names of kinds and of fields with one value; `row`
// is the row number. References are codes, dates are YYYY-MM-DD, choices are ids, money is in fen, phones are masked.
// The views `member_former` and `platform_former` show what dated fields were until a day.
// The views `closing` and `closing_figure` show frozen figures, including those of reopened closings. Afterwards the
// connection can only read.
void make_views(db::Connection&);

// Creates the views and returns the rows of a query over them. Throws Error{usage} if the statement returns no columns,
// and any error of the engine.
db::Statement ask(db::Connection&, const std::string& sql);

}  // namespace cpcc::store
