#include "merge/code_maker.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::store {

// Returns the greatest number after the prefix. Numbers of five digits sort as text like numbers, so the greatest is
// the last in the index. Only after 99999 does it read all codes with the prefix.
std::int64_t CodeMaker::last_number(const std::string& prefix) {
    constexpr std::int64_t digits = 5, most = 99999;
    const auto number_of = [&](std::string_view code) { return whole_number(code.substr(prefix.size())); };
    db::Connection& connection = batch_.context.connection;
    auto before = connection.prepare(fmt::format(
        "SELECT code FROM {} WHERE code >= $low AND code < $high AND length(code) = $length ORDER BY code DESC LIMIT 1",
        batch_.kind.id));
    before.bind("low", prefix).bind("length", std::ssize(prefix) + digits);
    for (std::string end = prefix + ":";;) {
        before.bind("high", end);
        if (!before.step()) return 0;
        const auto number = number_of(before.text(0));
        if (number && *number < most) return *number;
        if (number) break;
        end = before.str(0);  // a code that a person chose, without a number
        before.reset();
    }
    std::int64_t last = most;
    auto all =
        connection.prepare(fmt::format("SELECT code FROM {} WHERE code >= $low AND code < $high", batch_.kind.id));
    all.bind("low", prefix).bind("high", prefix + ":");
    while (all.step()) last = std::max<std::int64_t>(last, number_of(all.text(0)).value_or(0));
    return last;
}

// Uses the year of the record's date, or the current year if it has none.
std::string CodeMaker::make(const BatchRow& row) {
    const records::Kind& kind = batch_.kind;
    int year = batch_.context.author.today.year();
    if (!kind.date.empty()) {
        const records::Value& day = row.row.values[kind.index(kind.date)];
        if (!records::empty(day)) year = Date::packed(records::number(day)).year();
    }
    const std::string prefix = fmt::format("{}-{}{}-", batch_.context.author.office, kind.letter, year);
    auto [last, fresh] = made_.try_emplace(prefix, 0);
    if (fresh) {
        write_rows_();
        last->second = last_number(prefix);
    }
    std::string code;
    do code = fmt::format("{}{:05}", prefix, ++last->second);
    while (batch_.codes.find(code));
    return code;
}

}  // namespace cpcc::store
