// One connection to a PostgreSQL server, and what its refusals are called here.
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
    // Throws Error{usage} for a URL that is wrong or holds a password, Error{busy} where the server takes nobody just
    // now, and Error{failed} where it can't be reached.
    explicit Session(std::string url);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    PGconn* handle();  // ready to be asked: what was sent before is done; throws what that came to
    const std::string& name() const { return url_; }
    std::string database() const { return libpq().database(connection_); }
    bool lost() const { return libpq().status(connection_) == CONNECTION_BAD; }
    bool heard(const PGresult* result) const;  // whether it is the server's own word, of a connection that still stands
    bool in_transaction() const { return libpq().transaction_status(connection_) != PQTRANS_IDLE; }
    std::string fresh_name() { return "s" + std::to_string(++names_); }  // for a prepared statement or a cursor
    void begin(const std::string& sql);  // what begins a transaction; one that fails is ended again
    std::int64_t transaction() const { return in_transaction() ? transactions_ : 0; }  // its number; 0: there is none
    void roll_back() noexcept;

    // Sends a statement without waiting for what comes of it (a pipeline): where rows go one by one a server far away
    // is waited for once in many of them. `prepared`: what `statement` names; else it is SQL. Only in a transaction.
    void send(const std::string& statement, bool prepared, std::span<const Oid> types,
              std::span<const char* const> values);
    void put_away(const std::string& sql) noexcept;  // a DEALLOCATE or CLOSE, where it is needed

    std::int64_t office = 0;  // that it writes for
    bool by_office = false;   // facts lie office by office (schema/offices/layout.sql)
    Feed feed;                // what statements find in the table `feed`
    void copy_in(const CopyIn& copy, const std::string& rows);  // COPY … FROM STDIN

    void learn(const std::string& table);  // that the fed rows went into it
    Result taken(PGresult* result) const;  // owned from here on; throws the Error that it stands for
    Result run(const std::string& sql) { return taken(libpq().exec(handle(), sql.c_str())); }

private:
    struct Growth {
        std::size_t rows = 0, learnt_at = 1000;
    };
    void require_suitable() const;
    void settle() noexcept;  // waits for all that was sent; what it came to is kept for `handle`
    void keep_failure(PGresult* result) noexcept;

    std::string url_;
    PGconn* connection_ = nullptr;
    std::int64_t names_ = 0, transactions_ = 0;
    int sent_ = 0;  // that nothing was heard of yet
    std::optional<Error> failed_;
    std::map<std::string, Growth, std::less<>> growth_;  // by table, of what was copied in
};

}  // namespace cpcc::db
