// What a join of two facts says besides, where facts lie office by office.
#pragma once

#include "cpcc/db/connection.hpp"

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace cpcc::report {

// ` AND a.office = b.office`: facts that belong together are one office's, and where the server is told so it joins
// each office's by themselves, wherever they lie. Elsewhere nothing: no index there holds the office.
inline std::string same_office(const db::Connection& connection, std::string_view a, std::string_view b) {
    return connection.by_office() ? fmt::format(" AND {}.office = {}.office", a, b) : std::string();
}

}  // namespace cpcc::report
