// libpq, loaded when the first URL is opened: a start on a file pays nothing for it.
#pragma once

#include <libpq-fe.h>

#include <memory>

namespace cpcc::db {

struct Libpq {
    decltype(&::PQconninfoParse) conninfo_parse;
    decltype(&::PQconninfoFree) conninfo_free;
    decltype(&::PQfreemem) free_memory;
    decltype(&::PQconnectdbParams) connect;
    decltype(&::PQfinish) finish;
    decltype(&::PQstatus) status;
    decltype(&::PQerrorMessage) error_message;
    decltype(&::PQdb) database;
    decltype(&::PQserverVersion) server_version;
    decltype(&::PQparameterStatus) parameter_status;
    decltype(&::PQtransactionStatus) transaction_status;
    decltype(&::PQsetNoticeProcessor) set_notice_processor;
    decltype(&::PQexec) exec;
    decltype(&::PQexecParams) exec_params;
    decltype(&::PQprepare) prepare;
    decltype(&::PQexecPrepared) exec_prepared;
    decltype(&::PQdescribePrepared) describe_prepared;
    decltype(&::PQputCopyData) put_copy_data;
    decltype(&::PQputCopyEnd) put_copy_end;
    decltype(&::PQgetResult) get_result;
    decltype(&::PQresultStatus) result_status;
    decltype(&::PQresultErrorField) result_error_field;
    decltype(&::PQclear) clear;
    decltype(&::PQcmdTuples) command_tuples;
    decltype(&::PQcmdStatus) command_status;
    decltype(&::PQntuples) rows;
    decltype(&::PQnfields) columns;
    decltype(&::PQfname) column_name;
    decltype(&::PQftype) column_type;
    decltype(&::PQgetisnull) is_null;
    decltype(&::PQgetvalue) value;
    decltype(&::PQgetlength) length;
};

// Throws Error{failed} where it is not installed.
const Libpq& libpq();

struct ClearResult {
    void operator()(PGresult* result) const { libpq().clear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

}  // namespace cpcc::db
