#include "postgres/server_session.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace cpcc::db {

namespace {

constexpr int oldest_server = 140000;  // the first to parse the body of an SQL function when creating it

// Joins the lines of a libpq message, some of which are indented.
std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : trim(text)) {
        const bool space = c == '\n' || c == '\t' || c == ' ';
        if (!space || line.back() != ' ') line += space ? ' ' : c;
    }
    return line;
}

// Throws Error{usage} for a password in a URL, because a URL is visible in a file or in the list of processes. libpq
// reads passwords from places that other users cannot read.
void refuse_passwords(const std::string& url) {
    const Libpq& pq = libpq();
    char* message = nullptr;
    PQconninfoOption* options = pq.conninfo_parse(url.c_str(), &message);
    if (!options) {
        pq.free_memory(message);  // not printed, since it may quote part of the URL
        throw Error(
            Exit::usage, say(Words{"数据库的 URL 格式有误", "the database URL is malformed"}),
            say(Words{"请写作 postgresql://用户@主机:端口/库名", "write postgresql://USER@HOST:PORT/DATABASE"}));
    }
    bool secret = false;
    for (const PQconninfoOption* option = options; option->keyword; ++option)
        secret = secret || (option->val && *option->val && std::strstr(option->keyword, "password"));
    pq.conninfo_free(options);
    if (secret)
        throw Error(Exit::usage,
                    say(Words{"数据库的 URL 中不能含有密码", "the database URL cannot contain a password"}),
                    say(Words{"请将密码写入 ~/.pgpass（权限 0600），或使用 PGPASSWORD、服务文件",
                              "put it in ~/.pgpass (mode 0600), or use PGPASSWORD or a service file"}));
}

bool starts_with_any(std::string_view state, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return state.starts_with(beginning); });
}

[[noreturn]] void refuse_lost(const std::string& why, const std::string& database) {
    throw Error(Exit::failed,
                say(Words{"与数据库 {} 的连接中断（{}），未提交的修改均未保存",
                          "lost the connection to database {} ({}); uncommitted changes were not saved"},
                    database, why),
                say(Words{"请在服务器恢复后重试", "try again when the server is back"}));
}

[[noreturn]] void refuse(std::string_view state, const std::string& message, const std::string& database) {
    if (starts_with_any(state, {"55P03", "40001", "40P01"}))
        throw Error(Exit::busy,
                    say(Words{"数据库 {} 正被其他进程占用", "database {} is in use by another process"}, database),
                    say(Words{"请稍后重试", "try again later"}));
    if (starts_with_any(state, {"53300", "57P03"}))
        throw Error(
            Exit::busy,
            say(Words{"数据库 {} 暂不接受连接（{}）", "database {} does not accept connections at the moment ({})"},
                database, message),
            say(Words{"请稍后重试", "try again later"}));
    if (starts_with_any(state, {"53100"}))
        throw Error(
            Exit::failed,
            say(Words{"磁盘已满，数据库 {} 未作任何修改", "the disk is full; database {} was not changed"}, database),
            say(Words{"请清理磁盘空间后重试", "free some space and try again"}));
    if (state == "57014")  // canceled by statement_timeout
        throw Error(Exit::failed, say(Words{"查询计算超时，已停止", "the query took too long and was stopped"}),
                    say(Words{"请缩小查询范围，或用 --timeout 放宽时限",
                              "narrow the query, or allow more time with --timeout"}));
    if (starts_with_any(state, {"42501", "25006"}))
        throw Error(Exit::failed, say(Words{"数据库 {} 不允许此操作（{}）", "database {} does not allow this ({})"},
                                      database, message));
    if (starts_with_any(state, {"57P01", "57P02", "08"})) refuse_lost(message, database);
    throw Error(Exit::failed, say(Words{"数据库 {}：{}", "database {}: {}"}, database, message));
}

