// Reads records: one, several, or a filtered list. Queries work on sets, never row by row.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/condition.hpp"
#include "cpcc/store/reference_names.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

struct Record {
    std::int64_t id = 0;
    std::vector<records::Value> values;  // in the order of the kind's fields; references as codes or ids (Refs)
    std::int64_t created = 0;            // ids of history entries
    std::int64_t changed = 0;
    std::int64_t voided = 0;  // 0: not voided
};

enum class Refs { codes, ids };

// Returns the record's code, or `#12` if its kind has no codes.
std::string name_of(const records::Kind&, const Record&);

// Returns the names of the records with these ids, by id. Omits ids that do not exist.
std::map<std::int64_t, std::string> names_of(db::Connection&, const records::Kind&,
                                             const std::vector<std::int64_t>& ids);

// Returns the records with these ids, ordered by id. Omits ids that do not exist.
std::vector<Record> load(db::Connection&, const records::Kind&, std::vector<std::int64_t> ids, Refs refs = Refs::codes);

// Returns the record with this code or row number (`#12`), voided or not. Throws Error{failed} if there is none, and
// Error{usage} if the kind has no codes and the name is not a row number.
Record find(db::Connection&, const records::Kind&, std::string_view name, Refs refs = Refs::codes);

// Returns the live record that was added last; nothing if there is none.
std::optional<Record> newest(db::Connection&, const records::Kind&);

// Marks fields by their index in their kind; empty: all fields.
using Wanted = std::vector<bool>;

struct Filter {
    std::optional<std::string> area;  // with all areas below it
    std::optional<Date> since, until;
    std::vector<std::string> tags;               // all of them must match
    std::vector<records::Condition> conditions;  // all of them must match
    const records::Field* sort = nullptr;        // null: by code, or by row number
    bool descending = false;
    std::optional<std::int64_t> limit;
    bool voided_too = false;
    Wanted wanted;                    // the fields to read
    ReferenceNames* names = nullptr;  // also looks up the names of what the records refer to
    bool as_made = false;             // in the order in which an import would recreate the records; overrides `sort`
};

// Calls `each` with every matching record, in order, and holds only one block of them in memory. The record is valid
// during the call. Throws Error{failed} if the area does not exist, and Error{usage} if the filter does not fit the
// kind: dates for a kind without any, an area for a kind without places, or a sort field with several values.
void list(db::Connection&, const records::Kind&, const Filter&, const std::function<void(const Record&)>& each);

// The number of live records of a kind that refer to a record.
struct Reference {
    const records::Kind* kind;
    std::int64_t count;
};
// Returns the live references to a record, by kind. Omits kinds without any.
std::vector<Reference> references(db::Connection&, const records::Kind&, std::int64_t id);
// Returns the ids of the live facts, records with a date, that refer to any of these records, by kind.
std::map<const records::Kind*, std::set<std::int64_t>> facts_of(db::Connection&, const records::Kind&,
                                                                std::span<const std::int64_t> ids);

}  // namespace cpcc::store
