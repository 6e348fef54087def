#include "cpcc/db/connection.hpp"

namespace cpcc::db {

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
    if (kind == Kind::read)
        connection_.begin_read();
    else
        connection_.begin_write(kind == Kind::write ? Writes::all : Writes::facts);
}

Transaction::~Transaction() {
    if (open_) connection_.roll_back();
}

void Transaction::commit() {
    connection_.commit();
    open_ = false;
}

}  // namespace cpcc::db
