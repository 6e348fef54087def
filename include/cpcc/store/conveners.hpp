// Conveners of platforms. A platform has one where its `convener` is in term, or a member in term is assigned there as
// convener (domain.md, 2, "Two truths are one").
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// Returns a finding for each open platform whose `convener` has left.
std::vector<Finding> former_conveners(db::Connection&);

// Returns the sentences of these findings for the platforms of one member, and says whether another convener is
// assigned there.
std::vector<std::string> platforms_left(db::Connection&, std::string_view member);

}  // namespace cpcc::store
