#include "merge/write_items.hpp"

#include "merge/diff.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Type;
using records::Value;
using Items = std::vector<Item>;

namespace {

const Items& items_of(const Value& value) {
    static const Items none;
    return records::empty(value) ? none : std::get<Items>(value);
}

Items::const_iterator find_item(const Items& items, std::int64_t id) {
    return std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
}

void write_item(RowWriter& row, const Field& field, const Item& item) {
    if (!field.target.empty())
        row << item.id;
    else if (field.type == Type::texts)
        row << std::string_view(item.text);
    else if (const auto span = records::span_of(item.text))
        row << std::int64_t{span->first.packed()} << std::int64_t{span->end.packed()};
}

void write_list(Batch& batch, NewRows& new_rows, const BatchRow& row, std::size_t f) {
    const Field& field = batch.kind.fields[f];
    if (row.decision == Decision::update)
        batch.statement(fmt::format("DELETE FROM {} WHERE {} = $id", field.table, batch.kind.id))
            .bind("id", row.id())
            .run();
    std::vector<std::string_view> columns{batch.kind.id, "position", field.item};
    if (field.type == Type::spans) columns.push_back(field.item_end);
    if (field.has_roles()) columns.push_back("role");
    RowWriter& rows = new_rows.of(field.table, columns);
    std::int64_t position = 0;
    for (const Item& item : items_of(row.row.values[f])) {
        rows << row.id() << ++position;
        write_item(rows, field, item);
        if (field.has_roles()) rows << item.role;
    }
}

std::int64_t attendance_of(Batch& batch, const BatchRow& row, const Item& item) {
    auto& statement =
        batch.statement("SELECT id FROM attendance WHERE session = $session AND member = $member AND voided IS NULL");
    statement.bind("session", row.id()).bind("member", item.id);
    const std::int64_t id = statement.step() ? statement.integer(0) : 0;
    statement.reset();
    return id;
}

void insert_attendance(Batch& batch, NewRows& new_rows, const BatchRow& row, const Item& item) {
    const std::int64_t id = batch.context.code_index(records::kind("attendance")).allocate_id();
    constexpr std::array<std::string_view, 4> columns{"id", "session", "member", "role"};
    new_rows.of("attendance", columns, NewRows::entry_columns) << id << row.id() << item.id << item.role;
    batch.context.ledgers["attendance"].added(id, batch.file, row.row.line, "members");
}

void change_role(Batch& batch, const BatchRow& row, const Item& item, std::int64_t old_role) {
    const records::Kind& attendance = records::kind("attendance");
    WriteContext& context = batch.context;
    const std::int64_t id = attendance_of(batch, row, item);
    batch.statement("UPDATE attendance SET role = $role, changed = $entry WHERE id = $id")
        .bind("role", item.role)
        .bind("entry", context.entry)
        .bind("id", id)
        .run();
    const Field& role = attendance.at("role");
    context.note(attendance, id, "role", show(role, old_role, records::Style::raw),
                 show(role, item.role, records::Style::raw));
    context.ledgers["attendance"].changed(id, batch.file, row.row.line, "members");
}

void void_attendance(Batch& batch, const BatchRow& row, const Item& item) {
    const std::int64_t id = attendance_of(batch, row, item);
    batch.statement("UPDATE attendance SET voided = $entry, changed = $entry WHERE id = $id")
        .bind("entry", batch.context.entry)
        .bind("id", id)
        .run();
    batch.context.note(records::kind("attendance"), id, "voided", "", "yes");
}

// Writes the members of a session. They are attendances and thus records, so members who are no longer named are
// voided, not deleted.
void write_roles(Batch& batch, NewRows& new_rows, const BatchRow& row, std::size_t f) {
    const Value& value = row.row.values[f];
    const Items& wanted = items_of(value);
    static const Value nothing;
    const Items& existing = items_of(row.record ? row.record->values[f] : nothing);
    for (const Item& item : wanted) {
        const auto old = find_item(existing, item.id);
        if (old == existing.end())
            insert_attendance(batch, new_rows, row, item);
        else if (old->role != item.role)
            change_role(batch, row, item, old->role);
    }
    if (adds_attendances(batch.kind.fields[f], value, batch.from_file())) return;
    for (const Item& item : existing)
        if (find_item(wanted, item.id) == wanted.end()) void_attendance(batch, row, item);
}

}  // namespace

void write_items(Batch& batch, NewRows& new_rows, const BatchRow& row, std::size_t field) {
    if (batch.kind.fields[field].has_records())
        write_roles(batch, new_rows, row, field);
    else
        write_list(batch, new_rows, row, field);
}

}  // namespace cpcc::store
