// Writes database files that get their names only once complete and safe from a power failure.
#pragma once

#include <functional>
#include <string>

namespace cpcc::cli {

// Calls `write` with a temporary name, syncs the result, renames it to `to` and syncs the folder. Throws on failure and
// removes the temporary file. Removes what a killed process left behind under such a name.
void write_whole(const std::string& to, const std::function<void(const std::string& part)>& write);

// Renames a file that is complete, replacing another one in the same step, and syncs the folder. After a power failure
// the name has the old file or the new one.
void put_in_place(const std::string& part, const std::string& to);

}  // namespace cpcc::cli
