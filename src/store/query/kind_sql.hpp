// SQL that follows from a kind's declaration.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/records.hpp"

#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// Returns the columns of a kind whose table has the alias `t`: `t.id`, the wanted fields with one value, and created,
// changed, voided. References as codes need the tables of `joins`.
std::string select_list(const records::Kind&, Refs, const Wanted& = {});
// Returns the joins for references as codes.
std::string joins(const records::Kind&, Refs);
// Reads a row of `select_list` and overwrites all values of the record.
void read_record(db::Statement&, const records::Kind&, Record& into, int first_column = 0, const Wanted& = {});

// Returns the id of another live record with the same key as these values (references as ids); 0: there is none.
std::int64_t find_duplicate(db::Connection&, const records::Kind&, std::int64_t id,
                            const std::vector<records::Value>& values);

// Binds a value; an empty one as null.
void bind_value(db::Statement&, std::string_view name, const records::Value&);

// Loads the fields with several values into the records, field by field.
void load_items(db::Connection&, const records::Kind&, std::span<Record> records, Refs, const Wanted& = {});

// Returns the date of a record, or of the record that it is part of, for the alias `t`; empty: its kind has no date.
std::string date_expression(const records::Kind&);

// Returns ` AND t.office = 3` for facts that are partitioned by office, else nothing. A connection writes facts of its
// own office only, and with this condition the server skips the partitions of other offices.
std::string of_own_office(const db::Connection&, const records::Kind&, std::string_view alias);

// Returns the area where a record of the kind lies, for the alias: by the first of its places that it has. NULL where
// its kind has no places in SQL, as a document's authors.
std::string area_expression(const records::Kind&, const std::string& alias);

// Returns a condition on the alias: the record is in an area of the CTE `below(id)`. The first of its kind's places
// that the record has decides. `day`: the expression whose day a record of a dated area is asked for; empty: the
// record's own date, or now.
std::string area_condition(const records::Kind&, const std::string& alias = "t", std::string day = {});

// Returns the CTE `below(id)`: the area with the code $area_code and all areas below it.
std::string below_cte();

}  // namespace cpcc::store
