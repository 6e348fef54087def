// Keys and signatures in the formats of minisign: Ed25519 over a BLAKE2b hash. `minisign -V` verifies a signature that
// this makes. No I/O.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpcc::minisign {

struct PublicKey {
    std::array<std::uint8_t, 8> id{};
    std::array<std::uint8_t, 32> key{};
    bool operator==(const PublicKey&) const = default;

    std::string text() const;  // one line, such as RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3
    std::string name() const;  // the id as minisign prints it: 16 hexadecimal digits
};

// Wipes itself from memory at its end.
struct SecretKey {
    SecretKey() = default;
    SecretKey(SecretKey&&) = default;
    SecretKey& operator=(SecretKey&&) = default;
    ~SecretKey();

    std::array<std::uint8_t, 8> id{};
    std::array<std::uint8_t, 64> key{};

    PublicKey public_key() const;
    std::string text() const;  // the file that `minisign -S -s` reads, without a password
};

// Returns a new random key.
SecretKey new_key();

// Return the key in a text: a line, or a file whose first line is a comment. Return nothing for any other text, and for
// a secret key with a password.
std::optional<PublicKey> public_key(std::string_view text);
std::optional<SecretKey> secret_key(std::string_view text);

// Returns the signature of the bytes as a file for `minisign -V`. The signature also covers the comment, one line.
std::string sign(const SecretKey&, std::string_view bytes, std::string_view trusted_comment);

// Returns whether the text is the key's signature of the bytes, written exactly as `sign` writes it.
bool is_signed(const PublicKey&, std::string_view bytes, std::string_view signature);

// Returns random hexadecimal digits, two for each byte.
std::string random_digits(std::size_t bytes);

}  // namespace cpcc::minisign
