#include "cpcc/store/conflicts.hpp"

#include "context/write_context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/store/versions.hpp"
#include "exchange/apply_versions.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Kind;

namespace {

constexpr int held_state = static_cast<int>(VersionState::held);

// Appends a line for each field in which a held version differs from its record.
void compare(db::Connection& connection, const Kind& kind, const KeptVersion& version, std::vector<Conflict>& all) {
    const auto columns = version_columns(kind, Level::whole);
    const Version here = version_of(connection, kind, version.record);
    const std::string name = names_of(connection, kind, {version.record}).at(version.record);
    for (std::size_t c = 0; c < version.columns.size(); ++c) {
        const auto own = std::find(columns.begin(), columns.end(), version.columns[c]);
        if (own == columns.end()) continue;
        const std::string& value = here.rows.back()[static_cast<std::size_t>(own - columns.begin())];
        if (value != version.rows.back()[c])
            all.push_back({version.id, version.sender, &kind, name, *own, value, version.rows.back()[c]});
    }
}

struct Held {
    const Kind* kind;
    std::int64_t record;
};

Held held_version(db::Connection& connection, std::int64_t number) {
    auto row =
        connection.prepare(fmt::format("SELECT kind, record FROM version WHERE id = $id AND state = {}", held_state));
    if (row.bind("id", number).step()) return {&records::kind(row.str(0)), row.integer(1)};
    throw Error(Exit::failed, say(Words{"没有冲突 {}", "there is no conflict {}"}, number),
                say(Words{"见 cpcc bundle conflicts", "see cpcc bundle conflicts"}));
}

}  // namespace

std::vector<Conflict> conflicts(db::Connection& connection) {
    std::vector<Conflict> all;
    for (const Kind* kind : records::kinds())
        for (const KeptVersion& version : VersionTable(connection, *kind).held())
            compare(connection, *kind, version, all);
    std::stable_sort(all.begin(), all.end(), [](const Conflict& a, const Conflict& b) { return a.number < b.number; });
    return all;
}

void resolve_conflict(db::Connection& connection, const Author& author, std::int64_t number, Resolution resolution,
                      const std::string& why) {
    Author by = author;
    by.future = true;
    by.check = nullptr;
    Change change(connection, by, "resolve", false, fmt::format("{}", number), why);
    change.receive();
    const Held version = held_version(connection, number);
    const auto set_state = [&](VersionState state, std::string_view condition) {
        auto row = connection.prepare(
            fmt::format("UPDATE version SET state = {} WHERE {}", static_cast<int>(state), condition));
        row.bind("id", number);
        if (condition.find("$kind") != std::string_view::npos)
            row.bind("kind", version.kind->id).bind("record", version.record);
        row.run();
    };
    if (resolution == Resolution::keep) {
        set_state(VersionState::set_aside, "id = $id");
    } else {
        set_state(VersionState::set_aside,
                  fmt::format("kind = $kind AND record = $record AND id <> $id AND state <> {}",
                              static_cast<int>(VersionState::waiting)));
        set_state(VersionState::waiting, "id = $id");
        VersionApplier(connection, change, fmt::format("#{}", number), *version.kind).run();
    }
    change.commit();
}

}  // namespace cpcc::store
