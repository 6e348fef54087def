// An additional condition for joins, for databases that store facts by office.
#pragma once

#include "cpcc/db/connection.hpp"

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace cpcc::report {

// Returns ` AND a.office = b.office` if the database stores facts by office (schema/offices/layout.sql). Facts that
// refer to each other always belong to one office; the condition lets the server join each office's facts separately,
// on whichever machine they lie. Returns nothing for other databases, whose indexes do not contain the office.
inline std::string same_office(const db::Connection& connection, std::string_view a, std::string_view b) {
    return connection.by_office() ? fmt::format(" AND {}.office = {}.office", a, b) : std::string();
}

}  // namespace cpcc::report
