// The rules that dates, terms and overlaps obey (domain.md, "Rules that dates obey"), each one SELECT of what breaks
// it: run over what a command touched before it commits, and over everything by `cpcc check`.
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
    std::string_view kind;  // of the records that break it
    std::string_view field;
    std::vector<Words> words;  // {0}, {1}, … are what `shown` selects; several where `which` says which of them
    std::string shown;         // expressions; days are marked by a leading `@`, choices of a field never shown
    std::string from;          // FROM and WHERE
    // The kinds whose change can break it, each with its alias in `from`; the first is `kind` itself.
    std::vector<std::pair<std::string_view, std::string_view>> scopes;
    std::string which = "0";  // the place in `words`
    std::string possible =
        {};  // a SELECT of whether any record at all may break it, worth asking before many are looked through
    std::string among_many =
        {};  // a condition that follows from `from` and is cheaper to look at, once something has been read for it
};

const std::vector<Rule>& rules();

struct Breach {
    const Rule* rule;
    std::int64_t scope_id;  // the touched record through which it was found
    bool own;               // it is itself the record that breaks the rule
    std::string record;     // the record that breaks the rule, as a person names it
    std::string reason;
};

// Records of one kind that a history entry touched.
struct Touched {
    std::string_view kind;
    std::int64_t low, high;  // their ids lie between these
    std::int64_t entry;
    bool kept_too;  // some of them stood there before
};

// Breaches of rules in which touched records take part.
void find_breaches(db::Connection&, const Touched&, const std::function<void(const Breach&)>& each);
// Breaches anywhere.
void find_breaches(db::Connection&, const std::function<void(const Breach&)>& each);

}  // namespace cpcc::store
