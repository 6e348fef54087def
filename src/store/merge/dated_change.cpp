#include "merge/dated_change.hpp"

#include "merge/diff.hpp"
#include "merge/shown_value.hpp"
#include "merge/timeline.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Value;

namespace {

Timeline timeline_of(const Batch& batch, const Record& record) {
    static const Formers none;
    const auto former = batch.former.find(record.id);
    return {batch.kind, record, former == batch.former.end() ? none : former->second};
}

std::string day_text(std::int64_t day) { return Date::packed(day).iso(); }

// Refuses a day that lies ahead, or on which the record did not exist yet.
void require_day(Batch& batch, BatchRow& row) {
    const std::int64_t from = row.row.from;
    const auto& author = batch.context.author;
    const std::string_view field = records::from_field().id;
    if (!author.future && from > author.today.packed())
        batch.refuse(
            row, field,
            say(Words{"{} 晚于今天；确需登记，请加 --future", "{} is after today; use --future if it is meant"},
                day_text(from)));
    const Field& begins = batch.kind.at(batch.kind.begins);
    const Value& first = row.record->values[batch.kind.index(batch.kind.begins)];
    if (!records::empty(first) && from <= records::number(first))
        batch.refuse(row, field,
                     say(Words{"{} 不晚于{} {}；如需更正记录，请不填生效日",
                               "{} is not after {} ({}); to correct the record, give no day"},
                         day_text(from), begins.label.get(), day_text(records::number(first))));
}

// Refuses fields that are not dated and differ from the record, and, unless existing values may change, those that
// another change has set from the same day.
void require_dated(Batch& batch, BatchRow& row, const Timeline& timeline) {
    const bool conflicts = batch.on_existing == OnExisting::same && row.record->created != batch.context.entry;
    for (const std::size_t f : row.changed) {
        const Field& field = batch.kind.fields[f];
        const auto shown = [&](const Value& value) {
            return records::masked(field, shown_value(batch.context.connection, field, value));
        };
        if (!field.dated)
            batch.refuse(row, field.id,
                         say(Words{"该项不分时段，不能与生效日同填；请在不填生效日的行中修改",
                                   "this field has no history; change it in a row without a day"}));
        else if (conflicts && timeline.changed_on(row.row.from, f))
            batch.refuse(row, field.id,
                         difference(name_of(batch.kind, *row.record), shown(row.row.values[f]),
                                    shown(timeline.on(row.row.from)[f])));
    }
}

void write_spans(Batch& batch, std::int64_t id, const Formers& spans) {
    const records::Kind& kind = batch.kind;
    batch.statement(fmt::format("DELETE FROM {} WHERE {} = $id", kind.former_table, kind.id)).bind("id", id).run();
    std::string columns, values;
    for (const std::size_t f : kind.dated_fields()) {
        columns += fmt::format(", {}", kind.fields[f].id);
        values += fmt::format(", ${}", kind.fields[f].id);
    }
    auto& insert = batch.statement(fmt::format("INSERT INTO {} ({}, until{}) VALUES ($id, $until{})", kind.former_table,
                                               kind.id, columns, values));
    for (const Former& span : spans) {
        insert.bind("id", id).bind("until", span.until);
        for (const std::size_t f : kind.dated_fields()) bind_value(insert, kind.fields[f].id, span.values[f]);
        insert.run();
    }
}

void note_value(Batch& batch, const BatchRow& row, std::size_t f, std::string_view named, const Value& old) {
    const Field& field = batch.kind.fields[f];
    db::Connection& connection = batch.context.connection;
    batch.context.note(batch.kind, row.existing, named, shown_value(connection, field, old),
                       shown_value(connection, field, row.row.values[f]));
}

}  // namespace

