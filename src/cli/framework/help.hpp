// What --help prints: the overview, a noun's verbs, a command's options.
#pragma once

#include "framework/command.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

std::string overview(const std::vector<Noun>&, const Options& globals);
std::string noun_help(const Noun&);
std::string command_help(const Noun&, const Command&, const Options& own, const Options& globals);

}  // namespace cpcc::cli
