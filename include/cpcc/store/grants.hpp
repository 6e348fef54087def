// Offices that share a database on a server, and the roles by which they write (schema/offices/).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

struct Grant {
    std::string office;                   // its code
    std::string name;                     // empty: its existing name, or its code if it is new
    std::string role;                     // must exist on the server
    std::vector<std::string> reads = {};  // codes of other offices whose facts the role may read; `all`: every office
};

// Returns the SQL that creates the office, its partitions and the rights of its role. The first grant partitions the
// facts by office. Throws Error{usage} for an invalid office code. Throws Error{failed} in these cases:
// - the database is a file, or the connection does not belong to the database owner;
// - the role or an office in `reads` does not exist;
// - the role cannot be limited, because it is a superuser or owns the tables;
// - the code conflicts with another office's code, or existing records already use it as a prefix.
std::string sql_of(db::Connection&, const Grant&);

// Returns the SQL that revokes a role's rights. Throws Error{failed} if the role has none, if the database is a file,
// or if the connection does not belong to the database owner.
std::string sql_to_revoke(db::Connection&, const std::string& role);

// Runs the SQL of a grant or a revocation in one transaction.
void run_grant(db::Connection&, const std::string& sql);

// Extends the layout of offices to new tables and columns after a migration. Does nothing if the facts are not
// partitioned by office.
void renew_layout(db::Connection&);

struct Granted {
    std::string office, name;
    std::string role;   // empty: the office has no role yet
    std::string reads;  // comma-separated codes of other offices, or `all`
};

// Returns the offices and their roles, ordered by office and role. Throws Error{failed} if the database is a file.
std::vector<Granted> granted(db::Connection&);

// Returns the code of the office that the connection writes for; empty: the database's own office.
std::string office_code(db::Connection&);

// Returns the owner of a record: `CODE  NAME` of an office, or "(this database)". Returns nothing if the database has
// no offices.
std::optional<std::string> kept_by(db::Connection&, const records::Kind&, std::int64_t id);

}  // namespace cpcc::store
