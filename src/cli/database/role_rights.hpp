// Shared by grant and revoke.
#pragma once

#include "cpcc/db/open.hpp"
#include "framework/context.hpp"

#include <memory>
#include <string>

namespace cpcc::cli {

// Opens the database as its owner, without the configured office.
std::unique_ptr<db::Connection> owners(Context&, db::Mode);

// Runs the SQL, or only prints it. Returns whether it was run.
bool run_or_print(Context&, db::Connection&, const std::string& sql, bool only_print);

Option sql_option(bool& into);

}  // namespace cpcc::cli
