// Translates this tree's SQL to PostgreSQL's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

// Returns the first token of SQL text that is not empty: a quoted string or name, a comment, a word (with or without
// `$`), or one character.
std::string_view first_piece(std::string_view sql);

// Throws Error{failed} for a NUL character, which PostgreSQL cannot store in text.
[[noreturn]] void refuse_nul();

// SQL whose `$name` parameters are numbered in the order of their first appearance.
struct Numbered {
    std::string sql;
    std::vector<std::string> names;
};

Numbered number_parameters(std::string_view sql);

// Returns whether only blanks and comments follow the first `;`.
bool is_one_statement(std::string_view sql);

// Translates a file of schema/. Integers have 64 bits and text sorts by its bytes, both as in SQLite, whatever the
// database's collation. The server numbers rows that come without a number.
std::string to_postgres_schema(std::string_view schema);

// Returns the schema without its foreign keys to a table.
std::string without_keys_to(std::string schema, std::string_view table);

}  // namespace cpcc::db
