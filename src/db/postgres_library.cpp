#include "postgres_library.hpp"

#include "cpcc/base/error.hpp"

#include <dlfcn.h>

namespace cpcc::db {

namespace {

Libpq load() {
    void* library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!library)
        throw Error(Exit::failed, say(Words{"连接 PostgreSQL 要用的 libpq 没有安装", "libpq, which a PostgreSQL database is reached with, is not installed"}),
                    say(Words{"在 Debian 上安装 libpq5", "on Debian install libpq5"}));
    const auto find = [&](auto& function, const char* name) {
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
        if (!function) throw Error(Exit::failed, say(Words{"libpq 里没有 {}，版本太旧", "libpq has no {}: it is too old"}, name));
    };
    Libpq pq{};
    find(pq.conninfo_parse, "PQconninfoParse");
    find(pq.conninfo_free, "PQconninfoFree");
    find(pq.free_memory, "PQfreemem");
    find(pq.connect, "PQconnectdbParams");
    find(pq.finish, "PQfinish");
    find(pq.status, "PQstatus");
    find(pq.error_message, "PQerrorMessage");
    find(pq.database, "PQdb");
    find(pq.server_version, "PQserverVersion");
    find(pq.parameter_status, "PQparameterStatus");
    find(pq.transaction_status, "PQtransactionStatus");
    find(pq.set_notice_processor, "PQsetNoticeProcessor");
    find(pq.exec, "PQexec");
    find(pq.exec_params, "PQexecParams");
    find(pq.prepare, "PQprepare");
    find(pq.exec_prepared, "PQexecPrepared");
    find(pq.describe_prepared, "PQdescribePrepared");
    find(pq.put_copy_data, "PQputCopyData");
    find(pq.put_copy_end, "PQputCopyEnd");
    find(pq.get_result, "PQgetResult");
    find(pq.result_status, "PQresultStatus");
    find(pq.result_error_field, "PQresultErrorField");
    find(pq.clear, "PQclear");
    find(pq.command_tuples, "PQcmdTuples");
    find(pq.command_status, "PQcmdStatus");
    find(pq.rows, "PQntuples");
    find(pq.columns, "PQnfields");
    find(pq.column_name, "PQfname");
    find(pq.column_type, "PQftype");
    find(pq.is_null, "PQgetisnull");
    find(pq.value, "PQgetvalue");
    find(pq.length, "PQgetlength");
    return pq;
}

}  // namespace

const Libpq& libpq() {
    static const Libpq loaded = load();
    return loaded;
}

}  // namespace cpcc::db
