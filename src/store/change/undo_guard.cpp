#include "change/undo_guard.hpp"

#include "cpcc/base/period.hpp"
#include "cpcc/store/journal.hpp"
#include "cpcc/store/records.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>
#include <optional>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

constexpr std::size_t most_named = 20;

void refuse(WriteContext& context, std::string reason) {
    if (context.refusals.size() < most_named) context.refusals.push_back({"", 0, "", std::move(reason)});
}

std::string shown(WriteContext& context, const Kind& kind, std::int64_t id) {
    return fmt::format("{} {}", kind.label.get(), names_of(context.connection, kind, {id})[id]);
}

// Refuses each row of `SELECT kind, record, field, entry` whose entry still counts.
void refuse_each(WriteContext& context, db::Statement rows, std::int64_t since, const Undos& before,
                 const std::set<std::int64_t>& ours) {
    while (rows.step()) {
        const std::int64_t entry = rows.integer(3);
        const Kind* kind = records::find_kind(rows.text(0));
        if (!kind || ours.contains(before.whole_of(entry)) || before.is_idle(entry, since)) continue;
        refuse(context, say(Words{"{} 此后又有修改（{}，{}）", "{} was changed later ({}, {})"},
                            shown(context, *kind, rows.integer(1)), rows.str(2), entry_name(entry)));
        if (context.refusals.size() >= most_named) return;
    }
}

// A condition on the alias: the entry is later than $entry, in the order in which entries are written.
constexpr std::string_view later = "{0}.entry % 1099511627776 > $entry % 1099511627776";

}  // namespace

void refuse_later_changes(WriteContext& context, const EntryChanges& changes, const Undos& before,
                          const std::set<std::int64_t>& ours) {
    auto same_field = context.connection.prepare(fmt::format(
        "SELECT DISTINCT l.kind, l.record, l.field, l.entry FROM change c JOIN change l ON l.kind = c.kind AND "
        "l.record = c.record AND (l.field = c.field OR substr(l.field, 1, length(c.field) + 1) = c.field || '/') WHERE "
        "c.entry IN (SELECT e.id FROM entry e WHERE e.id = $entry OR e.part_of = $entry) AND {} "
        "ORDER BY l.kind, l.record, l.field, l.entry",
        fmt::format(later, "l")));
    same_field.bind("entry", changes.entry.id);
    refuse_each(context, std::move(same_field), changes.entry.id, before, ours);
    for (const auto& [kind, ids] : changes.added) {
        auto of_added = context.connection.prepare(fmt::format(
            "SELECT DISTINCT l.kind, l.record, l.field, l.entry FROM {0} t JOIN change l ON l.kind = '{0}' AND "
            "l.record = t.id WHERE t.created = $entry AND t.voided IS NULL AND {1} ORDER BY l.record, l.entry, l.field",
            kind->id, fmt::format(later, "l")));
        of_added.bind("entry", changes.entry.id);
        refuse_each(context, std::move(of_added), changes.entry.id, before, ours);
    }
}

namespace {

// Returns whether the history has another day from which dated fields of the record changed: a later day, or any if the
// entry itself gives none.
bool has_other_days(WriteContext& context, const EntryChanges& changes, const RecordChanges& record,
                    const Undos& before) {
    const FieldChange* from = record.find(records::from_field().id);
    auto rows = context.connection.prepare(
        "SELECT entry, new FROM change WHERE kind = $kind AND record = $record AND field = $field");
    rows.bind("kind", record.kind->id).bind("record", record.id).bind("field", records::from_field().id);
    while (rows.step())
        if (rows.integer(0) != changes.entry.id && !before.is_idle(rows.integer(0), 0) &&
            (!from || rows.text(1) > from->new_value))
            return true;
    return false;
}

bool changes_dated_field(const RecordChanges& record) {
    return std::any_of(record.fields.begin(), record.fields.end(), [&](const FieldChange& change) {
        const Field* field = record.kind->find(change.field.substr(0, change.field.find('/')));
        return field && field->dated;
    });
}

bool corrects_spans(const RecordChanges& record) {
    return std::any_of(record.fields.begin(), record.fields.end(),
                       [](const FieldChange& change) { return change.field.find('/') != std::string::npos; });
}

}  // namespace

void refuse_dated_corrections(WriteContext& context, const EntryChanges& changes, const Undos& before) {
    for (const RecordChanges& record : changes.records)
        if (record.kind->has_dated_fields() && changes_dated_field(record) &&
            (record.has_several_days || corrects_spans(record) || has_other_days(context, changes, record, before)))
            refuse(context, say(Words{"{} {} 的沿革有多段，不能自动撤销，请用 cpcc {} edit {} --from 修改",
                                      "{} {} has several values in time; change them with cpcc {} edit {} --from"},
                                record.kind->label.get(), record.name, record.kind->id, record.name));
}

