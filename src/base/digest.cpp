#include "cpcc/base/digest.hpp"

#include <sodium.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace cpcc {

namespace {

constexpr std::size_t blake_size = 32;

template <std::size_t Size>
std::string digest_hex(const std::array<unsigned char, Size>& bytes) {
    std::array<char, Size * 2 + 1> text;
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    return text.data();
}

const unsigned char* digest_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

crypto_generichash_state* state_in(void* bytes) { return static_cast<crypto_generichash_state*>(bytes); }

}  // namespace

Digest::Digest(std::string_view key) {
    static_assert(sizeof(crypto_generichash_state) <= sizeof(state_));
    static_assert(alignof(crypto_generichash_state) <= 64);
    crypto_generichash_init(state_in(state_.data()), key.empty() ? nullptr : digest_bytes(key),
                            std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX), blake_size);
}

Digest& Digest::add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    crypto_generichash_update(state_in(state_.data()), digest_bytes(text), text.size());
    return *this;
}

Digest& Digest::add(std::int64_t number) {
    std::array<unsigned char, 8> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
    crypto_generichash_update(state_in(state_.data()), bytes.data(), bytes.size());
    return *this;
}

std::string Digest::hex() const {
    Digest copy = *this;
    std::array<unsigned char, blake_size> hash;
    crypto_generichash_final(state_in(copy.state_.data()), hash.data(), hash.size());
    return digest_hex(hash);
}

// One call of the system fills salts for many changes.
std::string random_salt() {
    constexpr std::size_t size = 16, many = 256;
    thread_local std::array<unsigned char, size * many> pool;
    thread_local std::size_t used = pool.size();
    if (used == pool.size()) {
        randombytes_buf(pool.data(), pool.size());
        used = 0;
    }
    std::array<unsigned char, size> salt;
    std::memcpy(salt.data(), pool.data() + used, size);
    used += size;
    return digest_hex(salt);
}

}  // namespace cpcc
