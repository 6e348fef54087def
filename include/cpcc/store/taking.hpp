// Takes the versions of a bundle. The state afterwards depends on the set of versions seen, not on their order: of each
// record the newest version of its owner counts.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/author.hpp"
#include "cpcc/store/senders.hpp"
#include "cpcc/store/versions.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cpcc::store {

struct ReceivedVersions {
    const records::Kind* kind = nullptr;
    std::vector<std::string> columns;  // of the rows
    std::vector<Version> versions;
};

// A bundle whose signature and hashes were found to be right.
struct ReceivedBundle {
    Sender sender;
    std::string replica;
    std::int64_t head = 0, follows = 0;  // entries of the sender's history: up to the one, after the other
    std::string period;
    Level level = Level::whole;
    std::string hash;  // SHA-256 of the manifest
    std::string file;
    std::vector<ReceivedVersions> kinds;
};

struct Taken {
    std::int64_t added = 0, changed = 0, unchanged = 0;
    std::int64_t older = 0;          // a newer version was known
    std::int64_t waiting = 0;        // of all versions of the sender: they refer to what is not here yet
    std::int64_t conflicts = 0;      // of all versions of the sender: held until resolved
    std::int64_t refused = 0;        // not the sender's own, or with a value that cannot be
    std::vector<std::string> notes;  // a sentence for each refused one
};

// Takes the bundle as one change. With `dry_run` nothing is saved. A bundle that brings nothing new changes nothing.
Taken take(db::Connection&, Author, const ReceivedBundle&, bool dry_run);

// A bundle that was taken.
struct TakenBundle {
    std::string sender, replica, period, file, at;
    std::int64_t head = 0, follows = 0;
    Level level = Level::whole;
    bool gap = false;  // no bundle of its database up to `follows` was taken
};
// Returns the bundles by sender, in the order in which they were taken.
std::vector<TakenBundle> taken_bundles(db::Connection&);

}  // namespace cpcc::store
