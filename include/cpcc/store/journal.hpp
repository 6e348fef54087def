// The journal of the whole database: every entry of the history, with the records that it touched.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// The records of one kind that an entry touched.
struct TouchedKind {
    const records::Kind* kind;
    std::int64_t count;
    std::int64_t one;  // the row number of one of them
};

struct JournalEntry {
    std::int64_t id = 0;
    std::string at, by, action, source, why;
    std::vector<TouchedKind> touched = {};  // in the order of kinds
    std::string code = {}, title = {};  // of the only record that the entry touched; empty: there are several, or none
    std::optional<Period> period = {};  // that the entry closed or reopened
};

struct JournalFilter {
    std::optional<Date> since, until;     // days of entries
    std::optional<std::string> by;        // the author's name
    const records::Kind* kind = nullptr;  // only entries that touched records of this kind
    std::optional<std::int64_t> limit;    // only the latest
};

// Returns the entries, latest first. Their order is that in which they were written, whatever the clock said.
std::vector<JournalEntry> journal(db::Connection&, const JournalFilter&);

// Returns the name of an entry on the command line and in lists: E12.
std::string entry_name(std::int64_t id);
// Returns the number of the entry that is named so; nothing: the text is no such name.
std::optional<std::int64_t> entry_named(std::string_view);

}  // namespace cpcc::store
