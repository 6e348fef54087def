// What grant and revoke share: the owner's connection, and SQL that is run or only printed.
#pragma once

#include "framework/context.hpp"

#include <memory>
#include <string>

namespace cpcc::cli {

// The database as its owner has it: no office of a configuration speaks for him.
std::unique_ptr<db::Connection> owners(Context&, db::Mode);

// Prints what would be run, for whoever may run it, or runs it. Tells whether it was run.
bool run_or_print(Context&, db::Connection&, const std::string& sql, bool only_print);

Option sql_option(bool& into);

}  // namespace cpcc::cli
