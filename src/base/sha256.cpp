#include "cpcc/base/sha256.hpp"

#include <sodium.h>

#include <array>

namespace cpcc {

namespace {

std::string hex_of(const std::array<unsigned char, crypto_hash_sha256_BYTES>& hash) {
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> text;
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hex_of(hash);
}

std::string sha256(std::istream& file) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::array<char, 1 << 16> block;
    while (file.read(block.data(), block.size()) || file.gcount() > 0)
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(block.data()),
                                  static_cast<std::size_t>(file.gcount()));
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
    crypto_hash_sha256_final(&state, hash.data());
    return hex_of(hash);
}

}  // namespace cpcc
