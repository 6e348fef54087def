#include "merge/match_existing.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/db/bulk_load.hpp"
#include "merge/diff.hpp"
#include "merge/find_unchanged.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace cpcc::store {

using records::Value;

namespace {

std::vector<std::size_t> places(const records::Kind& kind, const std::vector<std::string_view>& fields) {
    std::vector<std::size_t> places;
    for (const auto field : fields) places.push_back(kind.index(field));
    return places;
}

}  // namespace

MatchExisting::MatchExisting(Batch& batch)
    : batch_(batch),
      own_key_(batch.from_file() && batch.context.own_keys.contains(&batch.kind)),
      key_(places(batch.kind, own_key_ ? batch.context.own_keys.at(&batch.kind) : batch.kind.key)),
      lookup_(own_key_ ? key_ : places(batch.kind, batch.kind.lookup)),
      identity_(places(batch.kind, batch.kind.identity)),
      seen_keys_(key_.size()) {}

void MatchExisting::run() {
    match_by_lookup();
    load_named();
}

// Returns the rows that can only be found by their lookup fields, because no code or id identifies them. Also sets
// `existing` of rows of an edit, which have an id.
std::vector<BatchRow*> MatchExisting::unmatched() {
    std::vector<BatchRow*> rows;
    for (BatchRow& row : batch_.rows) {
        if (row.decision != Decision::undecided || row.id() != 0) continue;
        if (row.row.id != 0) {
            row.existing = row.row.id;
            continue;
        }
        if (own_key_ && lacks_own_key(row)) continue;
        const bool findable = std::none_of(lookup_.begin(), lookup_.end(),
                                           [&](std::size_t f) { return records::empty(row.row.values[f]); });
        if (findable) rows.push_back(&row);
    }
    return rows;
}

void MatchExisting::match_by_lookup() {
    std::vector<BatchRow*> open = unmatched();
    const auto voided = std::stable_partition(open.begin(), open.end(), [](BatchRow* row) { return !row->row.voided; });
    if (!batch_.kind_was_empty) match_all({voided, open.end()}, RecordState::voided);
    open.erase(voided, open.end());
    std::erase_if(open, [&](BatchRow* row) { return is_duplicate_key(*row); });
    // A record that a person adds is new, unless its key exists.
    if (batch_.kind_was_empty || (key_.empty() && !batch_.from_file())) return;
    if (!key_.empty() && !own_key_) find_unchanged(batch_, open, key_, FoundBy::key);
    match_all(open, RecordState::live);
    // A row of a file may match a voided record, which stays voided. A record that a person adds is new.
    std::erase_if(open, [&](BatchRow* row) {
        return !batch_.from_file() || batch_.replaces() || row->existing != 0 || refers_to_new(*row);
    });
    match_all(open, RecordState::voided);
}

// Returns whether a lookup field refers to a record that this change created. No voided record can refer to it.
bool MatchExisting::refers_to_new(const BatchRow& row) {
    return std::any_of(lookup_.begin(), lookup_.end(), [&](std::size_t f) {
        return batch_.kind.fields[f].type == records::Type::ref &&
               batch_.codes_of(f).is_new(records::number(row.row.values[f]));
    });
}

// Refuses a row without a value in a field of the import's key, and returns whether it did.
bool MatchExisting::lacks_own_key(BatchRow& row) {
    for (const std::size_t f : key_) {
        const Value& value = row.row.values[f];
        const auto* text = std::get_if<std::string>(&value);
        const bool masked =
            text != nullptr && batch_.kind.fields[f].type == records::Type::phone && records::is_masked(*text);
        if (!records::empty(value) && !masked) continue;
        batch_.refuse(row, batch_.kind.fields[f].id,
                      say(Words{"该行没有编号，应以此项查找记录，请填写此项或编号",
                                "a row without a code is found by this field; fill it in, or add the code"}));
        return true;
    }
    return false;
}

