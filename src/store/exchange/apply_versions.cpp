#include "exchange/apply_versions.hpp"

#include "context/row_writer.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/store/versions.hpp"
#include "cpcc/store/voided.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Value;

VersionApplier::VersionApplier(db::Connection& connection, Change& change, std::string file, const Kind& kind)
    : connection_(connection), change_(change), file_(std::move(file)), kind_(kind), table_(connection, kind) {}

Counts VersionApplier::run() {
    waiting_ = table_.waiting();
    if (waiting_.empty()) return {};
    beside_ = table_.beside_waiting();
    look_up_references();
    find_ready();
    find_records();
    make_groups();
    for (Group& group : groups_) choose(group);
    for (const Group& group : groups_)
        if (group.chosen && group.record != 0 && is_voided(*group.chosen)) released_.insert(group.record);
    std::vector<Group*> known, fresh;
    for (Group& group : groups_)
        if (group.chosen && !clashes(group)) (group.record != 0 ? known : fresh).push_back(&group);
    for (Group* group : known) hold_current(*group);
    for (const Group* group : known) rename(*group);
    Counts counts = write(known);
    counts += write(fresh);  // after those that give up their key
    return counts;
}

// Returns the last cell of a column: what holds now. Empty if the version has no such column.
std::string_view VersionApplier::cell(const KeptVersion& version, std::string_view column) const {
    const auto at = std::find(version.columns.begin(), version.columns.end(), column);
    return at == version.columns.end() ? std::string_view()
                                       : version.rows.back()[static_cast<std::size_t>(at - version.columns.begin())];
}

bool VersionApplier::is_voided(const KeptVersion& version) const {
    return !version.rows.empty() && !cell(version, voided_field().id).empty();
}

// Returns the codes in all cells of a field.
std::vector<std::string> VersionApplier::references(const KeptVersion& version, const Field& field) const {
    std::vector<std::string> codes;
    const auto at = std::find(version.columns.begin(), version.columns.end(), field.id);
    if (field.target.empty() || at == version.columns.end()) return codes;
    for (const Cells& row : version.rows)
        for (const std::string& item :
             records::items_of(row[static_cast<std::size_t>(at - version.columns.begin())], true))
            codes.push_back(item.substr(0, item.find(':')));
    return codes;
}

void VersionApplier::look_up_references() {
    std::map<std::string_view, std::set<std::string>> wanted;
    for (const KeptVersion& version : waiting_) {
        for (const Field& field : kind_.fields)
            for (std::string& code : references(version, field)) wanted[field.target].insert(std::move(code));
        if (kind_.has_code()) wanted[kind_.id].emplace(cell(version, "code"));
    }
    for (const auto& [target, codes] : wanted) {
        const std::vector<std::string_view> keys(codes.begin(), codes.end());
        db::for_each_in(connection_, fmt::format("SELECT code, id FROM {} WHERE code IN ($keys)", target),
                        std::span<const std::string_view>(keys),
                        [&](db::Statement& row) { codes_[target][row.str(0)] = row.integer(1); });
    }
}

bool VersionApplier::is_ready(const KeptVersion& version, const std::set<std::string, std::less<>>& own) const {
    return std::all_of(kind_.fields.begin(), kind_.fields.end(), [&](const Field& field) {
        const auto known = codes_.find(field.target);
        const auto codes = references(version, field);
        return std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
            return (known != codes_.end() && known->second.contains(code)) ||
                   (field.target == kind_.id && own.contains(code));
        });
    });
}

// Finds the versions whose references are here. One may refer to another, which then must be ready too.
void VersionApplier::find_ready() {
    for (const KeptVersion& version : waiting_) ready_.insert(&version);
    for (std::size_t before = 0; before != ready_.size();) {
        before = ready_.size();
        std::set<std::string, std::less<>> own;
        if (kind_.has_code())
            for (const KeptVersion* version : ready_) own.emplace(cell(*version, "code"));
        std::erase_if(ready_, [&](const KeptVersion* version) { return !is_ready(*version, own); });
    }
}

void VersionApplier::find_records() {
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> of_number;
    for (const KeptVersion& version : beside_) of_number[{version.replica, version.number}] = version.record;
    for (KeptVersion& version : waiting_) {
        if (const auto known = of_number.find({version.replica, version.number}); known != of_number.end())
            version.record = known->second;
        else if (kind_.has_code())
            if (const auto coded = codes_[kind_.id].find(cell(version, "code")); coded != codes_[kind_.id].end())
                version.record = coded->second;
    }
    if (!kind_.key.empty()) adopt_by_key();
}

