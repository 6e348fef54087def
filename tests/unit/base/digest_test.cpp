#include "cpcc/base/digest.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace cpcc;

TEST_CASE("A digest depends on the key, on each text and on where one ends") {
    const std::string hash = Digest("key").add("ab").add("c").hex();
    CHECK(hash.size() == 64);
    CHECK(hash == Digest("key").add("ab").add("c").hex());
    CHECK(hash != Digest("other").add("ab").add("c").hex());
    CHECK(hash != Digest("key").add("a").add("bc").hex());
    CHECK(Digest().add("a").hex() != Digest().add("").add("a").hex());
}

TEST_CASE("A digest without a key is BLAKE2b") {
    // Python: hashlib.blake2b(struct.pack('<q', 3) + b'abc', digest_size=32).hexdigest()
    CHECK(Digest().add("abc").hex() == "3bdc62cfd65e3b78e3d90e32e0a91ebfbc229c30abe54e6abd16c5d4def0db7b");
}

TEST_CASE("Salts do not repeat") {
    std::set<std::string> salts;
    for (int i = 0; i < 1000; ++i) salts.insert(random_salt());
    CHECK(salts.size() == 1000);
    CHECK(salts.begin()->size() == 32);
}
