#include "context/write_context.hpp"

#include "cpcc/base/date.hpp"

#include <utility>

namespace cpcc::store {

WriteContext::WriteContext(db::Connection& c, Author a, db::Writes writes)
    : connection(c),
      author(std::move(a)),
      transaction(c, writes == db::Writes::all ? db::Transaction::Kind::write : db::Transaction::Kind::write_facts),
      first_load(c),
      ownership(c) {}

std::int64_t add_entry(db::Connection& connection, const Author& author, const NewEntry& entry) {
    // SQLite implements RETURNING as a trigger. With a trigger it checks every foreign key that refers to an entry; it
    // skips that for a plain insert of one row.
    const bool returning = connection.engine() == db::Engine::postgresql;
    auto row = connection.prepare(fmt::format(
        "INSERT INTO entry (at, by, login, command, action, source, why, part_of) VALUES ($at, $by, $login, "
        "$command, $action, $source, $why, $part_of){}",
        returning ? " RETURNING id" : ""));
    row.bind("at", entry.at.empty() ? now() : entry.at).bind("by", author.by).bind("action", entry.action);
    for (const auto& [column, text] : {std::pair{"login", &author.login}, std::pair{"command", &author.command},
                                       std::pair{"source", &entry.source}, std::pair{"why", &entry.why}})
        if (!text->empty()) row.bind(column, *text);
    if (entry.part_of != 0) row.bind("part_of", entry.part_of);
    row.step();
    if (!returning) {
        row = connection.prepare("SELECT last_insert_rowid()");
        row.step();
    }
    return row.integer(0);
}

std::int64_t WriteContext::void_record(const records::Kind& kind, std::int64_t record, const std::string& reason) {
    std::int64_t voiding = entry;
    if (!reason.empty()) {
        const auto [known, fresh] = void_entries_.try_emplace(reason);
        if (fresh) known->second = add_entry(connection, author, {.action = "void", .why = reason, .part_of = entry});
        voiding = known->second;
    }
    note_in(voiding, kind, record, "voided", "", "yes");
    return voiding;
}

const std::string* WriteContext::renamed_to(const records::Kind& kind, std::string_view code) {
    auto known = renamed_.find(kind.id);
    if (known == renamed_.end()) known = renamed_.emplace(kind.id, renamed(connection, kind)).first;
    const auto found = known->second.find(code);
    return found == known->second.end() ? nullptr : &found->second;
}

void WriteContext::note(const records::Kind& kind, std::int64_t record, std::string_view field,
                        std::string_view old_value, std::string_view new_value) {
    note_in(entry, kind, record, field, old_value, new_value);
}

void WriteContext::note_in(std::int64_t in, const records::Kind& kind, std::int64_t record, std::string_view field,
                           std::string_view old_value, std::string_view new_value) {
    if (!insert_change)
        insert_change = connection.prepare(
            "INSERT INTO change (entry, kind, record, field, old, new, salt, hash) VALUES ($entry, $kind, $record, "
            "$field, $old, $new, $salt, $hash)");
    const std::string salt = random_salt();
    const std::string hash = change_hash({kind.id, record, field, old_value, new_value}, salt);
    hashes_[in].add(hash);
    insert_change->bind("salt", salt).bind("hash", hash);
    insert_change->bind("entry", in).bind("kind", kind.id).bind("record", record).bind("field", field);
    const auto put = [&](std::string_view name, std::string_view value) {
        value.empty() ? insert_change->bind_null(name) : insert_change->bind(name, value);
    };
    put("old", old_value);
    put("new", new_value);
    insert_change->run();
}

}  // namespace cpcc::store
