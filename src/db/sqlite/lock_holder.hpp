// Which process holds a file's lock.
#pragma once

#include <string>

namespace cpcc::db {

// Returns number and name of another process that has locked the file, as in "4711, cpcc"; empty if the system does not
// tell. Opens no file of the database, because closing it would drop this process's own locks.
std::string lock_holder(const std::string& file);

}  // namespace cpcc::db
