// The fields that a row changes in its record, without a database.
#include "merge/diff.hpp"

#include "cpcc/records/registry.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace cpcc;
using records::Item;
using records::Value;
using Items = std::vector<Item>;
using FieldValues = std::initializer_list<std::pair<std::string_view, Value>>;

namespace {

std::vector<Value> values(const records::Kind& kind, FieldValues cells) {
    std::vector<Value> values(kind.fields.size());
    for (const auto& [field, value] : cells) values[kind.index(field)] = value;
    return values;
}

// Returns the ids of the fields that the row changes, separated by spaces.
std::string changes(std::string_view id, FieldValues row, FieldValues existing, store::DiffOptions options = {}) {
    const records::Kind& kind = records::kind(id);
    const std::vector<Value> given = values(kind, row);
    store::Record record;
    record.values = values(kind, existing);
    std::string text;
    for (const std::size_t f : store::diff(kind, given, record, options))
        text += (text.empty() ? "" : " ") + std::string(kind.fields[f].id);
    CHECK(store::is_same(kind, given, record, options) == text.empty());
    return text;
}

const Value day(int d) { return Date::of(2024, 3, d).packed(); }
const Items two{{"M1", 1, 1}, {"M2", 2, 1}}, turned{{"M2", 2, 1}, {"M1", 1, 1}}, one{{"M1", 1, 1}};

}  // namespace

TEST_CASE("only fields that the row gives and that differ are changed") {
    CHECK(changes("sector", {{"code", "X1"}, {"name", "经济"}}, {{"code", "X1"}, {"name", "经济"}}) == "");
    CHECK(changes("sector", {{"code", "X1"}, {"name", "农业"}}, {{"code", "X1"}, {"name", "经济"}}) == "name");
    CHECK(changes("sector", {{"code", "X1"}}, {{"code", "X1"}, {"name", "经济"}}) == "");
    CHECK(changes("sector", {{"code", "X1"}, {"name", "经济"}}, {{"code", "X1"}}) == "name");
}

TEST_CASE("a masked phone that matches the record's phone is no change") {
    CHECK(changes("member", {{"phone", records::masked("13812345678")}}, {{"phone", "13812345678"}}) == "");
    CHECK(changes("member", {{"phone", records::masked("13812345678")}}, {{"phone", "13912345679"}}) == "phone");
    CHECK(changes("member", {{"phone", "13812345678"}}, {{"phone", "13912345678"}}) == "phone");
}

TEST_CASE("the order of attendances does not matter, and a file may list only some of them") {
    CHECK(changes("session", {{"members", two}}, {{"members", turned}}) == "");
    CHECK(changes("session", {{"members", one}}, {{"members", two}}) == "members");
    CHECK(changes("session", {{"members", one}}, {{"members", two}}, {.from_file = true}) == "");
    CHECK(changes("session", {{"members", two}}, {{"members", one}}, {.from_file = true}) == "members");
    CHECK(changes("session", {{"members", Items{{"M1", 1, 2}}}}, {{"members", two}}, {.from_file = true}) == "members");
}

TEST_CASE("a file may give a solution or a closing that was reopened since") {
    const store::ReopenedDays before{{records::number(day(9))}, {records::number(day(12))}};
    const store::DiffOptions reopened{.from_file = true, .reopened = &before};
    CHECK(changes("problem", {{"solved_on", day(9)}}, {}) == "solved_on");
    CHECK(changes("problem", {{"solved_on", day(9)}}, {}, reopened) == "");
    CHECK(changes("problem", {{"solved_on", day(10)}}, {}, reopened) == "solved_on");
    CHECK(changes("problem", {{"raised_on", day(9)}}, {}, reopened) == "raised_on");
    CHECK(changes("problem", {{"closed_on", day(12)}, {"close_reason", "重复"}}, {}, reopened) == "");
    CHECK(changes("problem", {{"closed_on", day(9)}, {"close_reason", "重复"}}, {}, reopened) ==
          "closed_on close_reason");
}

TEST_CASE("earlier settlements in a file need not be all of them") {
    const Items first{{"2024-03-01/2024-03-05", 0, 1}};
    const Items both{{"2024-03-01/2024-03-05", 0, 1}, {"2024-03-06/2024-03-09", 0, 2}};
    CHECK(changes("problem", {{"settled_before", first}}, {{"settled_before", both}}, {.from_file = true}) == "");
    CHECK(changes("problem", {{"settled_before", first}}, {{"settled_before", both}}) == "settled_before");
    CHECK(changes("problem", {{"settled_before", both}}, {{"settled_before", first}}, {.from_file = true}) ==
          "settled_before");
}
