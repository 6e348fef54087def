#include "framework/people_table.hpp"

#include "cpcc/base/words.hpp"

#include <map>
#include <set>

namespace cpcc::cli {

namespace {

using Rows = std::vector<std::vector<files::Cell>>;

bool names_column_before(const std::vector<files::Column>& columns, std::size_t c) {
    return c > 0 && columns[c].type == files::CellType::text && columns[c].id == columns[c - 1].id + "_name";
}

const std::string* text_of(const files::Cell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    return text && !text->empty() ? text : nullptr;
}

// Returns the names that several codes have.
std::set<std::string> shared_names(const Rows& rows, std::size_t code) {
    std::map<std::string, std::string> code_of;
    std::set<std::string> shared;
    for (const auto& row : rows) {
        const std::string *one = text_of(row[code]), *name = text_of(row[code + 1]);
        if (!one || !name) continue;
        if (const auto [first, fresh] = code_of.try_emplace(*name, *one); !fresh && first->second != *one)
            shared.insert(*name);
    }
    return shared;
}

void merge_columns(files::Table& table, std::size_t code) {
    const std::set<std::string> shared = shared_names(table.rows, code);
    const auto at = static_cast<std::ptrdiff_t>(code);
    for (auto& row : table.rows) {
        const std::string *one = text_of(row[code]), *name = text_of(row[code + 1]);
        if (one && name && shared.contains(*name))
            row[code] = say(Words{"{}（{}）", "{} ({})"}, *name, *one);
        else if (name)
            row[code] = row[code + 1];
        row.erase(row.begin() + at + 1);
    }
    table.columns.erase(table.columns.begin() + at + 1);
}

}  // namespace

files::Table with_names(files::Table table) {
    for (std::size_t c = table.columns.size(); c-- > 1;)
        if (names_column_before(table.columns, c)) merge_columns(table, c - 1);
    return table;
}

}  // namespace cpcc::cli