// Finds the live records here that have the key of a version. Such a record is the version's own, unless it is known as
// another record of the same database.
void VersionApplier::adopt_by_key() {
    std::vector<db::Cell> cells;
    std::vector<KeptVersion*> rows;
    std::vector<Value> values;
    values.reserve(waiting_.size() * kind_.key.size());  // cells refer to their texts
    for (KeptVersion& version : waiting_) {
        if (!ready_.contains(&version) || is_voided(version)) continue;
        cells.emplace_back(static_cast<std::int64_t>(rows.size()));
        rows.push_back(&version);
        for (const auto key : kind_.key)
            cells.push_back(cell_of(values.emplace_back(value_of(version, kind_.at(key), cell(version, key)))));
    }
    if (rows.empty()) return;
    std::string condition = "t.voided IS NULL";
    for (std::size_t i = 0; i < kind_.key.size(); ++i) {
        const Field& field = kind_.at(kind_.key[i]);
        // A column of empty cells has no type of its own.
        condition +=
            fmt::format(" AND t.{} {} CAST(f.c{} AS {})", field.id, field.required ? "=" : "IS NOT DISTINCT FROM",
                        i + 1, field.type == records::Type::text ? "TEXT" : "BIGINT");
    }
    auto found = connection_.prepare(fmt::format("SELECT f.c0, t.id FROM feed f JOIN {} t ON {}", kind_.id, condition));
    connection_.bulk_load().feed(cells, kind_.key.size() + 1);
    std::set<std::int64_t> ids;
    while (found.step()) {
        same_key_[rows[static_cast<std::size_t>(found.integer(0))]].push_back(found.integer(1));
        ids.insert(found.integer(1));
    }
    found.reset();
    std::map<std::int64_t, std::map<std::string, std::int64_t>> numbers;  // of these records, by database
    const std::vector<std::int64_t> sorted(ids.begin(), ids.end());
    for (const KeptVersion& version : table_.of_records(sorted))
        numbers[version.record][version.replica] = version.number;
    for (const auto& [version, records] : same_key_) {
        if (version->record != 0) continue;
        const auto own = std::find_if(records.begin(), records.end(), [&](std::int64_t id) {
            const auto number = numbers[id].find(version->replica);
            return number == numbers[id].end() || number->second == version->number;
        });
        if (own != records.end()) const_cast<KeptVersion*>(version)->record = *own;
    }
}

void VersionApplier::make_groups() {
    std::map<std::pair<std::int64_t, std::string>, std::vector<KeptVersion*>> of_record;
    std::set<std::int64_t> records, seen;
    for (KeptVersion& version : waiting_) {
        std::string unknown;
        if (version.record == 0)
            unknown = kind_.has_code() ? std::string(cell(version, "code"))
                                       : fmt::format("{}#{}", version.replica, version.number);
        else
            records.insert(version.record);
        of_record[{version.record, unknown}].push_back(&version);
    }
    for (const KeptVersion& version : beside_) seen.insert(version.id);
    const std::vector<std::int64_t> sorted(records.begin(), records.end());
    for (KeptVersion& version : table_.of_records(sorted))
        if (seen.insert(version.id).second) beside_.push_back(std::move(version));
    for (KeptVersion& version : beside_) of_record[{version.record, ""}].push_back(&version);
    for (auto& [name, members] : of_record) groups_.push_back({name.first, std::move(members)});
}

// Chooses the version that the record is to have: among the newest of each database that can be applied, the one with
// the least hash. Removes what is older.
void VersionApplier::choose(Group& group) {
    std::map<std::string, std::int64_t> newest;
    const auto applicable = [&](const KeptVersion* version) {
        return version->state != VersionState::waiting || ready_.contains(version);
    };
    for (const KeptVersion* version : group.members)
        if (applicable(version)) newest[version->replica] = std::max(newest[version->replica], version->counter);
    for (KeptVersion* version : group.members) {
        const auto head = newest.find(version->replica);
        if (version->state == VersionState::applied && (!group.current || version->counter > group.current->counter))
            group.current = version;
        if (head != newest.end() && version->counter == head->second) group.heads.push_back(version);
    }
    for (KeptVersion* head : group.heads) {
        KeptVersion*& best = group.chosen;
        if (!best || head->hash < best->hash || (head->hash == best->hash && head->level > best->level)) best = head;
    }
}

// Returns whether another record here has the code or the key of the chosen version.
bool VersionApplier::clashes(const Group& group) const {
    const KeptVersion& chosen = *group.chosen;
    if (chosen.state == VersionState::applied) return false;
    if (kind_.has_code()) {
        const auto own = codes_.find(kind_.id);
        if (own == codes_.end()) return false;
        const auto other = own->second.find(cell(chosen, "code"));
        return other != own->second.end() && other->second != group.record;
    }
    const auto same = same_key_.find(&chosen);
    if (same == same_key_.end() || is_voided(chosen)) return false;
    return std::any_of(same->second.begin(), same->second.end(),
                       [&](std::int64_t id) { return id != group.record && !released_.contains(id); });
}

