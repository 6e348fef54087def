// Whether files could have been written by another user.
#pragma once

#include <string>

namespace cpcc::cli {

// Returns a sentence if any user may write the file; empty: only its owner and its group can.
std::string why_open_to_all(const std::string& file);

// Returns a sentence if any other user may write the file, or a group other than this user's own; else nothing.
std::string why_writable(const std::string& file);

// Returns a sentence if a configuration is not to be trusted (interface.md, Configuration): another user may write it.
// One in the current folder and the folder must also belong to this user or to root, as git requires of a repository
// (safe.directory).
std::string why_not_trusted(const std::string& config);

}  // namespace cpcc::cli
