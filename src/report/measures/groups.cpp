#include "cpcc/report/groups.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

constexpr std::array group_table{
    GroupWords{Group::province, "province", {"省", "province"}, true},
    GroupWords{Group::city, "city", {"市", "city"}, true},
    GroupWords{Group::district, "district", {"区", "district"}, true},
    GroupWords{Group::street, "street", {"街道", "street"}, true},
    GroupWords{Group::community, "community", {"社区", "community"}, true},
    GroupWords{Group::compound, "compound", {"小区", "compound"}, true},
    GroupWords{Group::platform, "platform", {"平台", "platform"}, true},
    GroupWords{Group::member, "member", {"委员", "member"}, true},
    GroupWords{Group::sector, "sector", {"界别", "sector"}, true},
    GroupWords{Group::unit, "unit", {"单位", "unit"}, true},
    GroupWords{Group::topic, "topic", {"议题", "topic"}, true},
    GroupWords{Group::kind, "kind", {"类别", "kind"}, false},
    GroupWords{Group::form, "form", {"形式", "form"}, false},
    GroupWords{Group::category, "category", {"分类", "category"}, false},
    GroupWords{Group::month, "month", {"月份", "month"}, false},
    GroupWords{Group::quarter, "quarter", {"季度", "quarter"}, false},
    GroupWords{Group::year, "year", {"年份", "year"}, false},
};

}  // namespace

bool is_area(Group group) noexcept { return group <= Group::compound; }
bool is_place(Group group) noexcept { return group <= Group::platform; }
bool is_time(Group group) noexcept { return group >= Group::month; }

std::optional<int> level_of(Group group) noexcept {
    return is_area(group) ? std::optional(static_cast<int>(group) + 1) : std::nullopt;
}
Group group_of_level(int level) noexcept { return static_cast<Group>(level - 1); }

Span span_of_group(Group group) {
    if (group == Group::month) return Span::month;
    return group == Group::quarter ? Span::quarter : Span::year;
}

std::span<const GroupWords> groups() { return group_table; }
const GroupWords& words_of(Group group) { return group_table[static_cast<std::size_t>(group)]; }

std::vector<Group> parse_groups(const std::vector<std::string>& ids) {
    std::vector<Group> parsed;
    for (const std::string& id : ids) {
        const auto found =
            std::find_if(group_table.begin(), group_table.end(), [&](const GroupWords& g) { return g.id == id; });
        if (found == group_table.end())
            throw unknown_word(say(Words{"没有分组“{}”", "unknown group \"{}\""}, id), id, ids_of(group_table),
                               say(Words{"可选值：province、city、district、street、community、compound、platform、memb"
                                         "er、sector、unit、topic、kind、form、category、month、quarter、year",
                                         "allowed: province, city, district, street, community, compound, platform, "
                                         "member, sector, unit, topic, kind, form, category, month, quarter, year"}));
        if (std::find(parsed.begin(), parsed.end(), found->group) != parsed.end())
            throw Error(Exit::usage, say(Words{"分组 {} 重复", "duplicate group {}"}, id));
        parsed.push_back(found->group);
    }
    return parsed;
}

}  // namespace cpcc::report
