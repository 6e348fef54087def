// SHA-256 (FIPS 180-4), to tell whether a file is still the one that was made.
#pragma once

#include <string>
#include <string_view>

namespace cpcc {

// Returns the hash in 64 hexadecimal digits, as sha256sum prints it.
std::string sha256(std::string_view bytes);

}  // namespace cpcc
