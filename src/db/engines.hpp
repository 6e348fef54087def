// The engines that `open` chooses from.
#pragma once

#include "cpcc/db/open.hpp"

namespace cpcc::db {

std::unique_ptr<Connection> open_sqlite(const std::string& path, Mode mode);
std::unique_ptr<Connection> open_postgres(const std::string& url, Mode mode);

extern const std::string_view sqlite_question;  // the keyword that begins a query in SQLite only

}  // namespace cpcc::db
