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

// Returns the condition that a record `t` of the kind is dated so that a fact of the source in a period can have it;
// `1 = 1` if its date tells nothing. If it names `$first`, bind the period to `$first` and `$last`.
std::string may_count(const Source&, std::string_view kind);

// Returns the Error{usage} for a code that no record of the kind has, with the nearest one.
Error unknown_code(std::string_view kind, std::string_view code, const std::vector<std::string_view>& known);

// Returns the row numbers of the records at the beginning of the condition's path that have one of its values. For `!=`
// and `!~` it returns those that have one too, because the condition is met by a fact that has none of them. 0 is among
// them if an empty value is.
//
// Precondition: the path is not that of a column itself. Throws Error{usage} if a value is an unknown code.
NumberSet matching_rows(db::Connection&, const Source&, const FactCondition&, const Period&);

}  // namespace cpcc::report
