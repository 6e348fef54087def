#include "sqlite/statement.hpp"

#include "cpcc/base/error.hpp"
#include "sqlite/failures.hpp"

namespace cpcc::db {

SqliteStatement::SqliteStatement(sqlite3* database, BackgroundWriter& background, const std::string& name,
                                 std::string_view sql)
    : name_(name), background_(background), database_(database) {
    sqlite3_stmt* prepared = nullptr;
    check(sqlite3_prepare_v2(database_, sql.data(), static_cast<int>(sql.size()), &prepared, nullptr));
    statement_.reset(prepared);
}

int SqliteStatement::parameter(std::string_view name) {
    const int index = sqlite3_bind_parameter_index(statement_.get(), ("$" + std::string(name)).c_str());
    if (index == 0) throw Error(Exit::failed, "no parameter $" + std::string(name));
    return index;
}

void SqliteStatement::bind_null(int parameter) {
    background_.settle();
    check(sqlite3_bind_null(statement_.get(), parameter));
}

void SqliteStatement::bind(int parameter, std::int64_t value) {
    background_.settle();
    check(sqlite3_bind_int64(statement_.get(), parameter, value));
}

void SqliteStatement::bind(int parameter, std::string_view value) {
    background_.settle();
    check(sqlite3_bind_text(statement_.get(), parameter, value.empty() ? "" : value.data(),
                            static_cast<int>(value.size()), SQLITE_TRANSIENT));
}

bool SqliteStatement::step() {
    background_.settle();
    const int result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) guarded(name_, [&] { throw SQLite::Exception(database_, result); });
    return false;
}

void SqliteStatement::reset() {
    background_.settle();
    sqlite3_reset(statement_.get());
}

std::string_view SqliteStatement::text(int column) const {
    const unsigned char* text = sqlite3_column_text(statement_.get(), column);
    if (text == nullptr) return {};
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Cell SqliteStatement::cell(int column) const {
    // One lookup for type and value; safe because one thread at a time uses a connection.
    sqlite3_value* const value = sqlite3_column_value(statement_.get(), column);
    switch (sqlite3_value_type(value)) {
        case SQLITE_NULL: return std::monostate{};
        case SQLITE_INTEGER: return sqlite3_value_int64(value);
        default:
            return std::string_view(reinterpret_cast<const char*>(sqlite3_value_text(value)),
                                    static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
}

void SqliteStatement::check(int result) const {
    if (result != SQLITE_OK) guarded(name_, [&] { throw SQLite::Exception(database_, result); });
}

}  // namespace cpcc::db
