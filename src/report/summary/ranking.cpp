#include "summary/ranking.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/suggest.hpp"

#include <algorithm>
#include <span>

namespace cpcc::report {

namespace {

// Returns the position of a column of figures. Throws Error{usage} if there is none with this id.
std::size_t position(std::span<const files::Column> columns, const std::string& id) {
    std::vector<std::string_view> known;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        if (!columns[column].numeric()) continue;
        if (columns[column].id == id) return column;
        known.push_back(columns[column].id);
    }
    throw unknown_word(
        say(Words{"--sort：表中没有指标列“{}”", "--sort: the table has no column of figures \"{}\""}, id), id, known,
        say(Words{"请填表中指标的名称，前面加“-”为从大到小",
                  "give the id of a measure in the table, with \"-\" before it for the largest first"}));
}

}  // namespace

void rank(files::Table& table, std::size_t count, const Ranking& ranking) {
    const auto begin = table.rows.begin(), end = begin + static_cast<std::ptrdiff_t>(count);
    if (!ranking.column.empty()) {
        const std::size_t column = position(table.columns, ranking.column);
        std::stable_sort(begin, end, [&](const auto& a, const auto& b) {
            const auto *x = std::get_if<std::int64_t>(&a[column]), *y = std::get_if<std::int64_t>(&b[column]);
            if (!x || !y) return x && !y;
            return ranking.descending ? *x > *y : *x < *y;
        });
    }
    if (!ranking.limit || *ranking.limit >= count) return;
    table.heading.notes.insert(
        table.heading.notes.begin(),
        say(Words{"共 {} 行，按 --limit 只列出前 {} 行。", "Rows 1 to {1} of {0} (--limit)."}, count, *ranking.limit));
    table.rows.erase(begin + static_cast<std::ptrdiff_t>(*ranking.limit), end);
}

}  // namespace cpcc::report
