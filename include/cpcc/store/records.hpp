// Reading records: one, some, or a filtered list, always set by set.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/condition.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

struct Record {
    std::int64_t id = 0;
    std::vector<records::Value> values;  // in the order of the kind's fields; refs as codes unless asked as ids
    std::int64_t created = 0;            // history entries
    std::int64_t changed = 0;
    std::int64_t voided = 0;  // 0: it counts
};

enum class Refs { codes, ids };

// The record's code, or `#12` where its kind has none.
std::string name_of(const records::Kind&, const Record&);

// The names of the records with these ids; those that don't exist are left out.
std::map<std::int64_t, std::string> names_of(db::Connection&, const records::Kind&,
                                             const std::vector<std::int64_t>& ids);

// The records with these ids, by id; those that don't exist are left out.
std::vector<Record> load(db::Connection&, const records::Kind&, std::vector<std::int64_t> ids, Refs refs = Refs::codes);

// The record that a person names by its code or by `#12`, voided or not. Throws Error{failed} where there is none.
Record find(db::Connection&, const records::Kind&, std::string_view name, Refs refs = Refs::codes);

// Fields by their place among their kind's; empty: all.
using Wanted = std::vector<bool>;

struct Filter {
    std::optional<std::string> area;  // with all below it; Error{failed} where there is no such area
    std::optional<Date> since, until;
    std::vector<std::string> tags;               // every one of them
    std::vector<records::Condition> conditions;  // every one of them
    const records::Field* sort = nullptr;        // else by code, or by row
    bool descending = false;
    std::optional<std::int64_t> limit;
    bool voided_too = false;
    Wanted wanted;         // the fields that are read
    bool as_made = false;  // in the order in which an import of them would make them again
};

// Hands over every record that passes, in order, without holding more than a block of them.
void list(db::Connection&, const records::Kind&, const Filter&, const std::function<void(const Record&)>& each);

// How many live records of each kind refer to this one.
struct Reference {
    const records::Kind* kind;
    std::int64_t count;
};
std::vector<Reference> references(db::Connection&, const records::Kind&, std::int64_t id);

}  // namespace cpcc::store
