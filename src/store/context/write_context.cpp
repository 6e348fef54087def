#include "context/write_context.hpp"

namespace cpcc::store {

WriteContext::WriteContext(db::Connection& c, Author a, db::Writes writes)
    : connection(c),
      author(std::move(a)),
      transaction(c, writes == db::Writes::all ? db::Transaction::Kind::write : db::Transaction::Kind::write_facts),
      first_load(c),
      ownership(c) {}

void WriteContext::note(const records::Kind& kind, std::int64_t record, std::string_view field,
                        std::string_view old_value, std::string_view new_value) {
    if (!insert_change)
        insert_change = connection.prepare(
            "INSERT INTO change (entry, kind, record, field, old, new) VALUES ($entry, $kind, $record, $field, $old, "
            "$new)");
    insert_change->bind("entry", entry).bind("kind", kind.id).bind("record", record).bind("field", field);
    const auto put = [&](std::string_view name, std::string_view value) {
        value.empty() ? insert_change->bind_null(name) : insert_change->bind(name, value);
    };
    put("old", old_value);
    put("new", new_value);
    insert_change->run();
}

}  // namespace cpcc::store
