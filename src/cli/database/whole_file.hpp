// Writes database files that get their names only once complete and safe from a power failure.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace cpcc::cli {

// Returns the files in the folder of `file` that ended processes left there: its parts, and those of output files.
std::vector<std::string> leftovers(const std::string& file);

// Calls `write` with a temporary name, syncs the result, renames it to `to` and syncs the folder. Throws on failure and
// removes the temporary file. Removes what a killed process left behind under such a name.
void write_whole(const std::string& to, const std::function<void(const std::string& part)>& write);

// Renames a file that is complete, replacing another one in the same step, and syncs the folder. After a power failure
// the name has the old file or the new one.
void put_in_place(const std::string& part, const std::string& to);

// Returns the name, or the name with the first further number that no file has (`cpcc.db.before-006-2`).
std::string free_name(const std::string& name);

}  // namespace cpcc::cli
