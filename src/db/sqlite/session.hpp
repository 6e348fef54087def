// One open SQLite file, shared by the three interfaces of its connection.
#pragma once

#include "cpcc/db/statement.hpp"
#include "sqlite/background_writer.hpp"
#include "sqlite/feed.hpp"
#include "sqlite/write_queue.hpp"

#include <SQLiteCpp/Database.h>

#include <chrono>
#include <string>
#include <string_view>

namespace cpcc::db {

// How much of a file the page cache holds, in KiB. Sequential scans, as in reports and lists, run faster with a small
// cache that fits in L2; random access needs a large one. A sort uses as much memory as the cache may have, and runs
// fastest where that fits in L2.
enum class PageCache { sequential = 2048, lookup = 16384, random = 65536, sort = 1024 };

class SqliteSession {
public:
    // `flags` are SQLite's for opening. With `in_turn` the session joins the queue of writers before it first reads the
    // file. Throws SQLite::Exception.
    SqliteSession(const std::string& path, int flags, bool in_turn);

    const std::string& name() const { return name_; }
    sqlite3* handle() { return database_.getHandle(); }
    SQLite::Database& database() { return database_; }
    BackgroundWriter& background() { return background_; }
    FedRows& fed() { return fed_; }

    // Each of these first waits for the background work.
    Statement prepare(std::string_view sql);
    void execute(std::string_view sql);
    void set_cache(PageCache size);
    // Turns the check of foreign keys on or off at any time; PRAGMA foreign_keys does nothing within a transaction.
    void enforce_foreign_keys(bool on) noexcept;

    // Joins the queue of writers and begins a transaction. Throws Error{busy} after five seconds for both together.
    void begin_write();
    // Joins the queue of writers. Throws Error{busy} after five seconds.
    void join_queue();
    void leave_queue() noexcept { queue_.leave(); }
    void limit_time(std::chrono::nanoseconds computing);

private:
    static int on_busy(void* session, int times);
    static int on_progress(void* session);

    std::string name_;
    FedRows fed_;  // declared before the database, which reads it
    SQLite::Database database_;
    WriteQueue queue_;
    BackgroundWriter background_;  // declared after the database, which its work uses
    std::chrono::steady_clock::duration time_left_;
    std::chrono::steady_clock::time_point waiting_since_;
    std::chrono::nanoseconds most_computed_{};  // by this thread, at which a query stops
};

}  // namespace cpcc::db
