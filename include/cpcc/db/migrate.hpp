// The steps of the schema, embedded from schema/*.sql. Each is applied in one transaction together with its record.
#pragma once

#include "cpcc/db/connection.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace cpcc::db {

struct Migration {
    int number;             // 1, 2, …
    std::string_view name;  // the file's name without number and extension
    std::string_view sql;
};

std::span<const Migration> migrations();

// Applies the missing steps in order and returns their number. First calls `before` with the first missing step of an
// existing database, to copy it. Throws Error{failed} for the database
// of a newer cpcc or of another program, and for one whose schema is not what its steps make.
// `fill` writes what SQL alone cannot, in the transaction of the step with that number.
int migrate(Connection&, std::string_view by, const std::function<void(const Migration&)>& before,
            const std::function<void(Connection&, int)>& fill = {});

// Throws Error{failed} unless the database has all steps of this executable and no others. For a newer schema, the
// message names its first unknown step; for an older one, it advises `cpcc migrate`. The database of another program is
// reported as such.
void require_version(Connection&);

// Throws Error{failed} unless the schema is exactly this executable's: as `require_version`, and for any table, index,
// trigger or view that is missing, altered or foreign (Catalog::schema_faults).
void require_current(Connection&);

}  // namespace cpcc::db
