// Which rows stand for records that are kept already.
#include "kind_writer.hpp"

#include "relapse.hpp"
#include "sql.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Type;
using records::Value;
using Items = std::vector<Item>;

// Rows that no code identifies: by their kind's key, or by being equal in all that they give.
void KindWriter::identify_by_lookup() {
    std::vector<Pending*> open;
    for (Pending& pending : block_) {
        if (!live(pending) || pending.exists || (kind_.has_code() && pending.id != 0)) continue;
        if (pending.row.id != 0) {
            pending.id = pending.row.id;
            pending.exists = true;
            continue;
        }
        const bool findable = std::none_of(kind_.lookup.begin(), kind_.lookup.end(),
                                           [&](std::string_view field) { return records::empty(pending.row.values[kind_.index(field)]); });
        if (findable) open.push_back(&pending);
    }
    const auto candidates = nothing_kept_ ? std::vector<std::vector<std::int64_t>>(open.size()) : look_up(open);
    std::vector<std::int64_t> ids;
    for (const auto& row : candidates) ids.insert(ids.end(), row.begin(), row.end());
    load_relapses(ids);
    std::map<std::int64_t, Record> records;
    for (Record& record : load(state_.connection, kind_, ids, Refs::ids)) records.emplace(record.id, std::move(record));
    for (std::size_t i = 0; i < open.size(); ++i) {
        std::vector<const Record*> kept;
        for (const auto id : candidates[i]) kept.push_back(&records.at(id));
        match(*open[i], kept);
    }
}

// For each row the records that its kind's `lookup` fields find, live ones first. A file's row may be one that was voided here,
// and stays so; what a person adds is new.
std::vector<std::vector<std::int64_t>> KindWriter::look_up(const std::vector<Pending*>& rows) {
    constexpr std::size_t keys = 50;
    std::string values, condition;
    for (std::size_t i = 0; i < keys; ++i) {
        values += fmt::format("{}(CAST($n{} AS INTEGER)", i ? ", " : "", i);
        for (std::size_t k = 0; k < kind_.lookup.size(); ++k) values += fmt::format(", $k{}_{}", i, k);
        values += ")";
    }
    std::string columns = "n";
    for (std::size_t k = 0; k < kind_.lookup.size(); ++k) {
        columns += fmt::format(", k{}", k);
        condition += fmt::format("{}t.{} = v.k{}", k ? " AND " : "", kind_.lookup[k], k);
    }
    auto& find = statement(fmt::format("WITH v({}) AS (VALUES {}) SELECT v.n, t.id FROM v JOIN {} t ON {} {}ORDER BY v.n, (t.voided IS NOT NULL), t.id",
                                       columns, values, kind_.id, condition, file_.empty() ? "WHERE t.voided IS NULL " : ""));
    std::vector<std::vector<std::int64_t>> found(rows.size());
    for (std::size_t start = 0; start < rows.size(); start += keys) {
        for (std::size_t i = 0; i < keys; ++i) {
            const std::size_t at = start + i;
            find.bind(fmt::format("n{}", i), static_cast<std::int64_t>(at));
            for (std::size_t k = 0; k < kind_.lookup.size(); ++k) {
                const std::string name = fmt::format("k{}_{}", i, k);
                if (at >= rows.size()) find.bind_null(name);
                else bind_value(find, name, rows[at]->row.values[kind_.index(kind_.lookup[k])]);
            }
        }
        while (find.step()) found[static_cast<std::size_t>(find.integer(0))].push_back(find.integer(1));
        find.reset();
    }
    return found;
}

namespace {

bool all_among(const Field& field, const Items& some, const Items& all) {
    return std::all_of(some.begin(), some.end(), [&](const Item& item) {
        return std::any_of(all.begin(), all.end(), [&](const Item& other) {
            return field.type == Type::texts ? item.text == other.text : item.id == other.id && item.role == other.role;
        });
    });
}

// Codes have an order that says something (the first author is the lead); texts and attendances have none.
bool equal_items(const Field& field, const Items& a, const Items& b) {
    if (field.type == Type::refs) return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Item& x, const Item& y) { return x.id == y.id; });
    return a.size() == b.size() && all_among(field, a, b);
}

}  // namespace

bool equal(const Field& field, const Value& given, const Value& kept) {
    if (!records::given(given)) return true;
    if (records::empty(given) || (std::holds_alternative<Items>(given) && std::get<Items>(given).empty())) return records::empty(kept);
    if (records::empty(kept)) return false;
    if (field.type == Type::phone) {
        const auto& phone = std::get<std::string>(given);
        const auto& old = std::get<std::string>(kept);
        return phone == old || (records::is_masked(phone) && phone == records::masked(old));
    }
    if (const auto* items = std::get_if<Items>(&given)) return equal_items(field, *items, std::get<Items>(kept));
    return given == kept;
}

void KindWriter::load_relapses(std::span<const std::int64_t> ids) {
    if (kind_.id == "problem" && !state_.detailed) relapses_.merge(last_relapses(state_.connection, ids));
}

// A file's cell names attendances that must be there; others came by attendance.csv or one by one, and stay. Only `-` and a
// person's edit say who was there in all.
bool KindWriter::adds_attendances(std::size_t f, const Value& value) const {
    return kind_.fields[f].type == Type::roles && !file_.empty() && std::holds_alternative<Items>(value);
}

bool KindWriter::leaves(const Pending& pending, std::size_t f, const Record& kept) const {
    const Value& value = pending.row.values[f];
    if (equal(kind_.fields[f], value, kept.values[f])) return true;
    if (adds_attendances(f, value) && !records::empty(kept.values[f])) return all_among(kind_.fields[f], std::get<Items>(value), std::get<Items>(kept.values[f]));
    if (kind_.fields[f].id != "solved_on" || records::empty(value)) return false;
    const auto relapse = relapses_.find(kept.id);
    return relapse != relapses_.end() && records::number(value) <= relapse->second;
}

bool KindWriter::same_key(const Pending& pending, const Record& record) const {
    return std::all_of(kind_.key.begin(), kind_.key.end(), [&](std::string_view field) {
        const Value& given = pending.row.values[kind_.index(field)];
        const Value& kept = record.values[kind_.index(field)];
        return records::empty(given) ? records::empty(kept) : given == kept;
    });
}

std::string KindWriter::key_text(const Pending& pending) const {
    std::string text;
    for (const auto field : kind_.key) {
        const Value& value = pending.row.values[kind_.index(field)];
        text += records::empty(value) ? "/" : fmt::format("/{}", records::number(value));
    }
    return text;
}

void KindWriter::match(Pending& pending, const std::vector<const Record*>& candidates) {
    if (!kind_.key.empty()) {
        const auto [earlier, first] = seen_keys_.emplace(key_text(pending), pending.row.line);
        if (!first) {
            refuse(pending, kind_.key.front(), say(Words{"与第 {} 行是同一记录", "it is the same record as on line {}"}, earlier->second));
            return;
        }
    }
    for (const Record* candidate : candidates) {
        const Record& record = *candidate;
        bool same = false;
        if (!kind_.key.empty()) same = same_key(pending, record);
        else if (file_.empty() || record.id >= state_.directory(kind_).first_new() || matched_.contains(record.id)) continue;
        else {
            same = true;
            for (std::size_t f = 0; f < kind_.fields.size(); ++f) same = same && leaves(pending, f, record);
        }
        if (!same) continue;
        matched_.insert(record.id);
        pending.id = record.id;
        pending.exists = true;
        return;
    }
}

}  // namespace cpcc::store
