// Checks the SQL of a user before SQLite runs it.
#pragma once

#include "sqlite/session.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace cpcc::db {

// Limits a session to the SQL of users for the rest of its life.
//
// SQLite compiles a query to a program that names every b-tree it opens. `require_harmless` compares these with the
// b-trees that the session's temporary views open. A check of the SQL itself would have to know every form of it:
// SQLite's authorizer, for example, is not asked about the columns of USING and NATURAL JOIN.
class SqliteQueryGuard {
public:
    // Precondition: a read transaction, so that the numbers of the b-trees stay valid.
    explicit SqliteQueryGuard(SqliteSession&);

    // Throws Error{usage} for more than one statement. Throws Error{failed} for one that SQLite cannot compile, that
    // may change something, or that reads other tables than the temporary ones and those that the views read.
    void require_harmless(const std::string& sql);

private:
    void permit_views();
    void require_permitted(const std::string& sql);
    [[noreturn]] void refuse_table(std::int64_t page);

    SqliteSession& session_;
    std::set<std::int64_t> permitted_;  // the root pages of tables and indexes in the file
};

}  // namespace cpcc::db
