// The rules for dates, terms and overlaps (domain.md, "Rules that dates obey"). Each rule is one SELECT of the records
// that break it. A change runs the rules over the records that it touched; `cpcc check` runs them over all records.
#pragma once

#include "cpcc/base/words.hpp"
#include "cpcc/db/connection.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

struct Rule {
    std::string_view kind;  // of the records that break the rule
    std::string_view field;
    std::vector<Words> words;  // {0}, {1}, … are the values of `shown`; `which` selects one of several texts
    std::string shown;         // comma-separated expressions; a leading `@` marks a date; never a choice
    std::string from;          // FROM and WHERE
    // The kinds whose changes can break the rule, each with its alias in `from`; `kind` itself comes first.
    std::vector<std::pair<std::string_view, std::string_view>> scopes;
    std::string which = "0";  // an expression: the index in `words`
    // A SELECT of whether any record can break the rule, asked before many records are checked; empty: always.
    std::string possible = {};
    // An extra condition for many records. It follows from `from`, and costs less for each record once its subqueries
    // have run.
    std::string extra_for_many = {};
};

const std::vector<Rule>& rules();

struct Breach {
    const Rule* rule;
    std::int64_t scope_id;  // the touched record that led to the breach
    bool own;               // whether that record itself breaks the rule
    std::string record;     // the code or row number of the record that breaks the rule
    std::string reason;
};

// Records of one kind that a history entry touched.
struct Touched {
    std::string_view kind;
    std::int64_t low, high;  // the range of their ids
    std::int64_t entry;
    bool any_existed;  // some of them may have existed before the entry
};

// Calls `each` with every breach that involves touched records.
void find_breaches(db::Connection&, const Touched&, const std::function<void(const Breach&)>& each);
// Calls `each` with every breach in the database.
void find_breaches(db::Connection&, const std::function<void(const Breach&)>& each);

}  // namespace cpcc::store
