// Converts SQLite's exceptions to Errors.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <string>
#include <utility>

namespace cpcc::db {

// Throws the Error for an SQLite exception. `database` names the database in the message.
[[noreturn]] void refuse(const SQLite::Exception& cause, const std::string& database);

// Runs an action of SQLiteCpp and converts its exceptions.
template <class Action>
decltype(auto) guarded(const std::string& database, Action&& action) {
    try {
        return std::forward<Action>(action)();
    } catch (const SQLite::Exception& cause) {
        refuse(cause, database);
    }
}

}  // namespace cpcc::db
