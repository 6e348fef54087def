#include "cpcc/store/conveners.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/records/registry.hpp"

#include <fmt/format.h>

namespace cpcc::store {

namespace {

std::vector<Finding> find_left(db::Connection& connection, std::string_view where, std::string_view member) {
    std::vector<Finding> found;
    auto rows = connection.prepare(fmt::format(
        "SELECT p.code, p.name, m.code, m.name, m.left_on, CASE WHEN EXISTS (SELECT 1 FROM assignment a JOIN member n "
        "ON n.id = "
        "a.member WHERE a.platform = p.id AND a.role = {} AND a.voided IS NULL AND n.voided IS NULL AND (a.until IS "
        "NULL "
        "OR a.until > m.left_on) AND n.id <> m.id AND (n.left_on IS NULL OR n.left_on > m.left_on)) THEN 1 ELSE 0 END "
        "FROM platform p "
        "JOIN "
        "member m ON m.id = p.convener WHERE p.voided IS NULL AND p.closed_on IS NULL AND m.left_on IS NOT NULL {} "
        "ORDER "
        "BY p.code",
        number_of(records::AssignmentRole::convener), where));
    if (!member.empty()) rows.bind("member", member);
    while (rows.step()) {
        const std::string day = Date::packed(rows.integer(4)).iso();
        const std::string platform = fmt::format("{} {}", records::kind("platform").label.get(), rows.text(0));
        const std::string sentence =
            rows.integer(5) != 0
                ? say(Words{"平台 {}（{}）的召集人 {}（{}）已于 {} 离任；该平台另有委员任召集人",
                            "platform {} ({}): convener {} ({}) left on {}; another member convenes it"},
                      rows.text(0), rows.text(1), rows.text(2), rows.text(3), day)
                : say(Words{"平台 {}（{}）的召集人 {}（{}）已于 {} 离任，现无召集人",
                            "platform {} ({}): convener {} ({}) left on {}; it has no convener now"},
                      rows.text(0), rows.text(1), rows.text(2), rows.text(3), day);
        found.push_back(
            {Severity::warning, platform, sentence,
             fmt::format("cpcc platform edit {} --convener {}", rows.text(0), say(Words{"委员", "MEMBER"}))});
    }
    return found;
}

}  // namespace

std::vector<Finding> former_conveners(db::Connection& connection) { return find_left(connection, "", ""); }

std::vector<std::string> platforms_left(db::Connection& connection, std::string_view member) {
    std::vector<std::string> sentences;
    for (Finding& finding : find_left(connection, "AND m.code = $member", member))
        sentences.push_back(std::move(finding.what));
    return sentences;
}

}  // namespace cpcc::store
