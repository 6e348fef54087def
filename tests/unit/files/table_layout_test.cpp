#include "table_layout.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace cpcc::files;

namespace {

std::vector<std::vector<std::size_t>> columns_of(const std::vector<ColumnSet>& sets) {
    std::vector<std::vector<std::size_t>> columns;
    for (const ColumnSet& set : sets) columns.push_back(set.columns);
    return columns;
}

using Columns = std::vector<std::vector<std::size_t>>;

}  // namespace

TEST_CASE("a table that fits the page is one set") {
    CHECK(columns_of(column_sets({10, 20, 30}, 1, 100)) == Columns{{0, 1, 2}});
}

TEST_CASE("a wide table is split, and each part names its rows") {
    CHECK(columns_of(column_sets({10, 10, 40, 40, 40, 40, 90}, 2, 100)) ==
          Columns{{0, 1, 2, 3}, {0, 1, 4, 5}, {0, 1, 6}});
}

TEST_CASE("each set is as wide as the page") {
    for (const ColumnSet& set : column_sets({10, 7, 41, 300, 3, 3}, 1, 101))
        CHECK(std::accumulate(set.widths.begin(), set.widths.end(), 0) == 101);
}

TEST_CASE("wide row heads leave half the page to the figures") {
    const auto sets = column_sets({400, 50}, 1, 100);
    REQUIRE(sets.size() == 1);
    CHECK(sets.front().widths == std::vector<int>{50, 50});
}

TEST_CASE("a table may consist of row heads only") { CHECK(columns_of(column_sets({10}, 0, 100)) == Columns{{0}}); }
