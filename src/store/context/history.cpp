#include "cpcc/store/history.hpp"

#include "context/write_context.hpp"
#include "query/trail_order.hpp"

namespace cpcc::store {

Entry entry(db::Connection& connection, std::int64_t id) {
    auto row = connection.prepare("SELECT at, by, why FROM entry WHERE id = $id");
    row.bind("id", id);
    if (!row.step()) return {};
    return {row.str(0), row.str(1), row.str(2)};
}

std::int64_t latest_entry(db::Connection& connection) {
    auto rows = connection.prepare("SELECT coalesce(max(id), 0) FROM entry");
    rows.step();
    return rows.integer(0);
}

std::vector<Past> history(db::Connection& connection, const records::Kind& kind, const Record& record) {
    std::vector<Past> past;
    auto rows = connection.prepare(fmt::format(
        "SELECT e.at, e.by, e.action, e.source, e.why, c.field, c.old, c.new FROM entry e LEFT JOIN change c ON "
        "c.entry = e.id AND c.kind = $kind AND c.record = $record "
        "WHERE e.id = $created OR e.id IN (SELECT x.entry FROM change x WHERE x.kind = $kind AND x.record = $record) "
        "ORDER BY {}, c.id",
        oldest_first("e")));
    rows.bind("kind", kind.id).bind("record", record.id).bind("created", record.created);
    while (rows.step()) {
        Past step{rows.str(0), rows.str(1), rows.str(2), rows.str(3),
                  rows.str(4), rows.str(5), rows.str(6), rows.str(7)};
        if (const records::Field* field = kind.find(step.field); field && field->type == records::Type::phone) {
            if (!step.old_value.empty()) step.old_value = records::masked(step.old_value);
            if (!step.new_value.empty()) step.new_value = records::masked(step.new_value);
        }
        past.push_back(std::move(step));
    }
    return past;
}

void record_reveal(db::Connection& connection, const Author& author, const std::string& what) {
    db::Transaction transaction(connection, db::Transaction::Kind::write_facts);
    seal(connection, add_entry(connection, author, {.action = "reveal", .source = what}), {});
    transaction.commit();
}

}  // namespace cpcc::store
