#include "cpcc/report/groups.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "measures/field_path.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <set>

namespace cpcc::report {

namespace {

constexpr std::array fixed_groups{
    GroupWords{Group::province, "province", {"省", "province"}, true, "area"},
    GroupWords{Group::city, "city", {"市", "city"}, true, "area"},
    GroupWords{Group::district, "district", {"区", "district"}, true, "area"},
    GroupWords{Group::street, "street", {"街道", "street"}, true, "area"},
    GroupWords{Group::community, "community", {"社区", "community"}, true, "area"},
    GroupWords{Group::compound, "compound", {"小区", "compound"}, true, "area"},
    GroupWords{Group::platform, "platform", {"平台", "platform"}, true, "platform"},
    GroupWords{Group::member, "member", {"委员", "member"}, true, "member"},
    GroupWords{Group::sector, "sector", {"界别", "sector"}, true, "sector"},
    GroupWords{Group::unit, "unit", {"单位", "unit"}, true, "unit"},
    GroupWords{Group::topic, "topic", {"议题", "topic"}, true, "topic"},
    GroupWords{Group::kind, "kind", {"类别", "kind"}, false},
    GroupWords{Group::form, "form", {"形式", "form"}, false},
    GroupWords{Group::category, "category", {"分类", "category"}, false},
    GroupWords{Group::month, "month", {"月份", "month"}, false},
    GroupWords{Group::quarter, "quarter", {"季度", "quarter"}, false},
    GroupWords{Group::year, "year", {"年份", "year"}, false},
};

// Returns whether records can be grouped by a field.
bool can_group(const FieldPath& path) {
    using records::Type;
    const records::Field& field = *path.field;
    if (path.is_column())
        return path.column->holds == Holds::value && (field.type == Type::choice || field.type == Type::yesno);
    if (field.type == Type::text) return field.id != "note";
    return field.type == Type::choice || field.type == Type::yesno || field.type == Type::ref;
}

// Returns the label of a path: "委员级别", "member level".
Words label_of(const std::string& id, const FieldPath& path, std::deque<std::string>& texts) {
    const Words& last = path.field->label;
    if (id.find('.') == std::string::npos) return last;
    const Words& first = !path.refs.empty() ? path.refs.front()->label : records::kind(path.kind).label;
    return {texts.emplace_back(fmt::format("{}{}", first.zh, last.zh)),
            texts.emplace_back(fmt::format("{} {}", first.en, last.en))};
}

// Returns the fixed groups, then a group for every field, under each of the names that lead to it.
std::vector<GroupWords> all_groups() {
    static std::deque<std::string> texts;  // ids and labels that are made here
    std::vector<GroupWords> all(fixed_groups.begin(), fixed_groups.end());
    std::set<std::string, std::less<>> known;
    for (const GroupWords& words : all) known.emplace(words.id);
    for (const Source& source : sources())
        for (const auto& [id, path] : paths_of(source)) {
            if (!can_group(path) || !known.insert(id).second) continue;
            all.push_back({static_cast<Group>(all.size()), texts.emplace_back(id), label_of(id, path, texts),
                           path.field->type == records::Type::ref, path.field->target});
        }
    return all;
}

// Finds a group by its id or label. Makes the table of fields only for a name that none of the fixed groups has.
const GroupWords* find_group(std::string_view name) {
    const auto find_in = [&](std::span<const GroupWords> all) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const GroupWords& g) {
            return g.id == name || g.label.zh == name || g.label.en == name;
        });
        return found == all.end() ? nullptr : &*found;
    };
    const GroupWords* fixed = find_in(fixed_groups);
    return fixed ? fixed : find_in(groups());
}

}  // namespace

bool is_area(Group group) noexcept { return group <= Group::compound; }
bool is_place(Group group) noexcept { return group <= Group::platform; }
bool is_time(Group group) noexcept { return Group::month <= group && group <= Group::year; }
bool is_field(Group group) noexcept { return group >= Group::first_field; }

std::optional<int> level_of(Group group) noexcept {
    return is_area(group) ? std::optional(static_cast<int>(group) + 1) : std::nullopt;
}
Group group_of_level(int level) noexcept { return static_cast<Group>(level - 1); }

Span span_of_group(Group group) {
    if (group == Group::month) return Span::month;
    return group == Group::quarter ? Span::quarter : Span::year;
}

std::span<const GroupWords> groups() {
    static const std::vector<GroupWords> table = all_groups();
    return table;
}

std::vector<std::string_view> offered_groups() {
    std::vector<std::string_view> ids = ids_of(fixed_groups);
    for (const Source& source : sources())
        for (const records::Field& field : records::kind(source.kind).fields)
            if ((field.type == records::Type::choice || field.type == records::Type::yesno) &&
                std::find(ids.begin(), ids.end(), field.id) == ids.end())
                ids.push_back(field.id);
    return ids;
}

const GroupWords& words_of(Group group) {
    const auto number = static_cast<std::size_t>(group);
    return number < fixed_groups.size() ? fixed_groups[number] : groups()[number];
}

std::vector<Group> parse_groups(const std::vector<std::string>& ids) {
    std::vector<Group> parsed;
    for (const std::string& id : ids) {
        const GroupWords* found = find_group(id);
        if (!found)
            throw unknown_word(say(Words{"没有分组“{}”", "unknown group \"{}\""}, id), id, ids_of(groups()),
                               say(Words{"见 cpcc help groups", "see cpcc help groups"}));
        if (std::find(parsed.begin(), parsed.end(), found->group) != parsed.end())
            throw Error(Exit::usage, say(Words{"分组 {} 重复", "duplicate group {}"}, id));
        parsed.push_back(found->group);
    }
    return parsed;
}

}  // namespace cpcc::report
