#include "merge/update_existing.hpp"

#include "merge/dated_change.hpp"
#include "merge/shown_value.hpp"
#include "merge/timeline.hpp"
#include "merge/write_items.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Value;

namespace {

bool refers_to(const Value& value, std::int64_t id) {
    if (const auto* items = std::get_if<std::vector<Item>>(&value))
        return std::any_of(items->begin(), items->end(), [&](const Item& item) { return item.id == id; });
    return value == Value(id);
}

bool changes_key(const Batch& batch, const BatchRow& row) {
    const auto& key = batch.kind.key;
    return std::any_of(row.changed.begin(), row.changed.end(), [&](std::size_t f) {
        return std::find(key.begin(), key.end(), batch.kind.fields[f].id) != key.end();
    });
}

bool changes_dated(const Batch& batch, const BatchRow& row) {
    return std::any_of(row.changed.begin(), row.changed.end(),
                       [&](std::size_t f) { return batch.kind.fields[f].dated; });
}

// Refuses a change that would make the record a duplicate of another.
void require_unique(Batch& batch, BatchRow& row) {
    std::vector<Value> values = row.record->values;
    for (const std::size_t f : row.changed) values[f] = row.row.values[f];
    if (const std::int64_t duplicate = find_duplicate(batch.context.connection, batch.kind, row.record->id, values);
        duplicate != 0)
        batch.refuse(row, batch.kind.key.front(), say(Words{"与 #{} 重复", "duplicate of #{}"}, duplicate));
}

void require_allowed(Batch& batch, BatchRow& row) {
    if (batch.replaces()) return;
    if (std::string reason = batch.context.ownership.change_refusal(batch.kind, row.record->id); !reason.empty())
        return batch.refuse(row, batch.kind.has_code() ? "code" : "", std::move(reason));
    for (const std::size_t f : row.changed) {
        const Field& field = batch.kind.fields[f];
        const Value& value = row.row.values[f];
        if (field.type == records::Type::phone && !records::empty(value) &&
            records::is_masked(std::get<std::string>(value)))
            return batch.refuse(
                row, field.id,
                say(Words{"号码已打码，且与原号码不符；请填写完整号码",
                          "the number is masked and does not match the existing one; enter the full number"}));
    }
    for (const auto& reference : row.voided)
        if (!refers_to(row.record->values[reference.field], reference.id)) batch.refuse_voided(row, reference);
    if (changes_key(batch, row)) require_unique(batch, row);
}

void update(Batch& batch, NewRows& new_rows, BatchRow& row) {
    require_allowed(batch, row);
    if (row.decision == Decision::refused) return;
    WriteContext& context = batch.context;
    batch.ledger().changed(row.existing, batch.file, row.row.line);
    context.last_id = row.existing;
    const bool is_new = row.record->created == context.entry;  // its history has no old values yet
    ++(is_new && row.row.from == 0 ? batch.counts.added : batch.counts.updated);
    if (row.row.from != 0) return update_from(batch, row);
    if (changes_dated(batch, row) && !batch.replaces()) {
        if (!is_new) context.corrected[&batch.kind].insert(row.existing);
        correct_spans(batch, row);
    }
    const bool voids = batch.voids(row);
    std::string set = voids ? "voided = $voided, " : batch.restores(row) ? "voided = NULL, " : "";
    for (const std::size_t f : row.changed)
        if (!batch.kind.fields[f].several()) set += fmt::format("{0} = ${0}, ", batch.kind.fields[f].id);
    auto& statement =
        batch.statement(fmt::format("UPDATE {} SET {}changed = $changed WHERE id = $id", batch.kind.id, set));
    for (const std::size_t f : row.changed) {
        const Field& field = batch.kind.fields[f];
        const Value& old = row.record->values[f];
        const Value& value = row.row.values[f];
        if (field.several())
            write_items(batch, new_rows, row, f);
        else
            bind_value(statement, field.id, value);
        if (!is_new && !same_value(old, value))  // a correction may change earlier values only
            context.note(batch.kind, row.existing, field.id, shown_value(context.connection, field, old),
                         shown_value(context.connection, field, value));
    }
    if (batch.restores(row)) context.note(batch.kind, row.existing, "voided", "yes", "");
    if (voids) statement.bind("voided", context.void_record(batch.kind, row.existing, *row.row.voided));
    statement.bind("changed", context.entry).bind("id", row.existing).run();
}

}  // namespace

void update_existing(Batch& batch, NewRows& new_rows) {
    for (BatchRow& row : batch.rows)
        if (row.decision == Decision::update) update(batch, new_rows, row);
}

}  // namespace cpcc::store
