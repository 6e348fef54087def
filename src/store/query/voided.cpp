#include "cpcc/store/voided.hpp"

#include "cpcc/base/text.hpp"

#include <fmt/format.h>

namespace cpcc::store {

const records::Field& voided_field() {
    static const records::Field field = records::text("voided", {"作废", "voided"});
    return field;
}

bool is_void_reason(std::string_view why) {
    const std::string_view word = trim(why);
    return !word.empty() && word != "no" && word != "否" && word != "yes" && word != "是";
}

std::optional<std::string> void_reason_in(std::string_view cell) {
    if (is_void_reason(cell)) return std::string(cell);
    const std::string_view word = trim(cell);
    return word == "yes" || word == "是" ? std::optional<std::string>("") : std::nullopt;
}

std::map<std::int64_t, std::string> void_reasons(db::Connection& connection, const records::Kind& kind) {
    std::map<std::int64_t, std::string> reasons;
    auto rows = connection.prepare(
        fmt::format("SELECT t.id, e.why FROM {} t LEFT JOIN entry e ON e.id = t.voided WHERE t.voided IS NOT NULL "
                    "ORDER BY t.id",
                    kind.id));
    while (rows.step()) reasons[rows.integer(0)] = rows.str(1);
    return reasons;
}

std::set<std::string> voided_codes(db::Connection& connection, const records::Kind& kind) {
    std::set<std::string> codes;
    auto rows = connection.prepare(fmt::format("SELECT code FROM {} WHERE voided IS NOT NULL ORDER BY code", kind.id));
    while (rows.step()) codes.insert(rows.str(0));
    return codes;
}

}  // namespace cpcc::store