void decide_from(Batch& batch, BatchRow& row) {
    const Record& record = *row.record;
    const Timeline timeline = timeline_of(batch, record);
    Record held = record;
    held.values = timeline.on(row.row.from);
    row.changed = diff(batch.kind, row.row.values, held, diff_options(batch, record));
    const bool existed = record.created != batch.context.entry;
    if (existed && batch.on_existing == OnExisting::fail)
        return batch.refuse(
            row, "code",
            say(Words{"{} {} 已存在", "{} {} already exists"}, batch.kind.label.get(), name_of(batch.kind, record)));
    if (row.changed.empty() || (existed && batch.on_existing == OnExisting::skip)) {
        row.decision = Decision::unchanged;
        ++batch.counts.unchanged;
        if (record.voided && !row.row.voided) ++batch.counts.voided;
        batch.context.last_id = record.id;
        return;
    }
    if (record.voided && !(row.row.voided && !existed))
        return batch.refuse(row, "code",
                            say(Words{"{} {} 已作废，请先用 restore 恢复", "{} {} is voided; restore it first"},
                                batch.kind.label.get(), name_of(batch.kind, record)));
    require_day(batch, row);
    require_dated(batch, row, timeline);
    if (row.decision == Decision::undecided) row.decision = Decision::update;
}

void compare_with_spans(const Batch& batch, BatchRow& row) {
    const auto former = batch.former.find(row.record->id);
    if (former == batch.former.end()) return;
    const auto is_dated = [&](std::size_t f) { return batch.kind.fields[f].dated; };
    if (batch.from_file()) {
        Record first = *row.record;
        first.values = timeline_of(batch, *row.record).first();
        const auto unlike = diff(batch.kind, row.row.values, first);
        if (std::none_of(unlike.begin(), unlike.end(), is_dated)) std::erase_if(row.changed, is_dated);
        return;
    }
    for (const std::size_t f : batch.kind.dated_fields())
        if (records::given(row.row.values[f]) &&
            std::find(row.changed.begin(), row.changed.end(), f) == row.changed.end() &&
            std::any_of(former->second.begin(), former->second.end(),
                        [&](const Former& span) { return !same_value(span.values[f], row.row.values[f]); }))
            row.changed.push_back(f);
}

void update_from(Batch& batch, BatchRow& row) {
    WriteContext& context = batch.context;
    const records::Kind& kind = batch.kind;
    Timeline timeline = timeline_of(batch, *row.record);
    const std::vector<Value> held = timeline.on(row.row.from);
    for (const std::size_t f : row.changed) timeline.set_from(row.row.from, f, row.row.values[f]);
    write_spans(batch, row.existing, timeline.former());
    std::string set;
    for (const std::size_t f : row.changed) set += fmt::format("{0} = ${0}, ", kind.fields[f].id);
    auto& update = batch.statement(fmt::format("UPDATE {} SET {}changed = $changed WHERE id = $id", kind.id, set));
    for (const std::size_t f : row.changed) bind_value(update, kind.fields[f].id, timeline.current()[f]);
    update.bind("changed", context.entry).bind("id", row.existing).run();
    context.note(kind, row.existing, records::from_field().id, "", day_text(row.row.from));
    for (const std::size_t f : row.changed) note_value(batch, row, f, kind.fields[f].id, held[f]);
}

void correct_spans(Batch& batch, const BatchRow& row) {
    const auto former = batch.former.find(row.existing);
    if (former == batch.former.end()) return;
    Record now = *row.record;
    for (const std::size_t f : row.changed) now.values[f] = row.row.values[f];
    Timeline timeline(batch.kind, now, former->second);
    for (const std::size_t f : row.changed) {
        if (!batch.kind.fields[f].dated) continue;
        for (const Former& span : former->second)
            if (!same_value(span.values[f], row.row.values[f]))
                note_value(batch, row, f, fmt::format("{}/{}", batch.kind.fields[f].id, day_text(span.until)),
                           span.values[f]);
        timeline.set(f, row.row.values[f]);
    }
    write_spans(batch, row.existing, timeline.former());
}

}  // namespace cpcc::store
