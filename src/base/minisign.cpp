#include "cpcc/base/minisign.hpp"

#include "cpcc/base/text.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <stdexcept>
#include <vector>

namespace cpcc::minisign {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::string_view untrusted = "untrusted comment: ";
constexpr std::string_view trusted = "trusted comment: ";
constexpr std::string_view algorithm = "Ed";         // of keys
constexpr std::string_view hashed_algorithm = "ED";  // of signatures: of the hash
constexpr std::size_t secret_key_size = 2 + 2 + 2 + 32 + 8 + 8 + 8 + 64 + 32;
constexpr std::size_t secret_key_place = 2 + 2 + 2 + 32 + 8 + 8;  // of the id; without a password zeros are before it

void start() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

void append(Bytes& to, std::string_view text) { to.insert(to.end(), text.begin(), text.end()); }
void append(Bytes& to, std::span<const std::uint8_t> more) { to.insert(to.end(), more.begin(), more.end()); }

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

std::string base64(std::span<const std::uint8_t> bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.resize(std::strlen(text.c_str()));
    return text;
}

// Returns the bytes of a line; none if it is not base64, or if it has another number of bytes.
Bytes from_base64(std::string_view line, std::size_t size) {
    Bytes bytes(size);
    std::size_t got = 0;
    const char* end = nullptr;
    const bool valid = sodium_base642bin(bytes.data(), size, line.data(), line.size(), nullptr, &got, &end,
                                         sodium_base64_VARIANT_ORIGINAL) == 0;
    return valid && got == size && end == line.data() + line.size() ? bytes : Bytes{};
}

// Returns the last line of a text, which is the only one or follows a comment.
std::string_view key_line(std::string_view text) {
    text = trim(text);
    const auto line = text.rfind('\n');
    return line == std::string_view::npos ? text : trim(text.substr(line + 1));
}

bool begins(const Bytes& bytes, std::string_view text) {
    return bytes.size() >= text.size() && std::equal(text.begin(), text.end(), bytes.begin());
}

template <std::size_t N>
void take(const Bytes& from, std::size_t at, std::array<std::uint8_t, N>& to) {
    std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(at), N, to.begin());
}

std::array<std::uint8_t, 32> checksum(const SecretKey& key) {
    Bytes checked;
    append(checked, algorithm);
    append(checked, key.id);
    append(checked, key.key);
    std::array<std::uint8_t, 32> sum{};
    crypto_generichash(sum.data(), sum.size(), checked.data(), checked.size(), nullptr, 0);
    return sum;
}

std::array<std::uint8_t, 64> hash_of(std::string_view bytes) {
    std::array<std::uint8_t, 64> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
    return hash;
}

using Signed = std::array<std::uint8_t, 64>;

// Returns the four lines of a signature. `whole` is the signature of the first and the comment.
std::string text_of(const std::array<std::uint8_t, 8>& id, const Signed& first, std::string_view comment,
                    const Signed& whole) {
    Bytes line;
    append(line, hashed_algorithm);
    append(line, id);
    append(line, first);
    return fmt::format("{}signature of cpcc\n{}\n{}{}\n{}\n", untrusted, base64(line), trusted, comment, base64(whole));
}

Bytes first_and_comment(const Signed& first, std::string_view comment) {
    Bytes both;
    append(both, first);
    append(both, comment);
    return both;
}

}  // namespace

std::string PublicKey::text() const {
    Bytes bytes;
    append(bytes, algorithm);
    append(bytes, id);
    append(bytes, key);
    return base64(bytes);
}

std::string PublicKey::name() const {
    std::string digits;
    for (auto byte = id.rbegin(); byte != id.rend(); ++byte) digits += fmt::format("{:02X}", *byte);
    return digits;
}

SecretKey::~SecretKey() { sodium_memzero(key.data(), key.size()); }

PublicKey SecretKey::public_key() const {
    PublicKey known{id, {}};
    crypto_sign_ed25519_sk_to_pk(known.key.data(), key.data());
    return known;
}

std::string SecretKey::text() const {
    Bytes bytes;
    append(bytes, algorithm);
    bytes.resize(4);  // no password
    append(bytes, "B2");
    bytes.resize(secret_key_place);
    append(bytes, id);
    append(bytes, key);
    append(bytes, checksum(*this));
    return fmt::format("{}cpcc secret key {}\n{}\n", untrusted, public_key().name(), base64(bytes));
}

SecretKey new_key() {
    start();
    SecretKey key;
    std::array<std::uint8_t, 32> known{};
    crypto_sign_keypair(known.data(), key.key.data());
    randombytes_buf(key.id.data(), key.id.size());
    return key;
}

std::optional<PublicKey> public_key(std::string_view text) {
    PublicKey key;
    const Bytes bytes = from_base64(key_line(text), algorithm.size() + key.id.size() + key.key.size());
    if (!begins(bytes, algorithm)) return std::nullopt;
    take(bytes, algorithm.size(), key.id);
    take(bytes, algorithm.size() + key.id.size(), key.key);
    return key;
}

std::optional<SecretKey> secret_key(std::string_view text) {
    start();
    const Bytes bytes = from_base64(key_line(text), secret_key_size);
    if (!begins(bytes, algorithm) || bytes[2] != 0 || bytes[3] != 0) return std::nullopt;
    SecretKey key;
    std::array<std::uint8_t, 32> sum{};
    take(bytes, secret_key_place, key.id);
    take(bytes, secret_key_place + key.id.size(), key.key);
    take(bytes, secret_key_size - sum.size(), sum);
    if (sum != checksum(key)) return std::nullopt;
    return key;
}

std::string sign(const SecretKey& key, std::string_view bytes, std::string_view trusted_comment) {
    start();
    Signed first{}, whole{};
    const auto hash = hash_of(bytes);
    crypto_sign_detached(first.data(), nullptr, hash.data(), hash.size(), key.key.data());
    const Bytes both = first_and_comment(first, trusted_comment);
    crypto_sign_detached(whole.data(), nullptr, both.data(), both.size(), key.key.data());
    return text_of(key.id, first, trusted_comment, whole);
}

bool is_signed(const PublicKey& key, std::string_view bytes, std::string_view signature) {
    start();
    const auto lines = split(signature, "\n");
    if (lines.size() < 4 || !lines[2].starts_with(trusted)) return false;
    const std::string_view comment = lines[2].substr(trusted.size());
    Signed first{}, whole{};
    const Bytes line = from_base64(lines[1], hashed_algorithm.size() + key.id.size() + first.size());
    const Bytes last = from_base64(lines[3], whole.size());
    if (line.empty() || last.empty()) return false;
    take(line, hashed_algorithm.size() + key.id.size(), first);
    take(last, 0, whole);
    if (text_of(key.id, first, comment, whole) != signature) return false;
    const auto hash = hash_of(bytes);
    const Bytes both = first_and_comment(first, comment);
    return crypto_sign_verify_detached(first.data(), hash.data(), hash.size(), key.key.data()) == 0 &&
           crypto_sign_verify_detached(whole.data(), both.data(), both.size(), key.key.data()) == 0;
}

std::string random_digits(std::size_t bytes) {
    start();
    Bytes random(bytes);
    randombytes_buf(random.data(), random.size());
    std::string digits;
    for (const std::uint8_t byte : random) digits += fmt::format("{:02x}", byte);
    return digits;
}

}  // namespace cpcc::minisign
