#include "cpcc/files/stored_zip.hpp"

#include <doctest/doctest.h>

using namespace cpcc::files;

TEST_CASE("the parts of a stored zip are read as they were written") {
    const std::vector<StoredPart> parts{{"manifest.json", "{}\n"}, {"versions/session.csv", "编号\n"}, {"empty", ""}};
    const auto read = stored_parts(stored_zip(parts));
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        CHECK(read->at(i).name == parts[i].name);
        CHECK(read->at(i).content == parts[i].content);
    }
}

TEST_CASE("no other bytes are a stored zip") {
    const std::string whole = stored_zip({{"a", "text of a part"}, {"b", "another"}});
    REQUIRE(stored_parts(whole));
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = whole;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
            const auto read = stored_parts(flipped);
            CHECK_FALSE(read);
        }
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(stored_parts(whole.substr(0, size)));
    CHECK_FALSE(stored_parts(whole + '\0'));
}

TEST_CASE("a part that claims more than the file has is refused") {
    std::string whole = stored_zip({{"a", "text"}});
    for (const std::size_t at : {18U, 19U, 20U, 21U, 26U, 27U}) {
        std::string claims = whole;
        claims[at] = '\xFF';
        CHECK_FALSE(stored_parts(claims));
    }
}
