// Writes the fields with several values, each item a row of its own.
#include "merge/merger.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Kind;
using records::Type;
using records::Value;
using Items = std::vector<Item>;

void KindWriter::write_items(Pending& pending, std::size_t f, const Value* kept) {
    const Field& field = kind_.fields[f];
    const Items none;                                       // what is written stays in the row until the block is
    const Items& wanted = records::empty(pending.row.values[f]) ? none : std::get<Items>(pending.row.values[f]);
    if (field.type == Type::roles) return write_roles(pending, wanted, kept && !records::empty(*kept) ? std::get<Items>(*kept) : Items{});
    if (kept) statement(fmt::format("DELETE FROM {} WHERE {} = $id", field.table, kind_.id)).bind("id", pending.id).run();
    RowWriter& rows = rows_of(field.table, std::array{kind_.id, std::string_view("position"), field.item});
    std::int64_t position = 0;
    for (const Item& item : wanted) {
        rows << pending.id << ++position;
        if (field.type == Type::texts) rows << std::string_view(item.text);
        else rows << item.id;
    }
}

// The members of a session are attendances, records of their own: those no longer named are voided, not deleted.
void KindWriter::write_roles(Pending& pending, const Items& wanted, const Items& kept) {
    const Kind& attendance = records::kind("attendance");
    const auto find = [](const Items& items, std::int64_t id) {
        return std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
    };
    const auto row_of = [&](const Item& item) {
        auto& row = statement("SELECT id FROM attendance WHERE session = $session AND member = $member AND voided IS NULL");
        row.bind("session", pending.id).bind("member", item.id);
        const std::int64_t id = row.step() ? row.integer(0) : 0;
        row.reset();
        return id;
    };
    for (const Item& item : wanted) {
        const auto old = find(kept, item.id);
        if (old == kept.end()) {
            insert_attendance(pending, item);
        } else if (old->role != item.role) {
            const std::int64_t id = row_of(item);
            statement("UPDATE attendance SET role = $role, changed = $entry WHERE id = $id").bind("role", item.role).bind("entry", state_.entry).bind("id", id).run();
            const Field& role = attendance.at("role");
            state_.note(attendance, id, "role", show(role, old->role, records::Style::raw), show(role, item.role, records::Style::raw));
            state_.ledgers["attendance"].changed(id, file_, pending.row.line, "members");
        }
    }
    if (adds_attendances(kind_.index("members"), pending.row.values[kind_.index("members")])) return;
    for (const Item& item : kept)
        if (find(wanted, item.id) == wanted.end()) {
            const std::int64_t id = row_of(item);
            statement("UPDATE attendance SET voided = $entry, changed = $entry WHERE id = $id").bind("entry", state_.entry).bind("id", id).run();
            state_.note(attendance, id, "voided", "", "yes");
        }
}

void KindWriter::insert_attendance(Pending& pending, const Item& item) {
    const std::int64_t id = state_.code_index(records::kind("attendance")).take_id();
    constexpr std::array<std::string_view, 4> columns{"id", "session", "member", "role"};
    constexpr std::array<std::string_view, 2> stamps{"created", "changed"};
    rows_of("attendance", columns, stamps) << id << pending.id << item.id << item.role;
    state_.ledgers["attendance"].added(id, file_, pending.row.line, "members");
}

}  // namespace cpcc::store
