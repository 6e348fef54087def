// Which rows stand for records that are kept already.
#include "merge/merger.hpp"

#include "rules/relapse.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

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
        const bool findable = std::none_of(lookup_.begin(), lookup_.end(), [&](std::size_t f) { return records::empty(pending.row.values[f]); });
        if (findable) open.push_back(&pending);
    }
    std::erase_if(open, [&](Pending* pending) { return stands_twice(*pending); });
    // What a person adds is new, unless a key says that it is there.
    if (nothing_kept_ || (kind_.key.empty() && file_.empty())) return;
    if (!kind_.key.empty()) pass_same(open, Found::by_key);
    std::erase_if(open, [](const Pending* pending) { return pending->same; });
    match_all(open, Among::live);
    // A file's row may be one that was voided here, and stays so; what a person adds is new.
    std::erase_if(open, [&](Pending* pending) { return file_.empty() || pending->exists || leans_on_new(*pending); });
    match_all(open, Among::voided);
}

// Whether a row that it would be found by was made just now: nothing that is voided can refer to that.
bool KindWriter::leans_on_new(const Pending& pending) {
    return std::any_of(lookup_.begin(), lookup_.end(), [&](std::size_t f) {
        return kind_.fields[f].type == Type::ref && target(f).codes->is_new(records::number(pending.row.values[f]));
    });
}

// Whether the engine can compare all that the row gives with what is kept, and nothing but the comparison is to be done.
bool KindWriter::may_be_same(const Pending& pending) const {
    if (on_existing_ == OnExisting::fail || on_existing_ == OnExisting::must || !pending.forward.empty()) return false;
    for (std::size_t f = 0; f < kind_.fields.size(); ++f) {
        const Value& value = pending.row.values[f];
        if (records::given(value) && (records::empty(value) || kind_.fields[f].several() || kind_.fields[f].type == Type::phone)) return false;
    }
    return true;
}

// Most rows of a file that comes again leave the records that they stand for as they are. Those live ones are found `by` their row or the
// kind's key, and no record is made of them. What this change made itself may be added to, and is left to `match`.
void KindWriter::pass_same(const std::vector<Pending*>& rows, Found by) {
    std::vector<Pending*> asked;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(asked), [&](const Pending* pending) { return may_be_same(*pending); });
    if (asked.empty()) return;
    std::vector<std::size_t> fields;                                    // that say whether it is the same
    for (std::size_t f = 0; f < kind_.fields.size(); ++f)
        if ((by == Found::by_key && is_key(f)) || std::any_of(asked.begin(), asked.end(), [&](const Pending* pending) { return records::given(pending->row.values[f]); }))
            fields.push_back(f);
    if (stand_close(asked, by)) compare_in_order(asked, by, fields);
    else compare_by_join(asked, by, fields);
}

// The row's place among what is kept: its number, or the first field of its key, which `lookup` has looked to be given.
std::int64_t KindWriter::place_of(const Pending& pending, Found by) const { return by == Found::by_row ? pending.id : records::number(pending.row.values[key_.front()]); }

// Whether not much more is kept between the first and the last of them than they name.
bool KindWriter::stand_close(std::vector<Pending*>& rows, Found by) const {
    const auto before = [&](const Pending* a, const Pending* b) { return place_of(*a, by) < place_of(*b, by); };
    if (!std::is_sorted(rows.begin(), rows.end(), before)) std::stable_sort(rows.begin(), rows.end(), before);
    return place_of(*rows.back(), by) - place_of(*rows.front(), by) < 2 * std::ssize(rows);
}

