// `report roll SESSION`: the minutes and the roll of one session with names (domain.md, 4).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/report/list_report.hpp"

#include <span>
#include <string>

namespace cpcc::report {

// Returns the lists of the roll in their order: minutes, members, units.
std::span<const records::Choice> roll_lists();

struct RollSpec {
    std::string code;    // of the session
    bool human = false;  // labels in place of ids
};

// Returns the chosen lists, given by their indices in `roll_lists`. Members are listed present first, then on leave,
// then absent. A planned or cancelled session has its state in the minutes. Throws Error{failed} if the session does
// not exist.
ListReport roll(db::Connection&, const RollSpec&, std::span<const std::size_t> lists);

}  // namespace cpcc::report
