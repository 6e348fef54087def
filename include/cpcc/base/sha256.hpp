// SHA-256 (FIPS 180-4), to tell whether a file is still the one that was made or imported.
#pragma once

#include <istream>
#include <string>
#include <string_view>

namespace cpcc {

// Returns the hash in 64 hexadecimal digits, as sha256sum prints it.
std::string sha256(std::string_view bytes);
// Returns the hash of what is left of a stream.
std::string sha256(std::istream&);

}  // namespace cpcc
