// Offices with databases of their own whose signed bundles this database takes (docs/exchange.md). Offices that share
// one database are in grants.hpp.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/author.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// How much a bundle holds. Each level has all that the one before it has.
enum class Level { figures = 1, counts, whole };
std::span<const records::Choice> levels();
// Parses a level. Throws Error{usage}.
Level parse_level(std::string_view word);
std::string_view id_of(Level);

struct Sender {
    std::string code, name;
    std::string key;                 // its public key, a line of minisign
    std::vector<std::string> areas;  // its records lie in these, or below them
    Level level = Level::whole;      // the most that it may send
    bool registers = false;          // also owns areas, sectors and the topics without an office's code
    std::string removed = {};        // since when and why it is removed; empty: its bundles are taken
};

// Returns the senders by code; with `removed_too` also those of before.
std::vector<Sender> senders(db::Connection&, bool removed_too);
std::optional<Sender> find_sender(db::Connection&, std::string_view code);

// Adds a sender, as one change. Throws Error{failed} if there is one with the code, or with an area that does not
// exist, and Error{usage} if the code cannot be an office's, or the key is none.
void add_sender(db::Connection&, const Author&, const Sender&);
// Takes no more bundles of the sender. What it sent stays. Throws Error{failed} if there is none with the code.
void remove_sender(db::Connection&, const Author&, const std::string& code, const std::string& why);

}  // namespace cpcc::store