namespace {

// Returns the SELECT of live records of a kind that refer by the field to records that $entry voided; empty: the field
// refers to none.
std::string dependents_sql(const Kind& kind, const Field& field) {
    if (field.target.empty() || field.has_records()) return {};
    if (field.type == Type::ref)
        return fmt::format(
            "SELECT t.id, r.id FROM {0} t JOIN {1} r ON r.id = t.{2} WHERE t.voided IS NULL AND r.voided = $entry "
            "ORDER BY t.id LIMIT {3}",
            kind.id, field.target, field.id, most_named);
    return fmt::format(
        "SELECT t.id, r.id FROM {0} t JOIN {1} i ON i.{0} = t.id JOIN {2} r ON r.id = i.{3} WHERE t.voided IS NULL AND "
        "r.voided = $entry ORDER BY t.id LIMIT {4}",
        kind.id, field.table, field.target, field.item, most_named);
}

void refuse_references(WriteContext& context) {
    for (const Kind* kind : records::kinds())
        for (const Field& field : kind->fields) {
            const std::string sql = dependents_sql(*kind, field);
            if (sql.empty() || !context.ledgers.contains(field.target)) continue;
            auto rows = context.connection.prepare(sql);
            rows.bind("entry", context.entry);
            while (rows.step())
                refuse(context, say(Words{"{} 引用 {}", "{} refers to {}"}, shown(context, *kind, rows.integer(0)),
                                    shown(context, records::kind(field.target), rows.integer(1))));
        }
}

struct Closed {
    std::int64_t entry;
    std::string area;
    Period period;
};

std::vector<Closed> closed_after(db::Connection& connection, std::int64_t oldest) {
    std::vector<Closed> found;
    auto rows = connection.prepare(
        "SELECT c.closed, a.code, c.first_day, c.last_day FROM closing c LEFT JOIN area a ON a.id = c.area WHERE "
        "c.reopened IS NULL AND c.closed % 1099511627776 > $entry % 1099511627776 ORDER BY c.id");
    rows.bind("entry", oldest);
    while (rows.step())
        found.push_back({rows.integer(0), rows.str(1), {Date::packed(rows.integer(2)), Date::packed(rows.integer(3))}});
    return found;
}

// Refuses the records of a kind that the change touched and that lie in the closed period, now or before the change.
void refuse_closed(WriteContext& context, const Kind& kind, const Ledger& touched, const Closed& closed) {
    const std::string day = date_expression(kind);
    if (day.empty()) return;
    const bool everywhere = closed.area.empty() || kind.places.empty();
    const std::string moved =
        kind.date.empty() ? ""
                          : fmt::format(
                                " OR EXISTS (SELECT 1 FROM change c WHERE c.kind = '{}' AND c.record = t.id AND "
                                "c.entry = $entry AND c.field = '{}' AND c.old BETWEEN $from AND $to)",
                                kind.id, kind.date);
    auto rows = context.connection.prepare(fmt::format(
        "{}SELECT t.id FROM {} t WHERE t.id BETWEEN $low AND $high AND t.changed = $entry AND ({} BETWEEN $first AND "
        "$last{}){} ORDER BY t.id LIMIT {}",
        everywhere ? "" : "WITH " + below_cte() + " ", kind.id, day, moved,
        everywhere ? "" : " AND (" + area_condition(kind) + ")", most_named));
    rows.bind("low", touched.low()).bind("high", touched.high()).bind("entry", context.entry);
    rows.bind("first", closed.period.first.packed()).bind("last", closed.period.last.packed());
    if (!moved.empty()) rows.bind("from", closed.period.first.iso()).bind("to", closed.period.last.iso());
    if (!everywhere) rows.bind("area_code", closed.area);
    while (rows.step())
        refuse(context, say(Words{"{} 属于此后已封存的时段 {}（{}），请先解封",
                                  "{} lies in period {}, which was closed later ({}); reopen it first"},
                            shown(context, kind, rows.integer(0)), closed.period.text(), entry_name(closed.entry)));
}

}  // namespace

void refuse_dependents(WriteContext& context, std::int64_t oldest) {
    refuse_references(context);
    for (const Closed& closed : closed_after(context.connection, oldest))
        for (const auto& [kind, touched] : context.ledgers)
            refuse_closed(context, records::kind(kind), touched, closed);
}

}  // namespace cpcc::store
