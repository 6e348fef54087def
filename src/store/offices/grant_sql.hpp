// The SQL of schema/offices/, embedded: what stands behind a colon there is written out before it runs.
#pragma once

#include <string_view>

namespace cpcc::store {

extern const std::string_view grant_sql, layout_sql, revoke_sql;

}  // namespace cpcc::store
