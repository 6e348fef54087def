#include "cpcc/base/minisign.hpp"

#include <doctest/doctest.h>

using namespace cpcc;

TEST_CASE("a signature is valid for its bytes, its key and its own text only") {
    const minisign::SecretKey key = minisign::new_key(), other = minisign::new_key();
    const std::string text = "甲乙丙\n", signature = minisign::sign(key, text, "bundle 1");
    CHECK(minisign::is_signed(key.public_key(), text, signature));
    CHECK_FALSE(minisign::is_signed(other.public_key(), text, signature));
    CHECK_FALSE(minisign::is_signed(key.public_key(), text + " ", signature));
    for (std::size_t at = 0; at < signature.size(); ++at) {
        std::string flipped = signature;
        flipped[at] = static_cast<char>(flipped[at] ^ 1);
        CHECK_FALSE(minisign::is_signed(key.public_key(), text, flipped));
    }
    for (std::size_t size = 0; size < signature.size(); ++size)
        CHECK_FALSE(minisign::is_signed(key.public_key(), text, signature.substr(0, size)));
    CHECK_FALSE(minisign::is_signed(key.public_key(), text, signature + "\n"));
}

TEST_CASE("the same bytes have the same signature") {
    const minisign::SecretKey key = minisign::new_key();
    CHECK(minisign::sign(key, "a", "b") == minisign::sign(key, "a", "b"));
}

TEST_CASE("keys are read as they are written") {
    const minisign::SecretKey key = minisign::new_key();
    const auto again = minisign::secret_key(key.text());
    REQUIRE(again);
    CHECK(again->key == key.key);
    CHECK(minisign::public_key(key.public_key().text()) == key.public_key());
    CHECK(minisign::public_key("untrusted comment: x\n" + key.public_key().text() + "\n") == key.public_key());
}

TEST_CASE("a public key of minisign's manual has its id") {
    const auto key = minisign::public_key("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3");
    REQUIRE(key);
    CHECK(key->name() == "E7620F1842B4E81F");
}

TEST_CASE("damaged keys are refused") {
    const std::string text = minisign::new_key().text();
    CHECK_FALSE(minisign::public_key(""));
    CHECK_FALSE(minisign::public_key("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO"));
    CHECK_FALSE(minisign::secret_key(text.substr(0, text.size() - 9)));
    std::string flipped = text;
    flipped[text.size() - 30] = flipped[text.size() - 30] == 'A' ? 'B' : 'A';
    CHECK_FALSE(minisign::secret_key(flipped));
}
