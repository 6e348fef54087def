// Values as the database stores them. Another program may have changed them, so they are checked before they are used.
#pragma once

#include "cpcc/records/value.hpp"

#include <cstdint>
#include <span>

namespace cpcc::records {

// Returns the choice that the database stores as this number. Throws Error{failed} if there is none.
const Choice& choice(std::span<const Choice> choices, std::int64_t number);

// Returns whether a stored value is one that the field can have: a choice of its list, an existing date, text in UTF-8
// and so on. Does not look whether a reference leads to a record.
bool is_possible(const Field&, const Value&);

}  // namespace cpcc::records
