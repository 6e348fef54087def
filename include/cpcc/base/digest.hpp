// BLAKE2b (RFC 7693) over a list of texts, and random salts.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cpcc {

// Hashes texts one after another. Each is hashed with its length, so that no two lists have the same bytes.
class Digest {
public:
    // `key`: at most 64 bytes, such as a salt or the hash before.
    explicit Digest(std::string_view key = {});
    Digest& add(std::string_view text);
    Digest& add(std::int64_t number);
    std::string hex() const;  // 64 hexadecimal digits, of what was added so far

private:
    alignas(64) std::array<unsigned char, 384> state_;
};

// Returns 32 random hexadecimal digits.
std::string random_salt();

}  // namespace cpcc
