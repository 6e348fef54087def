#include "cpcc/store/taking.hpp"

#include "context/row_writer.hpp"
#include "cpcc/store/change.hpp"
#include "cpcc/store/history.hpp"
#include "exchange/apply_versions.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>

namespace cpcc::store {

using records::Kind;

namespace {

// Stores the versions of one bundle that are new, so that they wait to be applied.
class Receiving {
public:
    Receiving(db::Connection& connection, const ReceivedBundle& bundle, std::int64_t id, Taken& taken)
        : connection_(connection),
          bundle_(bundle),
          id_(id),
          taken_(taken),
          owning_(connection, {bundle.sender.code, bundle.sender.areas, bundle.sender.registers}) {}

    // Returns how many versions are new.
    std::size_t store(const ReceivedVersions& received) {
        std::vector<std::int64_t> numbers;
        for (const Version& version : received.versions) numbers.push_back(version.number);
        VersionTable table(connection_, *received.kind);
        std::unordered_map<std::int64_t, std::vector<KeptVersion>> known;
        for (KeptVersion& version : table.of_numbers(bundle_.replica, numbers))
            known[version.number].push_back(std::move(version));
        constexpr std::array<std::string_view, 10> columns{"kind",  "replica", "number", "counter", "hash",
                                                           "level", "sender",  "state",  "content", "office"};
        constexpr std::array<std::string_view, 1> constants{"bundle"};
        RowWriter rows(connection_, "version", columns, constants, id_);
        std::deque<std::string> contents;  // until they are written
        std::size_t fresh = 0;
        for (const Version& version : received.versions) {
            if (!is_right(received, version)) continue;
            if (is_known(table, received, version, known[version.number])) continue;
            ++fresh;
            rows << received.kind->id << std::string_view(bundle_.replica) << version.number << version.counter
                 << std::string_view(version.hash) << static_cast<std::int64_t>(bundle_.level)
                 << std::string_view(bundle_.sender.code) << static_cast<std::int64_t>(VersionState::waiting)
                 << std::string_view(contents.emplace_back(packed(received.columns, version.rows)))
                 << connection_.office();
        }
        if (rows.rows() > 0) rows.write(rows.release());
        connection_.bulk_load().wait();
        return fresh + raised_;
    }

private:
    // Returns whether the version is the sender's own and has values that can be. Counts and notes others as refused.
    bool is_right(const ReceivedVersions& received, const Version& version) {
        const Kind& kind = *received.kind;
        const Cells& last = version.rows.back();
        std::string reason;
        if (!owning_.owns(kind, received.columns, last))
            reason = say(Words{"不属于单位 {}", "it does not belong to office {}"}, bundle_.sender.code);
        for (const Cells& row : version.rows)
            for (std::size_t c = 0; c < received.columns.size() && reason.empty(); ++c) {
                const records::Field* field = kind.find(received.columns[c]);
                if (!field && received.columns[c] == records::from_field().id) field = &records::from_field();
                if (field && !row[c].empty()) reason = records::convert(*field, row[c]).reason;
            }
        if (reason.empty()) return true;
        ++taken_.refused;
        taken_.notes.push_back(fmt::format("{}: {} {}: {}", bundle_.file, kind.label.get(),
                                           kind.has_code() ? last.front() : fmt::format("#{}", version.number),
                                           reason));
        return false;
    }

    // Returns whether the version, or a newer one, is known. Counts it.
    bool is_known(VersionTable& table, const ReceivedVersions& received, const Version& version,
                  const std::vector<KeptVersion>& known) {
        for (const KeptVersion& one : known)
            if (one.counter == version.counter && one.hash == version.hash) {
                if (one.level < static_cast<std::int64_t>(bundle_.level) && one.state != VersionState::set_aside) {
                    table.set_content(one, packed(received.columns, version.rows),
                                      static_cast<std::int64_t>(bundle_.level));
                    if (one.state == VersionState::applied) table.set_state_only(one, VersionState::waiting);
                    ++raised_;
                } else if (one.state == VersionState::applied) {
                    ++taken_.unchanged;
                } else if (one.state == VersionState::set_aside) {
                    ++taken_.older;
                }
                return true;
            }
        const bool older = std::any_of(known.begin(), known.end(), [&](const KeptVersion& one) {
            return one.state != VersionState::waiting && one.counter > version.counter;
        });
        if (older) ++taken_.older;
        return older;
    }

