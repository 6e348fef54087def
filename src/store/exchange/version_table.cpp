#include "exchange/version_table.hpp"

#include "cpcc/db/sets.hpp"

#include <fmt/format.h>

#include <tuple>

namespace cpcc::store {

namespace {

KeptVersion version_in(db::Statement& row) {
    KeptVersion one{row.integer(0), row.str(1),     row.integer(2),
                    row.integer(3), row.str(4),     row.integer(5),
                    row.str(6),     row.integer(7), static_cast<VersionState>(row.integer(8))};
    if (!row.is_null(9)) std::tie(one.columns, one.rows) = unpacked(row.text(9));
    return one;
}

}  // namespace

std::string VersionTable::select(std::string_view condition) const {
    return fmt::format(
        "SELECT v.id, v.replica, v.number, v.counter, v.hash, v.level, v.sender, v.record, v.state, v.content FROM "
        "version v WHERE v.kind = '{}' AND {}",
        kind_.id, condition);
}

std::vector<KeptVersion> VersionTable::read(db::Statement& rows) {
    std::vector<KeptVersion> all;
    while (rows.step()) all.push_back(version_in(rows));
    return all;
}

std::vector<KeptVersion> VersionTable::of_numbers(std::string_view replica, std::span<const std::int64_t> numbers) {
    std::vector<KeptVersion> all;
    if (numbers.empty()) return all;
    const std::size_t width = db::set_width(numbers.size());
    auto rows = connection_.prepare(
        select(fmt::format("v.replica = $replica AND v.number IN ({}) ORDER BY v.id", db::set_parameters(width))));
    rows.bind("replica", replica);
    db::for_each_in(
        rows, numbers, [&](db::Statement& row) { all.push_back(version_in(row)); }, width);
    return all;
}

std::vector<KeptVersion> VersionTable::waiting() {
    auto rows = connection_.prepare(select(fmt::format("v.state = {} ORDER BY v.replica, v.number, v.counter, v.hash",
                                                       static_cast<int>(VersionState::waiting))),
                                    db::Rows::many);
    return read(rows);
}

std::vector<KeptVersion> VersionTable::held() {
    auto rows =
        connection_.prepare(select(fmt::format("v.state = {} ORDER BY v.id", static_cast<int>(VersionState::held))));
    return read(rows);
}

std::vector<KeptVersion> VersionTable::beside_waiting() {
    auto rows = connection_.prepare(
        select(
            fmt::format("v.state IN ({}, {}) AND EXISTS (SELECT 1 FROM version w WHERE w.kind = v.kind AND w.replica "
                        "= v.replica AND w.number = v.number AND w.state = {}) ORDER BY v.id",
                        static_cast<int>(VersionState::applied), static_cast<int>(VersionState::held),
                        static_cast<int>(VersionState::waiting))),
        db::Rows::many);
    return read(rows);
}

std::vector<KeptVersion> VersionTable::of_records(std::span<const std::int64_t> records) {
    std::vector<KeptVersion> all;
    db::for_each_in(connection_,
                    select(fmt::format("v.state IN ({}, {}) AND v.record IN ($keys) ORDER BY v.id",
                                       static_cast<int>(VersionState::applied), static_cast<int>(VersionState::held))),
                    records, [&](db::Statement& row) { all.push_back(version_in(row)); });
    return all;
}

void VersionTable::set_state(const KeptVersion& version, VersionState state, std::int64_t record) {
    // Only a version that waits or is held needs its content.
    auto row = connection_.prepare(
        fmt::format("UPDATE version SET state = $state, record = $record{} WHERE id = $id",
                    state == VersionState::applied || state == VersionState::set_aside ? ", content = NULL" : ""));
    row.bind("state", static_cast<std::int64_t>(state)).bind("id", version.id);
    record == 0 ? row.bind_null("record") : row.bind("record", record);
    row.run();
}

void VersionTable::set_state_only(const KeptVersion& version, VersionState state) {
    connection_.prepare("UPDATE version SET state = $state WHERE id = $id")
        .bind("state", static_cast<std::int64_t>(state))
        .bind("id", version.id)
        .run();
}

void VersionTable::set_content(const KeptVersion& version, const std::string& content, std::int64_t level) {
    connection_.prepare("UPDATE version SET content = $content, level = $level WHERE id = $id")
        .bind("content", content)
        .bind("level", level)
        .bind("id", version.id)
        .run();
}

void VersionTable::remove(const KeptVersion& version) {
    connection_.prepare("DELETE FROM version WHERE id = $id").bind("id", version.id).run();
}

}  // namespace cpcc::store
