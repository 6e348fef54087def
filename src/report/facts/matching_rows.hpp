// The records that meet a condition, found by one query.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "facts/number_set.hpp"
#include "measures/conditions.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

// Selects `t.id` and more columns of the records `t` at which a path begins, in the order of their row numbers. Leaves
// out those that no fact of the source in the period can have, if their day tells so. Binds the period.
db::Statement rows_that_may_count(db::Connection&, const Source&, const FieldPath&, const Period&,
                                  const std::string& columns, const std::string& condition = "1 = 1");

// Returns the Error{usage} for a code that no record of the kind has, with the nearest one.
Error unknown_code(std::string_view kind, std::string_view code, const std::vector<std::string_view>& known);

// Returns the row numbers of the records at the beginning of the condition's path that have one of its values. For `!=`
// and `!~` it returns those that have one too, because the condition is met by a fact that has none of them. 0 is among
// them if an empty value is.
//
// Precondition: the path is not that of a column itself. Throws Error{usage} if a value is an unknown code.
NumberSet matching_rows(db::Connection&, const Source&, const FactCondition&, const Period&);

}  // namespace cpcc::report
