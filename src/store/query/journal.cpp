#include "cpcc/store/journal.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/records/value.hpp"
#include "cpcc/store/records.hpp"
#include "query/trail_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>

namespace cpcc::store {

using records::Kind;

namespace {

using ById = std::unordered_map<std::int64_t, JournalEntry*>;

// Returns the entries that pass the filter, latest first, without what they touched.
std::vector<JournalEntry> entries(db::Connection& connection, const JournalFilter& filter) {
    std::string where = "1 = 1";
    if (filter.since) where += " AND substr(e.at, 1, 10) >= $since";
    if (filter.until) where += " AND substr(e.at, 1, 10) <= $until";
    if (filter.by) where += " AND e.by = $by";
    if (filter.kind)
        where += fmt::format(
            " AND (e.id IN (SELECT c.entry FROM change c WHERE c.kind = $kind) OR e.id IN (SELECT t.created FROM {} "
            "t))",
            filter.kind->id);
    auto rows = connection.prepare(
        fmt::format("SELECT e.id, e.at, e.by, e.action, e.source, e.why FROM entry e WHERE {} ORDER BY {}{}", where,
                    latest_first("e"), filter.limit ? " LIMIT $limit" : ""),
        db::Rows::many);
    if (filter.since) rows.bind("since", filter.since->iso());
    if (filter.until) rows.bind("until", filter.until->iso());
    if (filter.by) rows.bind("by", *filter.by);
    if (filter.kind) rows.bind("kind", filter.kind->id);
    if (filter.limit) rows.bind("limit", *filter.limit);
    std::vector<JournalEntry> found;
    while (rows.step())
        found.push_back({rows.integer(0), rows.str(1), rows.str(2), rows.str(3), rows.str(4), rows.str(5)});
    return found;
}

// Adds what entries of this range touched of one kind: the records that they created, and older ones that they changed.
void add_touched(db::Connection& connection, const Kind& kind, std::int64_t low, std::int64_t high, const ById& by_id) {
    auto rows = connection.prepare(fmt::format(
        "SELECT u.entry, sum(u.count), min(u.one) FROM (SELECT t.created AS entry, count(*) AS count, min(t.id) AS one "
        "FROM {0} t WHERE t.created BETWEEN $low AND $high GROUP BY t.created UNION ALL SELECT c.entry, count(DISTINCT "
        "c.record), min(c.record) FROM change c JOIN {0} t ON t.id = c.record WHERE c.kind = $kind AND c.entry BETWEEN "
        "$low AND $high AND t.created <> c.entry GROUP BY c.entry) u GROUP BY u.entry",
        kind.id));
    rows.bind("low", low).bind("high", high).bind("kind", kind.id);
    while (rows.step())
        if (const auto entry = by_id.find(rows.integer(0)); entry != by_id.end())
            entry->second->touched.push_back({&kind, rows.integer(1), rows.integer(2)});
}

void add_periods(db::Connection& connection, const ById& by_id) {
    auto rows = connection.prepare("SELECT closed, reopened, first_day, last_day FROM closing ORDER BY id");
    while (rows.step())
        for (const int column : {0, 1})
            if (const auto entry = by_id.find(rows.integer(column)); entry != by_id.end())
                entry->second->period = Period{Date::packed(rows.integer(2)), Date::packed(rows.integer(3))};
}

bool touched_one(const JournalEntry& entry) { return entry.touched.size() == 1 && entry.touched[0].count == 1; }

// Names the record of each entry that touched only one.
void add_names(db::Connection& connection, std::vector<JournalEntry>& found) {
    std::map<const Kind*, std::vector<std::int64_t>> ids;
    for (const JournalEntry& entry : found)
        if (touched_one(entry)) ids[entry.touched[0].kind].push_back(entry.touched[0].one);
    std::map<const Kind*, std::map<std::int64_t, std::pair<std::string, std::string>>> names;
    for (const auto& [kind, of_kind] : ids)
        for (const Record& record : load(connection, *kind, of_kind)) {
            const auto title = kind->title.empty() ? std::string()
                                                   : show(kind->at(kind->title),
                                                          record.values[kind->index(kind->title)], records::Style::raw);
            names[kind][record.id] = {name_of(*kind, record), title};
        }
    for (JournalEntry& entry : found)
        if (touched_one(entry)) std::tie(entry.code, entry.title) = names[entry.touched[0].kind][entry.touched[0].one];
}

}  // namespace

std::vector<JournalEntry> journal(db::Connection& connection, const JournalFilter& filter) {
    std::vector<JournalEntry> found = entries(connection, filter);
    if (found.empty()) return found;
    ById by_id;
    std::int64_t low = std::numeric_limits<std::int64_t>::max(), high = 0;
    for (JournalEntry& entry : found) {
        by_id[entry.id] = &entry;
        low = std::min(low, entry.id), high = std::max(high, entry.id);
    }
    for (const Kind* kind : records::kinds()) add_touched(connection, *kind, low, high, by_id);
    add_periods(connection, by_id);
    add_names(connection, found);
    return found;
}

std::string entry_name(std::int64_t id) { return fmt::format("E{}", id); }

std::optional<std::int64_t> entry_named(std::string_view name) {
    if (name.empty() || (name[0] != 'E' && name[0] != 'e' && name[0] != '#')) return std::nullopt;
    return whole_number(name.substr(1));
}

}  // namespace cpcc::store
