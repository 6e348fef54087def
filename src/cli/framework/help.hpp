// Formats what --help prints: the overview, the verbs of a noun, the options of a command.
#pragma once

#include "framework/command.hpp"
#include "framework/topic.hpp"

#include <span>
#include <string>
#include <vector>

namespace cpcc::cli {

std::string overview(const std::vector<Noun>&, std::span<const Topic>, const Options& globals);
std::string noun_help(const Noun&);
std::string topic_help(const Topic&);
// Parts that the manual pages share.
std::string command_name(const Noun&, const Command&);              // "report summary"
std::string usage_of(const std::string& name, const Options& own);  // "cpcc report chain CODE [OPTIONS]"
std::string option_term(const Option&);                             // "--held-on DATE"
std::string option_help(const Option&);
std::string command_help(const Noun&, const Command&, const Options& own, const Options& globals);

}  // namespace cpcc::cli
