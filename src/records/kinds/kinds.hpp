// For the files that declare a kind.
#pragma once

#include "cpcc/records/registry.hpp"

#include <array>

namespace cpcc::records {

// Each kind's file defines one of these; the table of kinds in registry.cpp lists them.
const Kind& area();
const Kind& sector();
const Kind& unit();
const Kind& member();
const Kind& platform();
const Kind& assignment();
const Kind& topic();
const Kind& session();
const Kind& attendance();
const Kind& problem();
const Kind& progress();
const Kind& lookback();
const Kind& document();
const Kind& donation();
const Kind& pledge();
const Kind& pairing();
const Kind& publicity();
const Kind& commendation();
const Kind& theme();
const Kind& filing();

std::span<const Choice> attendance_roles();

// The kind with what every record has: `note` and `tags`.
Kind complete(Kind kind, std::string_view tag_table);

}  // namespace cpcc::records
