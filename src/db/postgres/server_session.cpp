#include "postgres/server_session.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace cpcc::db {

namespace {

constexpr int oldest_server = 140000;   // bodies of SQL functions that are parsed as they are made

// What libpq says in several lines, some of them indented, in one.
std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : trim(text)) {
        const bool space = c == '\n' || c == '\t' || c == ' ';
        if (!space || line.back() != ' ') line += space ? ' ' : c;
    }
    return line;
}

// A password is read by libpq from where others can't read it, never from a URL: that stands in a file or a list of processes.
void refuse_passwords(const std::string& url) {
    const Libpq& pq = libpq();
    char* message = nullptr;
    PQconninfoOption* options = pq.conninfo_parse(url.c_str(), &message);
    if (!options) {
        pq.free_memory(message);   // it may quote a piece of the URL
        throw Error(Exit::usage, say(Words{"数据库的 URL 写法不对", "the URL of the database is wrong"}),
                    say(Words{"写作 postgresql://用户@主机:端口/库名", "write postgresql://USER@HOST:PORT/DATABASE"}));
    }
    bool secret = false;
    for (const PQconninfoOption* option = options; option->keyword; ++option)
        secret = secret || (option->val && *option->val && std::strstr(option->keyword, "password"));
    pq.conninfo_free(options);
    if (secret)
        throw Error(Exit::usage, say(Words{"数据库的 URL 里不能写密码", "the URL of the database may hold no password"}),
                    say(Words{"密码写进 ~/.pgpass（0600），或用 PGPASSWORD、服务文件", "keep it in ~/.pgpass (0600), or use PGPASSWORD or a service file"}));
}

bool starts_with_any(std::string_view state, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) { return state.starts_with(beginning); });
}

[[noreturn]] void refuse_lost(const std::string& why, const std::string& database) {
    throw Error(Exit::failed, say(Words{"与数据库 {} 的连接断了（{}），没有提交的都不保留", "the connection to the database {} was lost ({}), and nothing is kept that was not committed"}, database, why),
                say(Words{"等服务器恢复后重试", "try again once the server is back"}));
}

[[noreturn]] void refuse(std::string_view state, const std::string& message, const std::string& database) {
    if (starts_with_any(state, {"55P03", "40001", "40P01"}))
        throw Error(Exit::busy, say(Words{"数据库 {} 正被另一进程占用", "another process holds the database {}"}, database), say(Words{"请稍后再试", "try again later"}));
    if (starts_with_any(state, {"53300", "57P03"}))
        throw Error(Exit::busy, say(Words{"数据库 {} 此刻不接受连接（{}）", "the database {} takes no connection just now ({})"}, database, message), say(Words{"请稍后再试", "try again later"}));
    if (starts_with_any(state, {"53100"}))
        throw Error(Exit::failed, say(Words{"磁盘已满，数据库 {} 未作改动", "the disk is full, and the database {} was not changed"}, database),
                    say(Words{"请腾出空间后重试", "make room and try again"}));
    if (starts_with_any(state, {"42501", "25006"}))
        throw Error(Exit::failed, say(Words{"数据库 {} 不允许这样做（{}）", "the database {} does not allow this ({})"}, database, message));
    if (starts_with_any(state, {"57P01", "57P02", "08"})) refuse_lost(message, database);
    throw Error(Exit::failed, say(Words{"数据库 {}：{}", "the database {}: {}"}, database, message));
}

// No SQLSTATE is told of a connection that came to nothing, only a sentence, and that in the server's language.
[[noreturn]] void refuse_connection(const std::string& message, const std::string& database) {
    for (const std::string_view passing : {"starting up", "shutting down", "in recovery mode", "too many clients", "too many connections", "slots are reserved"})
        if (message.find(passing) != std::string::npos)
            throw Error(Exit::busy, say(Words{"数据库 {} 此刻不接受连接（{}）", "the database {} takes no connection just now ({})"}, database, message), say(Words{"请稍后再试", "try again later"}));
    throw Error(Exit::failed, say(Words{"连不上数据库 {}：{}", "the database {} can't be reached: {}"}, database, message),
                say(Words{"请看服务器、库名和 ~/.pgpass；空库用 createdb 建", "see to the server, the database's name and ~/.pgpass; createdb makes an empty one"}));
}

bool succeeded(const PGresult* result) {
    switch (libpq().result_status(result)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_EMPTY_QUERY:
        case PGRES_COPY_IN: return true;
        default: return false;
    }
}

}  // namespace

Session::Session(std::string url) : url_(std::move(url)) {
    refuse_passwords(url_);
    // What stands before the URL it may say otherwise, what stands behind it not.
    const std::array keywords{"connect_timeout", "fallback_application_name", "dbname", "client_encoding", static_cast<const char*>(nullptr)};
    const std::array values{"10", "cpcc", url_.c_str(), "UTF8", static_cast<const char*>(nullptr)};
    connection_ = libpq().connect(keywords.data(), values.data(), 1);
    try {
        if (lost()) refuse_connection(one_line(libpq().error_message(connection_)), url_);
        libpq().set_notice_processor(connection_, [](void*, const char*) {}, nullptr);
        require_suitable();
    } catch (const Error&) {
        libpq().finish(connection_);
        throw;
    }
}

Session::~Session() { libpq().finish(connection_); }

