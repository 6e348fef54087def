#include "database/first_registers.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/change.hpp"
#include "database/register_texts.hpp"
#include "records/record_edit.hpp"

#include <algorithm>
#include <array>

namespace cpcc::cli {

namespace {

std::vector<RegisterRow> rows_of(std::string_view text) {
    std::vector<RegisterRow> rows;
    for (const std::string_view line : split(text, "\n")) {
        const auto cells = split(line, ",");
        if (line.empty() || cells[0] == "code") continue;
        RegisterRow row{std::string(cells[0]), std::string(cells[1])};
        if (cells.size() > 2) row.level = cells[2];
        if (cells.size() > 3) row.parent = cells[3];
        rows.push_back(std::move(row));
    }
    return rows;
}

const RegisterRow* with_code(const std::vector<RegisterRow>& rows, std::string_view code) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const RegisterRow& row) { return row.code == code; });
    return found == rows.end() ? nullptr : &*found;
}

// Returns the code of the area around a district: its city, else its province, as in 重庆 and the counties of 海南.
std::string parent_of(std::string_view code) {
    for (const std::size_t digits : {std::size_t{4}, std::size_t{2}}) {
        std::string parent(code.substr(0, digits));
        parent.resize(code.size(), '0');
        if (parent != code && with_code(known_areas(), parent)) return parent;
    }
    return {};
}

void add(store::Change& change, const records::Kind& kind, const RegisterRow& row) {
    FieldValues values{{"code", row.code}, {"name", row.name}};
    if (!row.level.empty()) values["level"] = row.level;
    if (!row.parent.empty()) values["parent"] = row.parent;
    change.add(kind, "", store::OnExisting::fail, row_of(kind, values));
}

void add_all(db::Connection& connection, const store::Author& author, const records::Kind& kind,
             const std::vector<RegisterRow>& rows) {
    if (rows.empty()) return;
    store::Change change(connection, author, "init", false, {}, {}, store::writes_of(std::array{&kind}));
    for (const RegisterRow& row : rows) add(change, kind, row);
    change.finish();
    change.commit();
}

}  // namespace

const std::vector<RegisterRow>& known_areas() {
    static const std::vector<RegisterRow> rows = rows_of(area_register());
    return rows;
}

const std::vector<RegisterRow>& known_sectors() {
    static const std::vector<RegisterRow> rows = rows_of(sector_register());
    return rows;
}

std::vector<RegisterRow> find_rows(const std::vector<RegisterRow>& rows, std::string_view text) {
    std::vector<RegisterRow> found;
    for (const RegisterRow& row : rows)
        if (row.code == text || row.name == text) return {row};
    for (const RegisterRow& row : rows)
        if (row.name.find(text) != std::string::npos) found.push_back(row);
    return found;
}

std::vector<RegisterRow> areas_up_to(std::string_view code, const std::string& name) {
    std::vector<RegisterRow> rows;
    constexpr std::size_t digits = 6;  // of a code of GB/T 2260
    if (const RegisterRow* known = with_code(known_areas(), code))
        rows.push_back(*known);
    else if (const std::string parent = parent_of(code); code.size() == digits && !parent.empty() && !name.empty())
        rows.push_back({std::string(code), name, "district", parent});
    while (!rows.empty() && !rows.back().parent.empty()) rows.push_back(*with_code(known_areas(), rows.back().parent));
    std::reverse(rows.begin(), rows.end());
    return rows;
}

void add_registers(db::Connection& connection, const store::Author& author, const std::vector<RegisterRow>& areas,
                   const std::vector<RegisterRow>& sectors) {
    add_all(connection, author, records::kind("area"), areas);
    add_all(connection, author, records::kind("sector"), sectors);
}

}  // namespace cpcc::cli
