// Changes codes.
#pragma once

#include "context/write_context.hpp"

#include <string>

namespace cpcc::store {

// Gives a record another code. Adds a refusal if another record has the code, or an office cannot use it.
void rename(WriteContext&, const records::Kind&, std::int64_t id, const std::string& code);

}  // namespace cpcc::store
