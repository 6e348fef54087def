#include "evidence/evidence.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/records/registry.hpp"

#include <map>

namespace cpcc::report {

namespace {

struct Details {
    std::string code, day, title;
};

// Returns the SELECT for id, code, day and title of a kind's records.
std::string details_sql(std::string_view kind) {
    if (kind == "attendance")
        return "SELECT t.id, s.code || ' / ' || m.code, s.held_on, m.name || '  ' || s.title FROM attendance t JOIN "
               "session s ON s.id = t.session JOIN member m ON m.id = t.member";
    if (kind == "lookback")
        return "SELECT t.id, '#' || t.id, t.seen_on, p.code || '  ' || p.title FROM lookback t JOIN problem p ON p.id "
               "= t.problem";
    if (kind == "handling")
        return "SELECT t.id, '#' || t.id, t.done_on, d.code || '  ' || d.title FROM handling t JOIN document d ON d.id "
               "= t.document";
    if (kind == "assignment")
        return "SELECT t.id, '#' || t.id, t.since, m.code || '  ' || m.name || '  ' || coalesce(p.name, a.name) FROM "
               "assignment t JOIN member m ON m.id = t.member "
               "LEFT JOIN platform p ON p.id = t.platform LEFT JOIN area a ON a.id = t.area";
    if (kind == "pairing") return "SELECT t.id, t.code, t.since, a.name FROM pairing t JOIN area a ON a.id = t.area";
    const records::Kind& k = records::kind(kind);
    return fmt::format("SELECT t.id, t.code, {}, t.{} FROM {} t", k.date.empty() ? "NULL" : fmt::format("t.{}", k.date),
                       k.title.empty() ? "note" : k.title, kind);
}

std::map<std::int64_t, Details> details(db::Connection& connection, std::string_view kind,
                                        const std::vector<std::int64_t>& ids) {
    std::map<std::int64_t, Details> found;
    db::for_each_in(
        connection, fmt::format("{} WHERE t.id IN ($keys) ORDER BY t.id", details_sql(kind)),
        std::span<const std::int64_t>(ids), [&](db::Statement& row) {
            found[row.integer(0)] = {row.str(1), row.is_null(2) ? "" : Date::packed(row.integer(2)).iso(), row.str(3)};
        });
    return found;
}

}  // namespace

files::Table table_of(db::Connection& connection, const std::vector<Behind>& behind, const BehindWords& words) {
    files::Table table;
    table.columns = {{"kind", say(Words{"类型", "kind"})},
                     {"code", say(Words{"编号", "code"})},
                     {"date", say(Words{"日期", "date"})},
                     {"title", say(Words{"名称", "title"})},
                     {"amount", words.amount, words.money ? files::CellType::money : files::CellType::integer}};
    std::map<std::string_view, std::vector<std::int64_t>> ids;
    for (const Behind& record : behind) ids[record.kind].push_back(record.id);
    std::map<std::string_view, std::map<std::int64_t, Details>> found;
    for (const auto& [kind, list] : ids) found[kind] = details(connection, kind, list);
    for (const Behind& record : behind) {
        const Details& detail = found[record.kind][record.id];
        table.rows.push_back({words.human ? records::kind(record.kind).label.str() : std::string(record.kind),
                              files::text_cell(detail.code), files::text_cell(detail.day),
                              files::text_cell(detail.title), record.counted ? record.amount : std::int64_t{0}});
    }
    return table;
}

}  // namespace cpcc::report
