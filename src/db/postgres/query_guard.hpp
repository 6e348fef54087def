// What foreign SQL may do on a server.
#pragma once

#include "postgres/server_session.hpp"

namespace cpcc::db {

// Throws Error{usage} for more than one statement, and Error{failed} for one that the server does not understand, or
// that looks behind the views: at members' phones, at the values in the history, or by a function that may do more than
// compute.
void require_harmless(Session&, const std::string& sql);

}  // namespace cpcc::db
