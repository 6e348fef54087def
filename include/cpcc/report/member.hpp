// `report member CODE`: the file of one member (一人一档; domain.md, 4).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/report/life_file.hpp"
#include "cpcc/report/list_report.hpp"

#include <span>

namespace cpcc::report {

// Returns the lists of the file in their order: register, assignments, attendance, …
std::span<const records::Choice> member_lists();

// Returns the chosen lists, given by their indices in `member_lists`. Only sessions that were held count. Phones are
// masked. Throws Error{failed} if the member does not exist.
ListReport member(db::Connection&, const LifeFileSpec&, std::span<const std::size_t> lists);

}  // namespace cpcc::report
