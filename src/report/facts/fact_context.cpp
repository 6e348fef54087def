#include "facts/fact_context.hpp"

namespace cpcc::report {

db::Statement FactContext::in_period(const std::string& sql) const {
    auto rows = connection.prepare(sql, db::Rows::many);
    rows.bind("first", period.first.packed()).bind("last", period.last.packed());
    return rows;
}

void read_values(const db::Statement& row, int at, const Source& source,
                 std::array<std::int64_t, most_values>& values) {
    for (const Selected& selected : source.selected) {
        std::int64_t& value = values[selected.value] = row.integer(at);
        if (value == 0 && selected.none != 0 && row.is_null(at)) value = selected.none;
        ++at;
    }
}

}  // namespace cpcc::report
