#include "cpcc/db/connection.hpp"

namespace cpcc::db {

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
    if (kind == Kind::read && connection_.in_snapshot_) {
        open_ = false;
        return;
    }
    if (kind == Kind::read)
        connection_.begin_read();
    else
        connection_.begin_write(kind == Kind::write ? Writes::all : Writes::facts);
    connection_.in_snapshot_ = is_snapshot_ = kind == Kind::read;
}

Transaction::~Transaction() {
    if (open_) connection_.roll_back();
    if (is_snapshot_) connection_.in_snapshot_ = false;
}

void Transaction::commit() {
    if (open_) connection_.commit();
    open_ = false;
}

}  // namespace cpcc::db
