// Blocks of a schema file that are for one engine only.
#pragma once

#include "cpcc/db/connection.hpp"

#include <string>
#include <string_view>

namespace cpcc::db {

// Returns the text without the lines for the other engine: those between `-- @sqlite` or `-- @postgresql` and the next
// line of that form, or `-- @both`. Keeps the number of lines.
std::string for_engine(std::string_view schema, Engine engine);

}  // namespace cpcc::db