// Refuses a row whose key an earlier row has, and returns whether it did.
bool MatchExisting::is_duplicate_key(BatchRow& row) {
    const int line = key_.empty() ? 0 : earlier_line(row);
    if (line != 0)
        batch_.refuse(row, batch_.kind.fields[key_.front()].id,
                      say(Words{"与第 {} 行重复", "duplicate of line {}"}, line));
    return line != 0;
}

// Returns the line of the earlier row with the same key; 0: none.
int MatchExisting::earlier_line(const BatchRow& row) {
    std::array<std::int64_t, 8> numbers{};
    const std::span key(numbers.data(), key_.size());
    for (std::size_t i = 0; i < key_.size(); ++i) {
        const Value& value = row.row.values[key_[i]];
        const auto* text = std::get_if<std::string>(&value);
        key[i] = records::empty(value) ? -1 : text ? number_of(*text) : records::number(value);
    }
    return seen_keys_.earlier(key, row.row.line);
}

// Returns a number that stands for the text in keys, the same for equal texts of a file.
std::int64_t MatchExisting::number_of(const std::string& text) {
    return texts_.try_emplace(text, static_cast<std::int64_t>(texts_.size())).first->second;
}

void MatchExisting::match_all(const std::vector<BatchRow*>& rows, RecordState state) {
    const auto candidates = look_up(rows, state);
    for (std::size_t i = 0; i < rows.size(); ++i) match(*rows[i], candidates[i], state);
    if (identity_.empty() || own_key_ || !batch_.from_file() || state == RecordState::voided) return;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i]->existing == 0) match_by_identity(*rows[i], candidates[i]);
}

// Returns for each row the records that its lookup fields find, ordered by id. Queries live and voided records
// separately, because some indexes contain only live records.
std::vector<std::vector<const Record*>> MatchExisting::look_up(const std::vector<BatchRow*>& rows, RecordState state) {
    std::vector<std::vector<const Record*>> found(rows.size());
    if (rows.empty()) return found;
    std::vector<db::Cell> cells;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        cells.emplace_back(static_cast<std::int64_t>(i));
        for (const std::size_t f : lookup_) cells.push_back(cell_of(rows[i]->row.values[f]));
    }
    const records::Kind& kind = batch_.kind;
    std::string condition;
    for (std::size_t k = 0; k < lookup_.size(); ++k)
        condition += fmt::format("{}t.{} = f.c{}", k ? " AND " : "", kind.fields[lookup_[k]].id, k + 1);
    auto& find = batch_.statement(
        fmt::format("SELECT f.c0, {} FROM feed f JOIN {} t ON {} WHERE coalesce(t.voided, 0) {} 0",
                    select_list(kind, Refs::ids), kind.id, condition, state == RecordState::live ? "=" : "<>"));
    batch_.context.connection.bulk_load().feed(cells, lookup_.size() + 1);
    std::vector<Record> records;  // each once, even if several rows find it
    std::unordered_map<std::int64_t, std::size_t> place_of;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;  // row, record
    while (find.step()) {
        const auto [place, fresh] = place_of.try_emplace(find.integer(1), records.size());
        if (fresh) read_record(find, kind, records.emplace_back(), 1);
        pairs.emplace_back(static_cast<std::size_t>(find.integer(0)), place->second);
    }
    find.reset();
    load_items(batch_.context.connection, kind, records, Refs::ids, batch_.given_fields());
    const std::size_t first = batch_.records.size();
    std::vector<std::int64_t> ids;
    for (Record& record : records) {
        ids.push_back(record.id);
        batch_.records.push_back(std::move(record));
    }
    for (const auto& [row, record] : pairs) found[row].push_back(&batch_.records[first + record]);
    batch_.load_reopened(ids);
    for (auto& some : found)
        std::sort(some.begin(), some.end(), [](const Record* a, const Record* b) { return a->id < b->id; });
    return found;
}

bool MatchExisting::has_same_key(const BatchRow& row, const Record& record) const {
    return std::all_of(key_.begin(), key_.end(), [&](std::size_t f) {
        const Value& given = row.row.values[f];
        const Value& existing = record.values[f];
        return records::empty(given) ? records::empty(existing) : given == existing;
    });
}

