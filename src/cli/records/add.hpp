// cpcc KIND add, and lifecycle verbs that add under another name.
#pragma once

#include "cpcc/records/registry.hpp"
#include "framework/command.hpp"

#include <string>
#include <string_view>

namespace cpcc::cli {

// `today`: a date field that defaults to today.
Command add_command(const records::Kind&, const std::string& verb, Words help, std::string_view today = {});

}  // namespace cpcc::cli
