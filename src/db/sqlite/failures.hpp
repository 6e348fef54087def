// What SQLite throws, as the Errors of this tool.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <string>
#include <utility>

namespace cpcc::db {

// Throws the Error that stands for a failure of SQLite on that database.
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
