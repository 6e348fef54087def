// Compares the schema of a file with the one that the migrations make.
#pragma once

#include "cpcc/db/catalog.hpp"
#include "sqlite/session.hpp"

#include <vector>

namespace cpcc::db {

// Returns what differs after the first `steps` migrations, to the byte (Catalog::schema_faults).
std::vector<Fault> faults_of_schema(SqliteSession&, int steps);

}  // namespace cpcc::db
