#include "merge/diff.hpp"

#include "cpcc/store/voided.hpp"
#include "merge/dated_change.hpp"
#include "merge/shown_value.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Type;
using records::Value;
using Items = std::vector<Item>;

namespace {

bool is_subset(const Field& field, const Items& some, const Items& all) {
    return std::all_of(some.begin(), some.end(), [&](const Item& item) {
        return std::any_of(all.begin(), all.end(), [&](const Item& other) {
            return field.target.empty() ? item.text == other.text && item.role == other.role
                                        : item.id == other.id && item.role == other.role;
        });
    });
}

// Compares in order only for references, where the order has a meaning: the first author is the lead.
bool equal_items(const Field& field, const Items& a, const Items& b) {
    if (field.type == Type::refs)
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](const Item& x, const Item& y) { return x.id == y.id; });
    return a.size() == b.size() && is_subset(field, a, b);
}

bool equal(const Field& field, const Value& given, const Value& existing) {
    if (!records::given(given)) return true;
    const auto* items = std::get_if<Items>(&given);
    if (records::empty(given) || (items && items->empty())) return records::empty(existing);
    if (records::empty(existing)) return false;
    if (field.type == Type::phone) {
        const auto& phone = std::get<std::string>(given);
        const auto& old = std::get<std::string>(existing);
        return phone == old || (records::is_masked(phone) && phone == records::masked(old));
    }
    if (items) return equal_items(field, *items, std::get<Items>(existing));
    return given == existing;
}

bool has_day(const std::vector<std::int64_t>& days, const Value& given) {
    return !records::empty(given) && std::find(days.begin(), days.end(), records::number(given)) != days.end();
}

bool is_unchanged(const Field& field, const Value& given, const Value& existing, const DiffOptions& options) {
    if (equal(field, given, existing)) return true;
    const bool adds = adds_attendances(field, given, options.from_file) ||
                      (options.from_file && field.type == Type::spans && !records::empty(given));
    if (adds && !records::empty(existing)) return is_subset(field, std::get<Items>(given), std::get<Items>(existing));
    return field.id == "solved_on" && options.reopened && has_day(options.reopened->solved, given);
}

// Returns whether the field is part of a closing that a row gives and that was reopened since.
bool is_of_earlier_closing(const records::Kind& kind, const Field& field, std::span<const Value> row,
                           const DiffOptions& options) {
    constexpr std::array<std::string_view, 4> closing{"closed_on", "close_kind", "duplicate_of", "close_reason"};
    return options.reopened && std::find(closing.begin(), closing.end(), field.id) != closing.end() &&
           has_day(options.reopened->closed, row[kind.index("closed_on")]);
}

bool changes_field(const records::Kind& kind, std::size_t f, std::span<const Value> row, const Record& record,
                   const DiffOptions& options) {
    return !is_unchanged(kind.fields[f], row[f], record.values[f], options) &&
           !is_of_earlier_closing(kind, kind.fields[f], row, options);
}

// Returns whether this change created the record and the row only fills in empty fields. The `members` of a session
// create attendances; an attendance's own row completes it and counts as the added one.
bool completes_new_record(const Batch& batch, const BatchRow& row) {
    return row.record->created == batch.context.entry &&
           std::all_of(row.changed.begin(), row.changed.end(),
                       [&](std::size_t f) { return records::empty(row.record->values[f]); });
}

void refuse_existing(Batch& batch, BatchRow& row, const std::string& name) {
    if (batch.voids(row))
        batch.refuse(row, voided_field().id,
                     say(Words{"{} 未作废；确需作废，请加 --on-existing update",
                               "{} is not voided; to void it, use --on-existing update"},
                         name));
    for (const std::size_t f : row.changed) {
        const Field& field = batch.kind.fields[f];
        const auto shown = [&](const Value& value) {
            return records::masked(field, shown_value(batch.context.connection, field, value));
        };
        batch.refuse(row, field.id, difference(name, shown(row.row.values[f]), shown(row.record->values[f])));
    }
}

// Decides a row that is the whole record.
void decide_whole(Batch& batch, BatchRow& row) {
    row.changed = diff(batch.kind, row.row.values, *row.record, diff_options(batch, *row.record));
    const bool same = row.changed.empty() && !batch.voids(row) && !batch.restores(row);
    row.decision = same ? Decision::unchanged : Decision::update;
    if (same) ++batch.counts.unchanged;
}

void decide(Batch& batch, BatchRow& row) {
    if (row.row.from != 0) return decide_from(batch, row);
    if (batch.replaces()) return decide_whole(batch, row);
    const Record& record = *row.record;
    row.changed = diff(batch.kind, row.row.values, record, diff_options(batch, record));
    compare_with_spans(batch, row);
    if (completes_new_record(batch, row)) {
        row.decision = row.changed.empty() ? Decision::unchanged : Decision::update;
        if (row.changed.empty()) ++batch.counts.added;
        return;
    }
    const std::string_view code = batch.kind.has_code() ? "code" : "";
    const std::string name = batch.kind.has_code() ? name_of(batch.kind, record) : fmt::format("#{}", record.id);
    const auto label = batch.kind.label.get();
    if (batch.on_existing == OnExisting::fail)
        return batch.refuse(row, code, say(Words{"{} {} 已存在", "{} {} already exists"}, label, name));
    if ((row.changed.empty() && !batch.voids(row)) || batch.on_existing == OnExisting::skip) {
        row.decision = Decision::unchanged;
        ++batch.counts.unchanged;
        if (record.voided && !row.row.voided) ++batch.counts.voided;
        if (batch.on_existing == OnExisting::must) batch.context.last_id = record.id;
        return;
    }
    if (record.voided)
        return batch.refuse(
            row, code,
            say(Words{"{} {} 已作废，请先用 restore 恢复", "{} {} is voided; restore it first"}, label, name));
    if (batch.on_existing == OnExisting::same)
        refuse_existing(batch, row, name);
    else
        row.decision = Decision::update;
}

}  // namespace

DiffOptions diff_options(const Batch& batch, const Record& record) {
    if (batch.replaces()) return {};
    const auto days = batch.reopened.find(record.id);
    return {batch.from_file(), days == batch.reopened.end() ? nullptr : &days->second};
}

bool adds_attendances(const Field& field, const Value& value, bool from_file) {
    return from_file && field.has_records() && std::holds_alternative<Items>(value);
}

std::vector<std::size_t> diff(const records::Kind& kind, std::span<const Value> row, const Record& record,
                              DiffOptions options) {
    std::vector<std::size_t> changed;
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if (changes_field(kind, f, row, record, options)) changed.push_back(f);
    return changed;
}

bool is_same(const records::Kind& kind, std::span<const Value> row, const Record& record, DiffOptions options) {
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if (changes_field(kind, f, row, record, options)) return false;
    return true;
}

void diff(Batch& batch) {
    std::vector<std::int64_t> ids;
    for (const BatchRow& row : batch.rows)
        if (row.decision == Decision::undecided && row.existing != 0)
            ids.push_back(row.existing);
        else if (row.decision == Decision::unchanged)
            ++batch.counts.unchanged;
    if (ids.empty()) return;
    batch.load_reopened(ids);
    batch.load_former(ids);
    for (BatchRow& row : batch.rows)
        if (row.decision == Decision::undecided && row.existing != 0) decide(batch, row);
}

}  // namespace cpcc::store
