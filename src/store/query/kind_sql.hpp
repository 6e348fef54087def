// Pieces of SQL that follow from a kind's declaration.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/records.hpp"

#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// The scalar fields' columns of a kind whose table goes by the alias `t`, refs as codes or ids, then created, changed,
// voided; and the joins that the codes need. `t.id` comes first. Only fields that are wanted are read.
std::string select_list(const records::Kind&, Refs, const Wanted& = {});
std::string joins(const records::Kind&, Refs, std::string_view schema = {});  // `schema` with its dot
void read_record(db::Statement&, const records::Kind&, Record& into, int first_column = 0,
                 const Wanted& = {});  // what it held is overwritten

// The live record that has the same key as these values (refs as ids) and is not the one with this id; 0: there is
// none.
std::int64_t twin_of(db::Connection&, const records::Kind&, std::int64_t id, const std::vector<records::Value>& values);

// Binds nothing as null.
void bind_value(db::Statement&, std::string_view name, const records::Value&);

// Fills in the fields with several values, one query a field.
void load_items(db::Connection&, const records::Kind&, std::span<Record> records, Refs, const Wanted& = {});

// ` AND t.office = 3`: the facts that the connection writes are its office's, and where facts lie office by office the
// server need not even look at the other offices' tables to know that. Else nothing.
std::string of_own_office(const db::Connection&, const records::Kind&, std::string_view alias);

// A condition on the alias `t` that holds where the record lies in one of the areas of the CTE `below(id)`: by the
// first of its kind's places that it has.
std::string lies_below(const records::Kind&, const std::string& alias = "t");

// `below(id)`: the area $area_code and all that is below it.
std::string below_cte();

}  // namespace cpcc::store