void Session::begin(const std::string& sql) {
    ++transactions_;
    try {
        run(sql);
    } catch (const Error&) {
        roll_back();
        throw;
    }
}

PGconn* Session::handle() {
    settle();
    if (failed_) throw *std::exchange(failed_, std::nullopt);
    return connection_;
}

void Session::send(const std::string& statement, bool prepared, std::span<const Oid> types, std::span<const char* const> values) {
    constexpr int most_sent = 1000;
    if (sent_ == most_sent) handle();
    const Libpq& pq = libpq();
    if (sent_ == 0) pq.enter_pipeline(connection_);
    const int count = static_cast<int>(values.size());
    const int sent = prepared ? pq.send_prepared(connection_, statement.c_str(), count, values.data(), nullptr, nullptr, 0)
                              : pq.send_params(connection_, statement.c_str(), count, types.data(), values.data(), nullptr, nullptr, 0);
    if (sent == 0) taken(nullptr);
    ++sent_;
}

void Session::settle() noexcept {
    if (sent_ == 0) return;
    const Libpq& pq = libpq();
    pq.pipeline_sync(connection_);
    // Each of them ends with a null, and the mark behind them all has none; what follows one that failed was not done.
    for (; sent_ > 0 && !lost(); --sent_)
        while (PGresult* result = pq.get_result(connection_)) keep_failure(result);
    if (!lost()) pq.clear(pq.get_result(connection_));
    else keep_failure(nullptr);
    sent_ = 0;
    pq.exit_pipeline(connection_);
}

void Session::keep_failure(PGresult* result) noexcept {
    try {
        if (failed_ || libpq().result_status(result) == PGRES_PIPELINE_ABORTED) libpq().clear(result);
        else taken(result);
    } catch (const Error& error) {
        failed_ = error;
    }
}

// It must not complain: in a transaction that failed nothing can be put away, and nothing need be.
void Session::put_away(const std::string& sql) noexcept {
    settle();
    if (!lost() && libpq().transaction_status(connection_) != PQTRANS_INERROR) libpq().clear(libpq().exec(connection_, sql.c_str()));
}

void Session::roll_back() noexcept {
    settle();
    failed_.reset();
    if (in_transaction() && !lost()) libpq().clear(libpq().exec(connection_, "ROLLBACK"));
}

void Session::require_suitable() const {
    if (libpq().server_version(connection_) < oldest_server)
        throw Error(Exit::failed, say(Words{"{} 的 PostgreSQL 版本太旧，要 14 或更新", "the PostgreSQL of {} is too old: 14 or newer is needed"}, url_));
    const char* encoding = libpq().parameter_status(connection_, "server_encoding");
    if (!encoding || std::string_view(encoding) != "UTF8")
        throw Error(Exit::failed, say(Words{"数据库 {} 的编码不是 UTF8", "the encoding of the database {} is not UTF8"}, url_),
                    say(Words{"用 createdb -E UTF8 -T template0 另建", "make one with createdb -E UTF8 -T template0"}));
}

void Session::copy_in(const CopyIn& copy, const std::string& rows) {
    const Libpq& pq = libpq();
    run(copy.sql());
    pq.put_copy_data(connection_, rows.data(), static_cast<int>(rows.size()));   // what fails here, the result says
    pq.put_copy_end(connection_, nullptr);
    Result first(pq.get_result(connection_));
    while (Result(pq.get_result(connection_))) {}
    taken(first.release());
    learn(copy.table);
}

// A server plans by what it last counted, and counts by itself only what was committed: a load that looks at its own rows by plans
// for an empty table would take for ever. So it counts again each time that the load has grown fourfold.
void Session::learn(const std::string& table) {
    Growth& growth = growth_[table];
    growth.rows += feed.rows();
    if (growth.rows < growth.learnt_at) return;
    run(by_office ? "SELECT count_rows('" + table + "')" : "ANALYZE " + table);
    growth.learnt_at = 4 * growth.rows;
}

// libpq may fail to write to a server that is gone and call the connection good for a while yet. What it says by itself has no SQLSTATE.
bool Session::heard(const PGresult* result) const {
    return !lost() && (succeeded(result) || (result && libpq().result_error_field(result, PG_DIAG_SQLSTATE)));
}

Result Session::taken(PGresult* result) const {
    Result owned(result);
    if (succeeded(result)) return owned;
    const char* code = result ? libpq().result_error_field(result, PG_DIAG_SQLSTATE) : nullptr;
    if (!code) {
        const std::string_view told(result ? libpq().result_error_message(result) : libpq().error_message(connection_));
        refuse_lost(one_line(told.substr(0, told.find('\n'))), url_);
    }
    const std::string_view state(code);
    const std::string message = one_line(libpq().result_error_field(result, PG_DIAG_MESSAGE_PRIMARY));
    if (office != 0 && state == "42501")
        throw Error(Exit::failed, say(Words{"本单位的角色不能这样做：只能改本单位保管的记录（{}）", "the role of this office may not do this: it changes what the office itself keeps ({})"}, message),
                    say(Words{"一条记录由谁保管，见其 show；谁能做什么，见 cpcc grant", "`show` says who keeps a record, and cpcc grant who may do what"}));
    refuse(state, message, url_);
}

}  // namespace cpcc::db