// libpq reports a failed connection without an SQLSTATE, only by a message in the server's language.
[[noreturn]] void refuse_connection(const std::string& message, const std::string& database) {
    for (const std::string_view passing : {"starting up", "shutting down", "in recovery mode", "too many clients",
                                           "too many connections", "slots are reserved"})
        if (message.find(passing) != std::string::npos)
            throw Error(
                Exit::busy,
                say(Words{"数据库 {} 暂不接受连接（{}）", "database {} does not accept connections at the moment ({})"},
                    database, message),
                say(Words{"请稍后重试", "try again later"}));
    throw Error(
        Exit::failed, say(Words{"无法连接数据库 {}：{}", "cannot connect to database {}: {}"}, database, message),
        say(Words{"请检查服务器、数据库名和 ~/.pgpass，或用 createdb 新建空数据库",
                  "check the server, the database name and ~/.pgpass, or create an empty database with createdb"}));
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
    // The URL overrides options before `dbname`, but not those after it.
    const std::array keywords{"connect_timeout", "fallback_application_name", "dbname", "client_encoding",
                              static_cast<const char*>(nullptr)};
    const std::array values{"10", "cpcc", url_.c_str(), "UTF8", static_cast<const char*>(nullptr)};
    connection_ = libpq().connect(keywords.data(), values.data(), 1);
    try {
        if (lost()) refuse_connection(one_line(libpq().error_message(connection_)), url_);
        libpq().set_notice_processor(
            connection_, [](void*, const char*) {}, nullptr);
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

void Session::send(const std::string& statement, bool prepared, std::span<const Oid> types,
                   std::span<const char* const> values) {
    constexpr int max_pipelined = 1000;
    if (sent_ == max_pipelined) handle();
    const Libpq& pq = libpq();
    if (sent_ == 0) pq.enter_pipeline(connection_);
    const int count = static_cast<int>(values.size());
    const int sent =
        prepared
            ? pq.send_prepared(connection_, statement.c_str(), count, values.data(), nullptr, nullptr, 0)
            : pq.send_params(connection_, statement.c_str(), count, types.data(), values.data(), nullptr, nullptr, 0);
    if (sent == 0) checked(nullptr);
    ++sent_;
}

void Session::settle() noexcept {
    if (sent_ == 0) return;
    const Libpq& pq = libpq();
    pq.pipeline_sync(connection_);
    // A null follows the results of each statement, but not that of the sync point. The server skips all statements
    // after a failed one.
    for (; sent_ > 0 && !lost(); --sent_)
        while (PGresult* result = pq.get_result(connection_)) keep_failure(result);
    if (!lost())
        pq.clear(pq.get_result(connection_));
    else
        keep_failure(nullptr);
    sent_ = 0;
    pq.exit_pipeline(connection_);
}

void Session::keep_failure(PGresult* result) noexcept {
    try {
        if (failed_ || libpq().result_status(result) == PGRES_PIPELINE_ABORTED)
            libpq().clear(result);
        else
            checked(result);
    } catch (const Error& error) {
        failed_ = error;
    }
}

// A failed transaction refuses every statement. A name that stays behind does no harm, since names are not reused.
void Session::run_cleanup(const std::string& sql) noexcept {
    settle();
    if (!lost() && libpq().transaction_status(connection_) != PQTRANS_INERROR)
        libpq().clear(libpq().exec(connection_, sql.c_str()));
}

void Session::roll_back() noexcept {
    settle();
    failed_.reset();
    if (in_transaction() && !lost()) libpq().clear(libpq().exec(connection_, "ROLLBACK"));
}

void Session::require_suitable() const {
    if (libpq().server_version(connection_) < oldest_server)
        throw Error(Exit::failed, say(Words{"{} 的 PostgreSQL 版本过低，应为 14 或更高版本",
                                            "the PostgreSQL server of {} is too old; use version 14 or newer"},
                                      url_));
    const char* encoding = libpq().parameter_status(connection_, "server_encoding");
    if (!encoding || std::string_view(encoding) != "UTF8")
        throw Error(
            Exit::failed, say(Words{"数据库 {} 的编码不是 UTF8", "database {} is not encoded in UTF8"}, url_),
            say(Words{"请用 createdb -E UTF8 -T template0 另建", "create one with createdb -E UTF8 -T template0"}));
}

void Session::copy_in(const CopyIn& copy, const std::string& rows) {
    const Libpq& pq = libpq();
    run(copy.sql());
    pq.put_copy_data(connection_, rows.data(), static_cast<int>(rows.size()));  // the result reports a failure
    pq.put_copy_end(connection_, nullptr);
    Result first(pq.get_result(connection_));
    while (Result(pq.get_result(connection_))) {}
    checked(first.release());
    update_statistics(copy.table);
}

// Updates the table's statistics each time that the load has grown fourfold. A server plans by its last statistics, and
// collects them by itself only from committed rows. With plans for an empty table, a load that looks up its own rows
// would take far too long.
void Session::update_statistics(const std::string& table) {
    Growth& growth = growth_[table];
    growth.rows += feed.rows();
    if (growth.rows < growth.analyze_at) return;
    run(by_office ? "SELECT count_rows('" + table + "')" : "ANALYZE " + table);
    growth.analyze_at = 4 * growth.rows;
}

// libpq may fail to write to a lost server and still report the connection as good for a while. An error of libpq
// itself has no SQLSTATE.
bool Session::is_server_reply(const PGresult* result) const {
    return !lost() && (succeeded(result) || (result && libpq().result_error_field(result, PG_DIAG_SQLSTATE)));
}

Result Session::checked(PGresult* result) const {
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
        throw Error(Exit::failed,
                    say(Words{"本机关的角色不允许此操作，只能修改本机关管理的记录（{}）",
                              "this role may change only records owned by its office ({})"},
                        message),
                    say(Words{"记录的管理机关见其 show，角色的权限见 cpcc grant",
                              "see `show` for the owner of a record, and cpcc grant for the access of a role"}));
    refuse(state, message, url_);
}

}  // namespace cpcc::db
