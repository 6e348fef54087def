// Many offices in one database of a server (schema/offices/): which there are, and the roles by which they write.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

struct Grant {
    std::string office;                   // its code
    std::string name;                     // empty: the one that it has, else the code
    std::string role;                     // that the server has already
    std::vector<std::string> reads = {};  // codes of further offices whose facts the role may read; `all`: everyone's
};

// The SQL that makes the office, its partitions and the role's rights; the first one splits the facts by office. Throws
// Error{usage} for a code that can't be an office's, and Error{failed} on a file, without such a role or office, for a
// role that nothing would hold to its office, and where records that stand here have codes that would be the office's.
std::string sql_of(db::Connection&, const Grant&);

// The SQL that takes a role's rights away; Error{failed} where it has none.
std::string sql_to_revoke(db::Connection&, const std::string& role);

// Runs such SQL in one transaction.
void run_grant(db::Connection&, const std::string& sql);

// After steps of the schema: new tables and columns take their part in the layout, where the database has it.
void renew_layout(db::Connection&);

struct Granted {
    std::string office, name;
    std::string role;   // empty: the office has none yet
    std::string reads;  // codes of further offices, or `all`
};

// By office and role. Throws Error{failed} on a file.
std::vector<Granted> granted(db::Connection&);

// The code of the office that the connection writes for; empty: the database's own.
std::string office_code(db::Connection&);

// `CODE NAME` of the office that keeps a record, where the database knows several offices; else nothing.
std::optional<std::string> kept_by(db::Connection&, const records::Kind&, std::int64_t id);

}  // namespace cpcc::store
