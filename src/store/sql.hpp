// Pieces of SQL that follow from a kind's declaration.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/kind.hpp"
#include "cpcc/store/records.hpp"

#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// `$p0, $p1, …`: as many as one chunk of a set holds; bind_chunk fills them, the last value standing for what is left over.
inline constexpr std::size_t chunk_size = 200;
std::string chunk_parameters();
void bind_chunk(db::Statement&, std::span<const std::int64_t> ids);

// The scalar fields' columns of a kind whose table goes by the alias `t`, refs as codes or ids, then created, changed, voided;
// and the joins that the codes need. `t.id` comes first.
std::string select_list(const records::Kind&, Refs);
std::string joins(const records::Kind&, Refs);
Record read_record(db::Statement&, const records::Kind&);

// Fills in the fields with several values, one query a field.
void load_items(db::Connection&, const records::Kind&, std::span<Record> records, Refs);

// A condition on the alias `t` that holds where the record lies in one of the areas of the CTE `below(id)`.
std::string lies_below(const records::Kind&, const std::string& alias = "t");

// `below(id)`: the area $area_code and all that is below it.
std::string below_cte();

}  // namespace cpcc::store
