#include "sqlite/feed.hpp"

#include "cpcc/base/error.hpp"

#include <sqlite3.h>

namespace cpcc::db {

namespace {

// SQLite passes its base structs back to the functions below, which cast them to these.
struct FeedTable : sqlite3_vtab {
    const FedRows* rows;
};
struct FeedCursor : sqlite3_vtab_cursor {
    std::size_t row;
};

const FedRows& rows_of(sqlite3_vtab_cursor* cursor) { return *static_cast<FeedTable*>(cursor->pVtab)->rows; }

int connect(sqlite3* handle, void* rows, int, const char* const*, sqlite3_vtab** table, char**) {
    std::string columns;
    for (std::size_t i = 0; i < most_fed_columns; ++i) columns += fmt::format("{}c{}", i ? ", " : "", i);
    if (const int failed = sqlite3_declare_vtab(handle, fmt::format("CREATE TABLE feed ({})", columns).c_str()))
        return failed;
    *table = new FeedTable{{}, static_cast<const FedRows*>(rows)};
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
    delete static_cast<FeedTable*>(table);
    return SQLITE_OK;
}

// Always scans the whole feed. The low estimates make the planner choose it as the outermost loop.
int best_index(sqlite3_vtab*, sqlite3_index_info* plan) {
    plan->estimatedCost = 100;
    plan->estimatedRows = 100;
    return SQLITE_OK;
}

int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
    *cursor = new FeedCursor{};
    return SQLITE_OK;
}

int close_cursor(sqlite3_vtab_cursor* cursor) {
    delete static_cast<FeedCursor*>(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    static_cast<FeedCursor*>(cursor)->row = 0;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
    ++static_cast<FeedCursor*>(cursor)->row;
    return SQLITE_OK;
}

int ended(sqlite3_vtab_cursor* cursor) {
    const FedRows& rows = rows_of(cursor);
    return static_cast<FeedCursor*>(cursor)->row * rows.width >= rows.cells.size();
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* result, int index) {
    const FedRows& rows = rows_of(cursor);
    const auto place = static_cast<std::size_t>(index);
    if (place >= rows.width) return SQLITE_OK;  // null
    const Cell& cell = rows.cells[static_cast<FeedCursor*>(cursor)->row * rows.width + place];
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        sqlite3_result_int64(result, *number);
    else if (const auto* text = std::get_if<std::string_view>(&cell))
        sqlite3_result_text64(result, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    return SQLITE_OK;
}

int row_number(sqlite3_vtab_cursor* cursor, sqlite3_int64* number) {
    *number = static_cast<sqlite3_int64>(static_cast<FeedCursor*>(cursor)->row);
    return SQLITE_OK;
}

// Without xCreate, statements read the table by its name only, and no CREATE VIRTUAL TABLE can store it in a file.
sqlite3_module make_module() {
    sqlite3_module module{};
    module.xConnect = connect;
    module.xBestIndex = best_index;
    module.xDisconnect = disconnect;
    module.xOpen = open_cursor;
    module.xClose = close_cursor;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = ended;
    module.xColumn = column;
    module.xRowid = row_number;
    return module;
}

}  // namespace

void register_feed(sqlite3* handle, FedRows& rows) {
    static const sqlite3_module module = make_module();
    sqlite3_create_module(handle, "feed", &module, &rows);
}

}  // namespace cpcc::db
