// SQL as it is written in this tree, in PostgreSQL's words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

// What stands at the front of a SQL text that is not empty: a quoted piece, a remark, a word (with `$` or without), or
// one character.
std::string_view first_piece(std::string_view sql);

// Throws Error{failed}: no text in PostgreSQL can hold that character.
[[noreturn]] void refuse_nul();

// `$name` parameters numbered in the order of their first appearance.
struct Numbered {
    std::string sql;
    std::vector<std::string> names;
};

Numbered number_parameters(std::string_view sql);

// Nothing but blanks and remarks stands behind the first `;`.
bool is_one_statement(std::string_view sql);

// A file of schema/: whole numbers are of 64 bits as SQLite's are, text sorts by its bytes as SQLite's does whatever
// the database's collation is, a row number is made where none is given.
std::string in_postgres_words(std::string_view schema);

}  // namespace cpcc::db
