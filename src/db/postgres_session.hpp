// One connection to a PostgreSQL server, and what its refusals are called here.
#pragma once

#include "postgres_feed.hpp"
#include "postgres_library.hpp"

#include <cstdint>
#include <string>

namespace cpcc::db {

class Session {
public:
    // Throws Error{usage} for a URL that is wrong or holds a password, Error{busy} where the server takes nobody just now, and
    // Error{failed} where it can't be reached.
    explicit Session(std::string url);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    PGconn* handle() const { return connection_; }
    const std::string& name() const { return url_; }
    std::string database() const { return libpq().database(connection_); }
    bool lost() const { return libpq().status(connection_) == CONNECTION_BAD; }
    bool in_transaction() const { return libpq().transaction_status(connection_) != PQTRANS_IDLE; }
    std::string fresh_name() { return "s" + std::to_string(++names_); }   // for a prepared statement or a cursor
    void begin(const std::string& sql);        // what begins a transaction; one that fails is ended again
    std::int64_t transaction() const { return in_transaction() ? transactions_ : 0; }   // its number; 0: there is none
    void roll_back() noexcept;

    Feed feed;                                // what statements find in the table `feed`
    void copy_in(const std::string& sql, const std::string& rows);   // COPY … FROM STDIN

    Result taken(PGresult* result) const;     // owned from here on; throws the Error that it stands for
    std::int64_t changes() const { return changes_; }   // rows touched by the last statement
    void count_changes(const PGresult* result);
    Result run(const std::string& sql) const { return taken(libpq().exec(connection_, sql.c_str())); }

private:
    void require_suitable() const;

    std::string url_;
    PGconn* connection_ = nullptr;
    std::int64_t names_ = 0, transactions_ = 0, changes_ = 0;
};

}  // namespace cpcc::db