// Returns the value of a cell, with the row number of what it refers to; empty for an empty one.
Value VersionApplier::value_of(const KeptVersion&, const Field& field, std::string_view text) const {
    if (text.empty()) return records::Clear{};
    if (field.type != records::Type::ref) return records::convert(field, text).value;
    const auto codes = codes_.find(field.target);
    if (codes == codes_.end()) return records::Clear{};
    const auto id = codes->second.find(text);
    return id == codes->second.end() ? Value(records::Clear{}) : Value(id->second);
}

Row VersionApplier::row_of(const KeptVersion& version, int line, std::int64_t record) const {
    Row row{line, record, Values(kind_.fields.size())};
    for (std::size_t c = 0; c < version.columns.size(); ++c) {
        const std::string& text = version.rows.back()[c];
        if (const Field* field = kind_.find(version.columns[c]))
            row.values[kind_.index(field->id)] =
                text.empty() ? Value(records::Clear{}) : records::convert(*field, text).value;
    }
    if (is_voided(version)) {
        const auto reason = records::convert(voided_field(), cell(version, voided_field().id)).value;
        row.voided = void_reason_in(records::show(voided_field(), reason, records::Style::raw));
    }
    return row;
}

// Gives the version that was applied its content again, if another one of the same standing takes its place.
void VersionApplier::hold_current(Group& group) {
    KeptVersion* current = group.current;
    if (!current || current == group.chosen || current->hash == group.chosen->hash) return;
    if (std::find(group.heads.begin(), group.heads.end(), current) == group.heads.end()) return;
    const Version whole = version_of(connection_, kind_, group.record);
    table_.set_content(*current, packed(version_columns(kind_, Level::whole), whole.rows), current->level);
}

void VersionApplier::rename(const Group& group) {
    if (!kind_.has_code() || group.chosen->rows.empty()) return;
    const std::string code(cell(*group.chosen, "code")),
        old = names_of(connection_, kind_, {group.record}).at(group.record);
    if (old == code) return;
    change_.rename(kind_, group.record, code);
}

Counts VersionApplier::write(const std::vector<Group*>& groups) {
    std::map<int, const Group*> written;  // by line
    change_.watch(kind_);
    for (const Group* group : groups) {
        const KeptVersion &chosen = *group->chosen, *current = group->current;
        if (current && current->hash == chosen.hash && current->level >= chosen.level) {
            settle(*group, group->record);
            continue;
        }
        written[++lines_] = group;
        change_.add(kind_, file_, OnExisting::replace, row_of(chosen, lines_, group->record));
    }
    if (written.empty()) return {};
    const Counts counts = change_.finish();
    for (const FoundRecord& row : change_.found(kind_)) {
        const auto group = written.find(row.line);
        if (group == written.end()) continue;
        if (kind_.has_dated_fields()) write_spans(*group->second->chosen, row.id);
        settle(*group->second, row.id);
    }
    return counts;
}

// Replaces the earlier values of the dated fields by those of the version.
void VersionApplier::write_spans(const KeptVersion& version, std::int64_t record) {
    connection_.prepare(fmt::format("DELETE FROM {} WHERE {} = $id", kind_.former_table, kind_.id))
        .bind("id", record)
        .run();
    const auto from = std::find(version.columns.begin(), version.columns.end(), records::from_field().id);
    if (from == version.columns.end()) return;
    const auto from_column = static_cast<std::size_t>(from - version.columns.begin());
    std::string columns, values;
    for (const std::size_t f : kind_.dated_fields()) {
        columns += fmt::format(", {}", kind_.fields[f].id);
        values += fmt::format(", ${}", kind_.fields[f].id);
    }
    auto insert = connection_.prepare(fmt::format("INSERT INTO {} ({}, until{}) VALUES ($id, $until{})",
                                                  kind_.former_table, kind_.id, columns, values));
    for (std::size_t i = 0; i + 1 < version.rows.size(); ++i) {
        const auto day = Date::parse(version.rows[i + 1][from_column]);
        insert.bind("id", record).bind("until", std::int64_t{day->plus_days(-1).packed()});
        for (const std::size_t f : kind_.dated_fields()) {
            const Field& field = kind_.fields[f];
            const auto column = std::find(version.columns.begin(), version.columns.end(), field.id);
            bind_value(
                insert, field.id,
                value_of(version, field, version.rows[i][static_cast<std::size_t>(column - version.columns.begin())]));
        }
        insert.run();
    }
}

// Records what became of the versions of a group, whose record now is what the chosen one says.
void VersionApplier::settle(const Group& group, std::int64_t record) {
    std::map<std::string, std::int64_t> newest;
    for (const KeptVersion* head : group.heads) {
        newest[head->replica] = head->counter;
        table_.set_state(*head, head->hash == group.chosen->hash ? VersionState::applied : VersionState::held, record);
    }
    for (const KeptVersion* version : group.members)
        if (const auto head = newest.find(version->replica); head != newest.end() && version->counter < head->second)
            table_.remove(*version);
}

}  // namespace cpcc::store