// One look at all that is kept from the first to the last.
void KindWriter::compare_in_order(const std::vector<Pending*>& rows, Found by, const std::vector<std::size_t>& saying) {
    const std::string_view place = by == Found::by_row ? "id" : kind_.key.front();
    std::vector<std::size_t> fields;                                    // besides the place, which is the same in who is compared
    std::string columns;
    for (const std::size_t f : saying) {
        if (kind_.fields[f].id == place) continue;
        fields.push_back(f);
        columns += fmt::format(", {}", kind_.fields[f].id);
    }
    auto& kept = statement(fmt::format("SELECT id, {0}{1} FROM {2} WHERE voided IS NULL AND {0} BETWEEN $first AND $last ORDER BY {0}", place, columns, kind_.id));
    kept.bind("first", place_of(*rows.front(), by)).bind("last", place_of(*rows.back(), by));
    std::vector<db::Cell> cells(fields.size());
    const auto is_same = [&](const Pending& pending) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Value& value = pending.row.values[fields[i]];
            if (cells[i] != cell_of(value) && (records::given(value) || (by == Found::by_key && is_key(fields[i])))) return false;
        }
        return true;
    };
    CodeIndex& codes = state_.code_index(kind_);
    for (auto group = rows.begin(); kept.step();) {
        if (codes.is_new(kept.integer(0))) continue;
        const std::int64_t here = kept.integer(1);
        for (std::size_t i = 0; i < fields.size(); ++i) cells[i] = kept.cell(static_cast<int>(i) + 2);
        while (group != rows.end() && place_of(**group, by) < here) ++group;
        for (auto row = group; row != rows.end() && place_of(**row, by) == here; ++row)
            if (!(*row)->same && is_same(**row)) {
                (*row)->id = kept.integer(0);
                (*row)->exists = (*row)->same = true;
                break;
            }
    }
    kept.reset();
}

// Each row with what the engine finds for it.
void KindWriter::compare_by_join(const std::vector<Pending*>& rows, Found by, const std::vector<std::size_t>& fields) {
    std::string condition = "t.created <> $entry AND coalesce(t.voided, 0) = 0";
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto giving = std::count_if(rows.begin(), rows.end(), [&](const Pending* pending) { return records::given(pending->row.values[fields[i]]); });
        const std::string_view id = kind_.fields[fields[i]].id;
        if (giving == std::ssize(rows)) condition += fmt::format(" AND t.{} = f.c{}", id, i + 2);
        else if (by == Found::by_key && is_key(fields[i])) condition += fmt::format(" AND t.{} IS NOT DISTINCT FROM f.c{}", id, i + 2);
        else condition += fmt::format(" AND (f.c{1} IS NULL OR t.{0} = f.c{1})", id, i + 2);
    }
    if (by == Found::by_row) condition += " AND t.id = f.c1";
    std::vector<db::Cell> cells;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        cells.insert(cells.end(), {static_cast<std::int64_t>(i), rows[i]->id});
        for (const std::size_t f : fields) cells.push_back(cell_of(rows[i]->row.values[f]));
    }
    auto& find = statement(fmt::format("SELECT f.c0, t.id FROM feed f JOIN {} t ON {}", kind_.id, condition));
    find.bind("entry", state_.entry);
    state_.connection.feed(cells, fields.size() + 2);
    while (find.step()) {
        Pending& pending = *rows[static_cast<std::size_t>(find.integer(0))];
        if (pending.same) continue;
        pending.id = find.integer(1);
        pending.exists = pending.same = true;
    }
    find.reset();
}

void KindWriter::match_all(const std::vector<Pending*>& rows, Among among) {
    const auto candidates = look_up(rows, among);
    for (std::size_t i = 0; i < rows.size(); ++i) match(*rows[i], candidates[i]);
}

