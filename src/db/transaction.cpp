#include "cpcc/db/connection.hpp"

namespace cpcc::db {

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
    if (kind == Kind::write) connection_.begin_write();
    else connection_.begin_read();
}

Transaction::~Transaction() {
    if (open_) connection_.roll_back();
}

void Transaction::commit() {
    connection_.commit();
    open_ = false;
}

}  // namespace cpcc::db
