#include "cpcc/db/value_on.hpp"

#include <fmt/format.h>

namespace cpcc::db {

// The former value of a field that may be empty can be null, so that coalesce() could not tell it from none. No EXISTS:
// below another subquery, PostgreSQL 15 lost rows with one.
std::string value_on(const records::Kind& kind, std::string_view alias, std::string_view field, std::string_view day) {
    const std::string former =
        fmt::format("FROM {0} w WHERE w.{1} = {2}.id AND w.until >= {3}", kind.former_table, kind.id, alias, day);
    if (kind.at(field).required)
        return fmt::format("coalesce((SELECT w.{1} {0} ORDER BY w.until LIMIT 1), {2}.{1})", former, field, alias);
    return fmt::format(
        "CASE WHEN (SELECT max(w.until) {0}) IS NULL THEN {2}.{1} ELSE (SELECT w.{1} {0} ORDER BY w.until LIMIT 1) END",
        former, field, alias);
}

}  // namespace cpcc::db