// For each row the records that its kind's `lookup` fields find, by id. Live ones and voided ones are asked for apart, because there are
// indexes over the live ones alone.
std::vector<std::vector<Record*>> KindWriter::look_up(const std::vector<Pending*>& rows, Among among) {
    std::vector<std::vector<Record*>> found(rows.size());
    if (rows.empty()) return found;
    std::vector<db::Cell> cells;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        cells.emplace_back(static_cast<std::int64_t>(i));
        for (const std::size_t f : lookup_) cells.push_back(cell_of(rows[i]->row.values[f]));
    }
    std::string condition;
    for (std::size_t k = 0; k < kind_.lookup.size(); ++k) condition += fmt::format("{}t.{} = f.c{}", k ? " AND " : "", kind_.lookup[k], k + 1);
    auto& find = statement(fmt::format("SELECT f.c0, {} FROM feed f JOIN {} t ON {} WHERE coalesce(t.voided, 0) {} 0", select_list(kind_, Refs::ids), kind_.id, condition,
                                       among == Among::live ? "=" : "<>"));
    state_.connection.feed(cells, kind_.lookup.size() + 1);
    std::vector<Record> records;                                        // each once, however many rows it may be
    std::unordered_map<std::int64_t, std::size_t> place_of;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;             // row, record
    while (find.step()) {
        const auto [place, fresh] = place_of.try_emplace(find.integer(1), records.size());
        if (fresh) read_record(find, kind_, records.emplace_back(), 1);
        pairs.emplace_back(static_cast<std::size_t>(find.integer(0)), place->second);
    }
    find.reset();
    load_items(state_.connection, kind_, records, Refs::ids, given_fields());
    const std::size_t first = kept_.size();
    std::vector<std::int64_t> ids;
    for (Record& record : records) {
        ids.push_back(record.id);
        kept_.push_back(std::move(record));
    }
    for (const auto& [row, record] : pairs) found[row].push_back(&kept_[first + record]);
    load_relapses(ids);
    for (auto& some : found)
        std::sort(some.begin(), some.end(), [](const Record* a, const Record* b) { return a->id < b->id; });
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
    return std::all_of(key_.begin(), key_.end(), [&](std::size_t f) {
        const Value& given = pending.row.values[f];
        const Value& kept = record.values[f];
        return records::empty(given) ? records::empty(kept) : given == kept;
    });
}

// The line that had the row's key before; 0: this is the first.
int KindWriter::earlier_line(const Pending& pending) {
    std::array<std::int64_t, 8> numbers{};
    const std::span key(numbers.data(), key_.size());
    for (std::size_t i = 0; i < key_.size(); ++i) {
        const Value& value = pending.row.values[key_[i]];
        key[i] = records::empty(value) ? -1 : records::number(value);
    }
    return seen_keys_.earlier(key, pending.row.line);
}

// Whether a row of this file stood for the kept record.
std::vector<bool>::reference KindWriter::matched(std::int64_t id) {
    const std::int64_t office = db::office_of_row(id);
    std::vector<bool>& rows = matched_[office];
    const auto at = static_cast<std::size_t>(id - db::first_row(office));
    if (at >= rows.size()) rows.resize(std::max(at + 1, rows.size() * 2));
    return rows[at];
}

// A row whose key an earlier one has is refused.
bool KindWriter::stands_twice(Pending& pending) {
    const int line = kind_.key.empty() ? 0 : earlier_line(pending);
    if (line != 0) refuse(pending, kind_.key.front(), say(Words{"与第 {} 行是同一记录", "it is the same record as on line {}"}, line));
    return line != 0;
}

void KindWriter::match(Pending& pending, const std::vector<Record*>& candidates) {
    for (Record* candidate : candidates) {
        const Record& record = *candidate;
        bool same = false;
        if (!kind_.key.empty()) same = same_key(pending, record);
        else if (state_.code_index(kind_).is_new(record.id) || matched(record.id)) continue;
        else {
            same = true;
            for (std::size_t f = 0; f < kind_.fields.size(); ++f) same = same && leaves(pending, f, record);
        }
        if (!same) continue;
        if (kind_.key.empty()) matched(record.id) = true;
        pending.id = record.id;
        pending.exists = true;
        pending.kept = candidate;
        return;
    }
}

}  // namespace cpcc::store
