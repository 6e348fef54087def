#include "import/header_search.hpp"

#include "cpcc/base/folding.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::store {

namespace {

std::string cell_at(const std::vector<std::string>& cells, std::size_t column) {
    return column < cells.size() ? std::string(trim(cells[column])) : std::string();
}

// Joins a group heading with the heading below it: 参加人次 over 群众 is 参加人次群众, 群众参加人次, 群众人次 or 群众,
// whichever names a field. The unit of the group is that of its amounts.
std::string joined(const ColumnNames& names, const std::string& group, const std::string& below) {
    if (group.size() + below.size() > longest_header) return below;
    std::vector<std::string> orders{group + below};
    for (std::size_t i = 0; i < group.size(); ++i)
        if ((static_cast<unsigned char>(group[i]) & 0xC0U) != 0x80U) orders.push_back(below + group.substr(i));
    for (const std::string& name : orders)
        if (names.match(name).field != nullptr) return name;
    return names.with_unit(below, names.match(group).unit);
}

// Returns whether a cell has brackets only, such as （万元） below 现金.
bool is_dressing(const std::string& cell) {
    const std::string text = folded(cell);
    return text.size() > 2 && text.front() == '(' && text.find(')') == text.size() - 1;
}

// Returns whether a row only dresses the headers above it.
bool only_dresses(const std::vector<std::string>& cells) {
    return cells_with_text(cells) > 0 && std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
               return trim(cell).empty() || is_dressing(cell);
           });
}

// Returns whether two rows have the same text in a column, as merged cells do.
bool share_a_cell(const std::vector<std::string>& upper, const std::vector<std::string>& lower) {
    for (std::size_t column = 0; column < std::min(upper.size(), lower.size()); ++column)
        if (!trim(upper[column]).empty() && trim(upper[column]) == trim(lower[column])) return true;
    return false;
}

// Joins two rows to one header, if the second one only completes the first: under a heading that names a field it has
// nothing, or the same where the cells are merged.
std::optional<std::vector<std::string>> join_rows(const ColumnNames& names, const std::vector<std::string>& upper,
                                                  const std::vector<std::string>& lower) {
    std::vector<std::string> cells;
    std::string group;
    for (std::size_t column = 0; column < std::max(upper.size(), lower.size()); ++column) {
        const std::string above = cell_at(upper, column), below = cell_at(lower, column);
        const bool named = names.match(above).field != nullptr;
        if (named && is_dressing(below)) {
            cells.push_back(above + below);
            group = above;
            continue;
        }
        if (named && !below.empty() && below != above && names.match(below).field == nullptr) return std::nullopt;
        if (!above.empty()) group = above;
        if (below.empty() || below == above) group = above;
        cells.push_back(below.empty() || below == above ? above : joined(names, group, below));
    }
    return cells;
}

}  // namespace

std::size_t cells_with_text(const std::vector<std::string>& cells) {
    return static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return !trim(cell).empty(); }));
}

KeptRow::KeptRow(const files::Row& row)
    : line(row.line),
      cells(row.cells.begin(), row.cells.end()),
      notes(row.notes.begin(), row.notes.end()),
      hidden(row.hidden),
      repeated(row.repeated.begin(), row.repeated.end()),
      views_(cells.begin(), cells.end()) {}

files::Row KeptRow::row() const { return {line, views_, notes, hidden, repeated}; }

std::optional<Header> find_header(const ColumnNames& names, const std::vector<KeptRow>& rows) {
    std::optional<Header> best;
    const auto consider = [&](std::size_t row, std::size_t count, const std::vector<std::string>& cells) {
        const std::size_t fields = names.count_fields(cells);
        if (fields > (best ? best->fields : 0)) best = Header{row, count, fields, cells};
    };
    const auto is_whole = [&](std::size_t row) {
        return best && best->row == row && best->fields >= 2 && best->fields == cells_with_text(best->cells);
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::vector<std::string>& upper = rows[i].cells;
        const bool dressed = i + 1 < rows.size() && only_dresses(rows[i + 1].cells);
        if (!dressed) consider(i, 1, upper);
        if (is_whole(i)) return best;
        if (i + 1 == rows.size()) break;
        const std::vector<std::string>& lower = rows[i + 1].cells;
        if (const auto both = join_rows(names, upper, lower)) {
            const bool more = names.count_fields(*both) > names.count_fields(lower);
            if (more || dressed || share_a_cell(upper, lower)) consider(i, 2, *both);
        }
        if (dressed && is_whole(i)) return best;
    }
    return best;
}

bool is_header(const Header& header) {
    return header.fields >= 2 || (header.fields == 1 && cells_with_text(header.cells) == 1);
}

}  // namespace cpcc::store
