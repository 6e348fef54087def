#include "merge/dated_rows.hpp"

#include "cpcc/base/words.hpp"

#include <algorithm>
#include <unordered_map>

namespace cpcc::store {

namespace {

struct Earlier {
    std::size_t rounds = 0;
    std::int64_t from = 0;
    int line = 0;
};

}  // namespace

std::vector<std::vector<Row>> DatedRows::rounds() {
    std::vector<std::vector<Row>> all;
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.from < b.from; });
    std::unordered_map<std::string, Earlier> earlier;
    for (Row& row : rows_) {
        const auto* code = std::get_if<std::string>(&row.values[0]);
        Earlier unnamed, &before = code ? earlier[*code] : unnamed;
        if (before.from == row.from)
            row.refusals.push_back(
                {file_, row.line, "code",
                 say(Words{"“{}”与第 {} 行重复（同一生效日）", "duplicate \"{}\" with the same day, first on line {}"},
                     *code, before.line)});
        before.from = row.from, before.line = row.line;
        if (all.size() <= before.rounds) all.emplace_back();
        all[before.rounds++].push_back(std::move(row));
    }
    rows_.clear();
    return all;
}

}  // namespace cpcc::store
