// One connection to a PostgreSQL server. Converts the server's errors to Errors.
#pragma once

#include "cpcc/base/error.hpp"
#include "postgres/feed.hpp"
#include "postgres/library.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace cpcc::db {

class Session {
public:
    // Throws Error{usage} for a URL that is malformed or contains a password, and Error{busy} if the server accepts no
    // connections at the moment. Throws Error{failed} if the server cannot be reached, is too old, or its database is
    // not encoded in UTF-8.
    explicit Session(std::string url);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Returns the connection, ready for the next command. Waits for the statements that `send` sent, and throws the
    // Error of one that failed.
    PGconn* handle();
    const std::string& name() const { return url_; }
    std::string database() const { return libpq().database(connection_); }
    bool lost() const { return libpq().status(connection_) == CONNECTION_BAD; }
    // Returns whether the result is the server's own and the connection is still good.
    bool is_server_reply(const PGresult* result) const;
    bool in_transaction() const { return libpq().transaction_status(connection_) != PQTRANS_IDLE; }
    std::string fresh_name() { return "s" + std::to_string(++names_); }  // for a prepared statement or a cursor
    void begin(const std::string& sql);  // begins a transaction; rolls back if `sql` fails
    std::int64_t transaction() const { return in_transaction() ? transactions_ : 0; }  // its number; 0 if none is open
    void roll_back() noexcept;

    // Sends a statement without waiting for its result (a pipeline), so that many single rows need few round trips.
    // `statement` is the name of a prepared statement if `prepared`, otherwise SQL. Only within a transaction.
    void send(const std::string& statement, bool prepared, std::span<const Oid> types,
              std::span<const char* const> values);
    void run_cleanup(const std::string& sql) noexcept;  // runs a DEALLOCATE or CLOSE, and ignores failures

    std::int64_t office = 0;  // the office that it writes for
    bool by_office = false;   // facts are partitioned by office (schema/offices/layout.sql)
    Feed feed;                // the rows that statements read in the table `feed`
    void copy_in(const CopyIn& copy, const std::string& rows);  // COPY … FROM STDIN

    void update_statistics(const std::string& table);  // if the fed rows have made it grow enough
    Result checked(PGresult* result) const;            // takes ownership; throws the Error of a failed result
    Result run(const std::string& sql) { return checked(libpq().exec(handle(), sql.c_str())); }

private:
    struct Growth {
        std::size_t rows = 0, analyze_at = 1000;
    };
    void require_suitable() const;
    void settle() noexcept;  // waits for all that was sent; `handle` throws the first failure
    void keep_failure(PGresult* result) noexcept;

    std::string url_;
    PGconn* connection_ = nullptr;
    std::int64_t names_ = 0, transactions_ = 0;
    int sent_ = 0;  // statements without a result so far
    std::optional<Error> failed_;
    std::map<std::string, Growth, std::less<>> growth_;  // of the loaded rows, by table
};

}  // namespace cpcc::db