    db::Connection& connection_;
    const ReceivedBundle& bundle_;
    std::int64_t id_;
    Taken& taken_;
    Owning owning_;
    std::size_t raised_ = 0;  // known versions that now come with more
};

// Returns the row number of the bundle; adds it if it is new.
std::pair<std::int64_t, bool> bundle_id(db::Connection& connection, const ReceivedBundle& bundle, std::int64_t entry) {
    const auto find = [&] {
        auto row = connection.prepare("SELECT id FROM bundle WHERE sender = $sender AND hash = $hash");
        row.bind("sender", bundle.sender.code).bind("hash", bundle.hash);
        return row.step() ? row.integer(0) : std::int64_t{0};
    };
    if (const std::int64_t known = find(); known != 0) return {known, false};
    auto row = connection.prepare(
        "INSERT INTO bundle (sender, replica, head, follows, period, level, hash, file, entry, office) VALUES "
        "($sender, "
        "$replica, $head, $follows, $period, $level, $hash, $file, $entry, $office)");
    row.bind("sender", bundle.sender.code).bind("replica", bundle.replica).bind("head", bundle.head);
    row.bind("follows", bundle.follows).bind("level", static_cast<std::int64_t>(bundle.level));
    row.bind("hash", bundle.hash).bind("file", bundle.file).bind("entry", entry).bind("office", connection.office());
    bundle.period.empty() ? row.bind_null("period") : row.bind("period", bundle.period);
    row.run();
    return {find(), true};
}

std::int64_t open_versions(db::Connection& connection, const std::string& sender, VersionState state) {
    auto row = connection.prepare("SELECT count(*) FROM version WHERE state = $state AND sender = $sender");
    row.bind("state", static_cast<std::int64_t>(state)).bind("sender", sender).step();
    return row.integer(0);
}

}  // namespace

Taken take(db::Connection& connection, Author author, const ReceivedBundle& bundle, bool dry_run) {
    author.future = true;
    author.check = nullptr;
    Taken taken;
    Change change(connection, std::move(author), "take", false, bundle.file);
    change.receive();
    const auto [id, is_new] = bundle_id(connection, bundle, latest_entry(connection));
    std::size_t fresh = 0;
    {
        Receiving receiving(connection, bundle, id, taken);
        for (const ReceivedVersions& versions : bundle.kinds) fresh += receiving.store(versions);
    }
    for (const Kind* kind : records::kinds()) {
        const Counts counts = VersionApplier(connection, change, bundle.file, *kind).run();
        taken.added += counts.added;
        taken.changed += counts.updated;
        taken.unchanged += counts.unchanged;
    }
    taken.waiting = open_versions(connection, bundle.sender.code, VersionState::waiting);
    taken.conflicts = open_versions(connection, bundle.sender.code, VersionState::held);
    change.check_only();
    if (!dry_run && (is_new || fresh > 0 || taken.added + taken.changed > 0)) change.commit();
    return taken;
}

std::vector<TakenBundle> taken_bundles(db::Connection& connection) {
    std::vector<TakenBundle> all;
    auto rows = connection.prepare(
        "SELECT b.sender, b.replica, b.period, b.file, e.at, b.head, b.follows, b.level, CASE WHEN b.follows > 0 AND "
        "NOT "
        "EXISTS (SELECT 1 FROM bundle o WHERE o.sender = b.sender AND o.replica = b.replica AND o.id <> b.id AND "
        "o.follows "
        "< b.head AND o.head >= b.follows AND o.follows <= b.follows) THEN 1 ELSE 0 END FROM bundle b JOIN entry e ON "
        "e.id "
        "= b.entry ORDER BY b.sender, b.id");
    while (rows.step())
        all.push_back({rows.str(0), rows.str(1), rows.str(2), rows.str(3), rows.str(4), rows.integer(5),
                       rows.integer(6), static_cast<Level>(rows.integer(7)), rows.integer(8) != 0});
    return all;
}

}  // namespace cpcc::store
