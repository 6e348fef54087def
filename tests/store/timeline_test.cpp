// The values of dated fields over time: changes from a day on, and corrections of the whole time.
#include "merge/timeline.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cpcc;
using namespace cpcc::store;

namespace {

const records::Kind& member() { return records::kind("member"); }
std::size_t index(std::string_view field) { return member().index(field); }

// A member of level 4 and sector 1 since ever.
Record someone() {
    Record record;
    record.values.resize(member().fields.size());
    record.values[index("name")] = std::string("某");
    record.values[index("level")] = std::int64_t{4};
    record.values[index("sector")] = std::int64_t{1};
    return record;
}

std::string shown(const records::Value& value) {
    return records::empty(value) ? "-" : std::to_string(records::number(value));
}

std::string shown(const std::vector<records::Value>& values) {
    return shown(values[index("level")]) + "/" + shown(values[index("sector")]);
}

// Returns `20240630 4/1, 4/2`: each span with its last day, then the current values.
std::string text_of(Timeline timeline) {
    std::string text;
    for (const Former& span : timeline.former()) text += std::to_string(span.until) + " " + shown(span.values) + ", ";
    return text + shown(timeline.current());
}

Timeline with(const Formers& former = {}) { return {member(), someone(), former}; }

}  // namespace

TEST_CASE("a change from a day splits the span that contains it") {
    Timeline timeline = with();
    CHECK(text_of(timeline) == "4/1");
    timeline.set_from(20240301, index("sector"), std::int64_t{2});
    CHECK(text_of(timeline) == "20240229 4/1, 4/2");
    timeline.set_from(20250101, index("sector"), records::Clear{});
    CHECK(text_of(timeline) == "20240229 4/1, 20241231 4/2, 4/-");
    CHECK(shown(timeline.on(20240229)) == "4/1");
    CHECK(shown(timeline.on(20240301)) == "4/2");
    CHECK(shown(timeline.on(20250101)) == "4/-");
    CHECK(shown(timeline.first()) == "4/1");
    CHECK(std::get<std::string>(timeline.on(20240101)[index("name")]) == "某");
}

TEST_CASE("a change of the same day leaves one span") {
    Timeline timeline = with();
    timeline.set_from(20240701, index("sector"), std::int64_t{2});
    timeline.set_from(20240701, index("level"), std::int64_t{3});
    CHECK(text_of(timeline) == "20240630 4/1, 3/2");
    CHECK(timeline.begins_on(20240701));
    CHECK_FALSE(timeline.begins_on(20240630));
    CHECK(timeline.changed_on(20240701, index("sector")));
    CHECK_FALSE(timeline.changed_on(20240702, index("sector")));
    timeline.set_from(20240701, index("sector"), std::int64_t{1});
    timeline.set_from(20240701, index("level"), std::int64_t{4});
    CHECK(text_of(timeline) == "4/1");
}

TEST_CASE("a change between others holds until the next change of its field") {
    Timeline timeline = with();
    timeline.set_from(20240701, index("sector"), std::int64_t{2});
    timeline.set_from(20240801, index("level"), std::int64_t{3});
    timeline.set_from(20240401, index("sector"), std::int64_t{5});
    CHECK(text_of(timeline) == "20240331 4/1, 20240630 4/5, 20240731 4/2, 3/2");
    timeline.set_from(20240501, index("level"), std::int64_t{1});
    CHECK(text_of(timeline) == "20240331 4/1, 20240430 4/5, 20240630 1/5, 20240731 1/2, 3/2");
}

TEST_CASE("a correction sets the whole time, and joins spans that no longer differ") {
    Timeline timeline = with();
    timeline.set_from(20240701, index("sector"), std::int64_t{2});
    timeline.set_from(20240801, index("level"), std::int64_t{3});
    timeline.set(index("sector"), std::int64_t{6});
    CHECK(text_of(timeline) == "20240731 4/6, 3/6");
}

TEST_CASE("an absent value and a cleared one are the same") {
    CHECK(same_value(records::Value{}, records::Clear{}));
    CHECK_FALSE(same_value(records::Value{}, std::int64_t{0}));
    CHECK(same_value(std::int64_t{3}, std::int64_t{3}));
}
