// libpq, loaded when the first URL is opened, so that commands on a file do not pay for it.
#pragma once

#include "cpcc/base/shared_library.hpp"

#include <libpq-fe.h>

#include <memory>

namespace cpcc::db {

struct Libpq {
    SharedLibrary library{"libpq.so.5",
                          {" PostgreSQL ", "a PostgreSQL database"},
                          {"请在 Debian 上安装 libpq5", "on Debian, install libpq5"}};
    decltype(&::PQconninfoParse) conninfo_parse = library.symbol("PQconninfoParse");
    decltype(&::PQconninfoFree) conninfo_free = library.symbol("PQconninfoFree");
    decltype(&::PQfreemem) free_memory = library.symbol("PQfreemem");
    decltype(&::PQconnectdbParams) connect = library.symbol("PQconnectdbParams");
    decltype(&::PQfinish) finish = library.symbol("PQfinish");
    decltype(&::PQstatus) status = library.symbol("PQstatus");
    decltype(&::PQerrorMessage) error_message = library.symbol("PQerrorMessage");
    decltype(&::PQdb) database = library.symbol("PQdb");
    decltype(&::PQserverVersion) server_version = library.symbol("PQserverVersion");
    decltype(&::PQparameterStatus) parameter_status = library.symbol("PQparameterStatus");
    decltype(&::PQtransactionStatus) transaction_status = library.symbol("PQtransactionStatus");
    decltype(&::PQsetNoticeProcessor) set_notice_processor = library.symbol("PQsetNoticeProcessor");
    decltype(&::PQexec) exec = library.symbol("PQexec");
    decltype(&::PQexecParams) exec_params = library.symbol("PQexecParams");
    decltype(&::PQprepare) prepare = library.symbol("PQprepare");
    decltype(&::PQexecPrepared) exec_prepared = library.symbol("PQexecPrepared");
    decltype(&::PQdescribePrepared) describe_prepared = library.symbol("PQdescribePrepared");
    decltype(&::PQputCopyData) put_copy_data = library.symbol("PQputCopyData");
    decltype(&::PQputCopyEnd) put_copy_end = library.symbol("PQputCopyEnd");
    decltype(&::PQgetResult) get_result = library.symbol("PQgetResult");
    decltype(&::PQresultStatus) result_status = library.symbol("PQresultStatus");
    decltype(&::PQresultErrorMessage) result_error_message = library.symbol("PQresultErrorMessage");
    decltype(&::PQresultErrorField) result_error_field = library.symbol("PQresultErrorField");
    decltype(&::PQenterPipelineMode) enter_pipeline = library.symbol("PQenterPipelineMode");
    decltype(&::PQexitPipelineMode) exit_pipeline = library.symbol("PQexitPipelineMode");
    decltype(&::PQpipelineSync) pipeline_sync = library.symbol("PQpipelineSync");
    decltype(&::PQsendQueryParams) send_params = library.symbol("PQsendQueryParams");
    decltype(&::PQsendQueryPrepared) send_prepared = library.symbol("PQsendQueryPrepared");
    decltype(&::PQclear) clear = library.symbol("PQclear");
    decltype(&::PQcmdStatus) command_status = library.symbol("PQcmdStatus");
    decltype(&::PQntuples) rows = library.symbol("PQntuples");
    decltype(&::PQnfields) columns = library.symbol("PQnfields");
    decltype(&::PQfname) column_name = library.symbol("PQfname");
    decltype(&::PQftype) column_type = library.symbol("PQftype");
    decltype(&::PQgetisnull) is_null = library.symbol("PQgetisnull");
    decltype(&::PQgetvalue) value = library.symbol("PQgetvalue");
    decltype(&::PQgetlength) length = library.symbol("PQgetlength");
};

// Returns the library, and loads it on the first call. Throws Error{failed} if it is not installed.
const Libpq& libpq();

struct ClearResult {
    void operator()(PGresult* result) const { libpq().clear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

}  // namespace cpcc::db
