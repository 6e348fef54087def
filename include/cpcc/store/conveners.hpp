// Conveners of platforms. A platform has one where its `convener` is in term, or a member in term is assigned there as
// convener (domain.md, 2, "Two truths are one").
#pragma once

#include "cpcc/db/connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// Returns a sentence for each open platform whose `convener` has left.
std::vector<std::string> former_conveners(db::Connection&);

// Returns such sentences for the platforms of one member, and says whether another convener is assigned there.
std::vector<std::string> platforms_left(db::Connection&, std::string_view member);

}  // namespace cpcc::store
