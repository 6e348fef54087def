// Checks the SQL of a user before a server runs it.
#pragma once

#include "postgres/server_session.hpp"

namespace cpcc::db {

// Throws Error{usage} for more than one statement. Throws Error{failed} for one that the server cannot parse, that
// reads members' phones or the values in the history other than by the views, or that calls a function which may do
// more than compute.
void require_harmless(Session&, const std::string& sql);

}  // namespace cpcc::db
