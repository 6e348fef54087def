#include "sqlite/session.hpp"

#include "sqlite/failures.hpp"
#include "sqlite/statement.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <ctime>

namespace cpcc::db {

namespace {

constexpr std::chrono::steady_clock::duration busy_timeout = std::chrono::seconds(5);

// The time that this thread has computed. A query that waits for the reader of its output takes none.
std::chrono::nanoseconds computed() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

SqliteSession::SqliteSession(const std::string& path, int flags, bool in_turn)
    : name_(path), database_(path, flags), queue_(path), time_left_(busy_timeout) {
    if (in_turn) join_queue();
    sqlite3_busy_handler(handle(), on_busy, this);
    sqlite3_extended_result_codes(handle(), 1);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    enforce_foreign_keys(true);
    const bool writes = flags & SQLite::OPEN_READWRITE;
    // SQLite reads the schema first, so this throws for a file that is no database.
    database_.exec(
        fmt::format("PRAGMA cache_size = -{}", static_cast<int>(writes ? PageCache::lookup : PageCache::sequential)));
    // DELETE is the default journal of a file; EXTRA also syncs the folder after a commit.
    if (writes) {
        database_.exec("PRAGMA synchronous = EXTRA;");
        // A change that outgrows the cache would be written to the file, which nobody could read until it ends. Changed
        // pages stay in memory instead, up to 1 GiB.
        database_.exec("PRAGMA cache_spill = 262144;");
        register_feed(handle(), fed_);
    }
}

Statement SqliteSession::prepare(std::string_view sql) {
    background_.settle();
    return guarded(name_,
                   [&] { return Statement(std::make_unique<SqliteStatement>(handle(), background_, name_, sql)); });
}

void SqliteSession::execute(std::string_view sql) {
    background_.settle();
    guarded(name_, [&] { database_.exec(std::string(sql)); });
}

void SqliteSession::set_cache(PageCache size) {
    execute(fmt::format("PRAGMA cache_size = -{}", static_cast<int>(size)));
}

void SqliteSession::enforce_foreign_keys(bool on) noexcept {
    background_.wait();
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_ENABLE_FKEY, on ? 1 : 0, nullptr);
}

void SqliteSession::join_queue() {
    if (::access(name_.c_str(), W_OK) == 0 && !queue_.enter(std::chrono::steady_clock::now() + time_left_))
        guarded(name_, [] { throw SQLite::Exception("", SQLITE_BUSY); });
}

// Once it is this process's turn, only a program other than cpcc can hold the lock.
void SqliteSession::begin_write() {
    const auto began = std::chrono::steady_clock::now();
    join_queue();
    try {
        time_left_ -= std::chrono::steady_clock::now() - began;
        execute("BEGIN IMMEDIATE");
    } catch (...) {
        queue_.leave();
        time_left_ = busy_timeout;
        throw;
    }
    time_left_ = busy_timeout;
}

void SqliteSession::limit_time(std::chrono::nanoseconds computing) {
    constexpr int steps_between_looks = 10000;  // at the clock
    most_computed_ = computed() + computing;
    const bool limited = computing.count() > 0;
    sqlite3_progress_handler(handle(), limited ? steps_between_looks : 0, limited ? on_progress : nullptr, this);
}

int SqliteSession::on_progress(void* session) {
    return computed() > static_cast<SqliteSession*>(session)->most_computed_ ? 1 : 0;
}

// SQLite's busy handler. Retries often, because a commit locks the file only briefly.
int SqliteSession::on_busy(void* session, int times) {
    auto& self = *static_cast<SqliteSession*>(session);
    if (times == 0) self.waiting_since_ = std::chrono::steady_clock::now();
    if (std::chrono::steady_clock::now() - self.waiting_since_ >= self.time_left_) return 0;
    ::usleep(times < 100 ? 1000 : 10000);
    return 1;
}

}  // namespace cpcc::db
