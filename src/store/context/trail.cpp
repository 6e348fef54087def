#include "context/trail.hpp"

#include "cpcc/store/trail.hpp"

#include <fmt/format.h>

#include <vector>

namespace cpcc::store {

std::string change_hash(const HashedChange& change, std::string_view salt) {
    return Digest(salt)
        .add(change.kind)
        .add(change.record)
        .add(change.field)
        .add(change.old_value)
        .add(change.new_value)
        .hex();
}

std::string ChangeHashes::hex() const {
    Digest all = hashes_;
    return all.add(count_).hex();
}

const std::string_view hashed_columns =
    "e.id, e.office, e.added, e.updated, e.unchanged, e.part_of, e.at, e.by, e.login, e.command, e.action, e.source, "
    "e.files, e.why";

std::string entry_hash(const db::Statement& row, std::string_view hash_before, const HashesOfEntries& changes) {
    constexpr int first_text = 6, columns = 14;
    Digest digest(hash_before);
    for (int column = 0; column < first_text; ++column) digest.add(row.integer(column));
    for (int column = first_text; column < columns; ++column) digest.add(row.text(column));
    const auto own = changes.find(row.integer(0));
    return digest.add(own == changes.end() ? ChangeHashes().hex() : own->second.hex()).hex();
}

namespace {

std::string hash_before(db::Connection& connection, std::int64_t entry, std::int64_t office) {
    auto row =
        connection.prepare("SELECT hash FROM entry WHERE id < $entry AND office = $office ORDER BY id DESC LIMIT 1");
    row.bind("entry", entry).bind("office", office);
    return row.step() ? row.str(0) : std::string();
}

void seal_office(db::Connection& connection, std::int64_t first_entry, std::int64_t office,
                 const HashesOfEntries& changes) {
    std::string before = hash_before(connection, first_entry, office);
    std::vector<std::pair<std::int64_t, std::string>> hashes;
    auto rows = connection.prepare(fmt::format(
        "SELECT {} FROM entry e WHERE e.id >= $first AND e.office = $office ORDER BY e.id", hashed_columns));
    rows.bind("first", first_entry).bind("office", office);
    while (rows.step()) {
        before = entry_hash(rows, before, changes);
        hashes.emplace_back(rows.integer(0), before);
    }
    auto update = connection.prepare("UPDATE entry SET hash = $hash WHERE id = $id AND office = $office");
    for (const auto& [id, hash] : hashes) update.bind("hash", hash).bind("id", id).bind("office", office).run();
}

struct OldChange {
    std::int64_t id, office, entry;
    std::string kind;
    std::int64_t record;
    std::string field, old_value, new_value;
};

// Hashes every change that has no hash yet. Returns the hashes of the entries.
HashesOfEntries hash_changes(db::Connection& connection) {
    std::vector<OldChange> changes;
    auto rows = connection.prepare(
        "SELECT id, office, entry, kind, record, field, old, new FROM change ORDER BY entry, id", db::Rows::many);
    while (rows.step())
        changes.push_back({rows.integer(0), rows.integer(1), rows.integer(2), rows.str(3), rows.integer(4), rows.str(5),
                           rows.str(6), rows.str(7)});
    rows.reset();
    HashesOfEntries hashes;
    auto update =
        connection.prepare("UPDATE change SET salt = $salt, hash = $hash WHERE id = $id AND office = $office");
    for (const OldChange& one : changes) {
        const std::string salt = random_salt();
        const std::string hash = change_hash({one.kind, one.record, one.field, one.old_value, one.new_value}, salt);
        hashes[one.entry].add(hash);
        update.bind("salt", salt).bind("hash", hash).bind("id", one.id).bind("office", one.office).run();
    }
    return hashes;
}

}  // namespace

void seal(db::Connection& connection, std::int64_t first_entry, const HashesOfEntries& changes) {
    seal_office(connection, first_entry, connection.office(), changes);
}

void chain_history(db::Connection& connection) {
    const HashesOfEntries changes = hash_changes(connection);
    std::vector<std::int64_t> offices;
    auto rows = connection.prepare("SELECT DISTINCT office FROM entry ORDER BY office");
    while (rows.step()) offices.push_back(rows.integer(0));
    rows.reset();
    for (const std::int64_t office : offices) seal_office(connection, db::first_row(office), office, changes);
}

void fill_step(db::Connection& connection, int step) {
    constexpr int chains_history = 9;
    if (step == chains_history) chain_history(connection);
}

}  // namespace cpcc::store
