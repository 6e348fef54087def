// The embedded SQL of schema/offices/. Its placeholders (`:name`) are replaced with values before it runs.
#pragma once

#include <string_view>

namespace cpcc::store {

extern const std::string_view grant_sql, layout_sql, revoke_sql;

}  // namespace cpcc::store