// Returns the flag whether an earlier row of this file matched the record.
std::vector<bool>::reference MatchExisting::matched(std::int64_t id) {
    const std::int64_t office = db::office_of_row(id);
    std::vector<bool>& rows = matched_[office];
    const auto at = static_cast<std::size_t>(id - db::first_row(office));
    if (at >= rows.size()) rows.resize(std::max(at + 1, rows.size() * 2));
    return rows[at];
}

// Returns whether the row is about the record. A voided one must equal it if only the import gives the key.
bool MatchExisting::is_same_record(const BatchRow& row, const Record& record, RecordState state) {
    const bool by_key = (own_key_ ? state == RecordState::live : !key_.empty()) && !row.row.voided;
    if (by_key) return has_same_key(row, record);
    if (batch_.codes.is_new(record.id) || matched(record.id)) return false;
    return is_same(batch_.kind, row.row.values, record, diff_options(batch_, record));
}

void MatchExisting::match(BatchRow& row, const Candidates& candidates, RecordState state) {
    Candidates same;
    for (const Record* candidate : candidates) {
        if (!is_same_record(row, *candidate, state)) continue;
        same.push_back(candidate);
        if (!own_key_ || state == RecordState::voided) break;
    }
    take(row, same);
}

// Makes the only candidate the row's record. Refuses the row if there are several.
void MatchExisting::take(BatchRow& row, const Candidates& same) {
    if (same.size() > 1) {
        std::vector<std::string> codes;
        for (const Record* record : same) codes.push_back(name_of(batch_.kind, *record));
        return batch_.refuse(
            row, "code",
            say(Words{"该行可能是其中任何一条：{}；请填写编号", "the row may be any of {}; add its code"},
                listed(codes)));
    }
    if (same.empty()) return;
    row.record = same.front();
    row.existing = row.record->id;
    if (key_.empty() || row.row.voided) matched(row.existing) = true;
}

bool MatchExisting::has_same_identity(const BatchRow& row, const Record& record) const {
    return std::all_of(identity_.begin(), identity_.end(), [&](std::size_t f) {
        const Value& given = row.row.values[f];
        return records::empty(given) || given == record.values[f];
    });
}

// Finds the record that the row corrects, so that it is not made twice. Several records are refused.
void MatchExisting::match_by_identity(BatchRow& row, const Candidates& candidates) {
    Candidates same;
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(same), [&](const Record* candidate) {
        return !batch_.codes.is_new(candidate->id) && !matched(candidate->id) && has_same_identity(row, *candidate);
    });
    take(row, same);
}

// Loads the records that rows identify by code or id.
void MatchExisting::load_named() {
    std::vector<BatchRow*> named;
    for (BatchRow& row : batch_.rows)
        if (row.decision == Decision::undecided && row.existing != 0 && !row.record) named.push_back(&row);
    find_unchanged(batch_, named, key_, FoundBy::id);
    if (named.empty()) return;
    std::vector<db::Cell> ids;
    for (const BatchRow* row : named) ids.emplace_back(row->existing);
    std::vector<Record> records;
    auto& rows = batch_.statement(fmt::format("SELECT {} FROM feed f JOIN {} t ON t.id = f.c0",
                                              select_list(batch_.kind, Refs::ids), batch_.kind.id));
    batch_.context.connection.bulk_load().feed(ids, 1);
    while (rows.step()) read_record(rows, batch_.kind, records.emplace_back());
    rows.reset();
    load_items(batch_.context.connection, batch_.kind, records, Refs::ids, batch_.given_fields());
    std::unordered_map<std::int64_t, const Record*> by_id;
    for (Record& record : records) by_id.emplace(record.id, &batch_.records.emplace_back(std::move(record)));
    for (BatchRow* row : named) row->record = by_id.at(row->existing);
}

}  // namespace cpcc::store
