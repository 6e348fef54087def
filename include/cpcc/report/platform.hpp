// `report platform CODE`: the file of one platform (一站一档; domain.md, 4).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/report/life_file.hpp"
#include "cpcc/report/list_report.hpp"

#include <span>

namespace cpcc::report {

// Returns the lists of the file in their order: register, assignments, sessions, …
std::span<const records::Choice> platform_lists();

// Returns the chosen lists, given by their indices in `platform_lists`. Only sessions that were held count.
// Throws Error{failed} if the platform does not exist.
ListReport platform(db::Connection&, const LifeFileSpec&, std::span<const std::size_t> lists);

}  // namespace cpcc::report
