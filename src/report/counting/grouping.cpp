#include "counting/grouping.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/records/registry.hpp"
#include "facts/places.hpp"

#include <algorithm>

namespace cpcc::report {

Grouping::Grouping(const Registers& registers, std::vector<Group> groups, int area, std::vector<const Source*> sources)
    : registers_(registers), groups_(std::move(groups)), area_(area), sources_(std::move(sources)) {
    // A column `kind` can show choices of several fields. Their ids tell them apart; numbers from 1 index this list.
    if (std::find(groups_.begin(), groups_.end(), Group::kind) == groups_.end()) return;
    for (const Source* source : sources_)
        if (const Column* column = source->find("kind"))
            for (const auto& choice : column->field.choices)
                if (std::find(kinds_.begin(), kinds_.end(), choice.id) == kinds_.end()) kinds_.emplace_back(choice.id);
}

std::vector<Place> Grouping::places(const Source& source, const Fact& fact) const {
    std::vector<Place> all;
    const auto add = [&](const Place& place) {
        if (inside(place.area)) all.push_back(place);
    };
    if (source.lies == Lies::by_area)
        add({fact.area, 0, 0});
    else
        each_place(registers_, fact, add);
    return all;
}

std::vector<int> Grouping::members_of(Group group, const Source& source, const Fact& fact, const Place& place) const {
    const auto or_none = [](std::span<const int> ids) {
        return ids.empty() ? std::vector<int>{0} : std::vector<int>(ids.begin(), ids.end());
    };
    if (is_area(group))
        return {registers_.areas[static_cast<std::size_t>(place.area)]
                    .at_level[static_cast<std::size_t>(*level_of(group))]};
    const Column* column = source.find(words_of(group).id);
    if (!column) return {0};
    switch (group) {
        case Group::platform:
            return source.lies == Lies::by_area ? or_none(fact.platforms) : std::vector<int>{place.platform};
        case Group::member: return or_none(fact.members);
        case Group::sector:
            if (source.of_people()) return {registers_.member(fact.person, fact.as_of).sector};
            return {place.sector};
        case Group::unit: return or_none(fact.units);
        case Group::kind: return {kind_number(*column, fact)};
        case Group::topic: {
            const auto topic = static_cast<std::size_t>(fact.values[column->value]);
            return or_none(registers_.topics[topic].lineage);
        }
        default: return {static_cast<int>(fact.values[column->value])};  // form, category
    }
}

int Grouping::kind_number(const Column& column, const Fact& fact) const {
    const std::int64_t choice = fact.values[column.value];
    if (choice == 0) return 0;
    const auto id = column.field.choices[static_cast<std::size_t>(choice - 1)].id;
    return static_cast<int>(std::find(kinds_.begin(), kinds_.end(), id) - kinds_.begin()) + 1;
}

bool Grouping::by_platform(const Source& source) const {
    return source.lies == Lies::by_platforms && std::all_of(groups_.begin(), groups_.end(), [&](Group group) {
               return is_place(group) || !source.has_group(group) || (group == Group::sector && !source.of_people());
           });
}

std::vector<Key> Grouping::keys(const Source& source, const Fact& fact) const {
    std::vector<Key> all;
    for (const Place& place : places(source, fact)) {
        std::vector<Key> here{Key{}};
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            std::vector<Key> longer;
            for (const int member : members_of(groups_[g], source, fact, place))
                for (const Key& key : here) {
                    longer.push_back(key);
                    longer.back().push_back(member);
                }
            here = std::move(longer);
        }
        all.insert(all.end(), here.begin(), here.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

namespace {

template <class Entry, class Keep>
std::vector<int> rows_that(const std::vector<Entry>& entries, Keep keep) {
    std::vector<int> rows;
    for (std::size_t id = 1; id < entries.size(); ++id)
        if (keep(static_cast<int>(id), entries[id])) rows.push_back(static_cast<int>(id));
    return rows;
}

std::vector<int> numbers_to(std::size_t count) {
    std::vector<int> numbers(count);
    for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<int>(i) + 1;
    return numbers;
}

}  // namespace

std::vector<int> Grouping::standing_members(Group group, const Period& period) const {
    const auto stands = [&](int, const auto& entry) { return entry.standing.during(period) && inside(entry.area); };
    const auto stood = [&](int, const auto& entry) {
        return entry.any_during(period, [&](const auto& state) { return inside(state.area); });
    };
    switch (group) {
        case Group::platform: return rows_that(registers_.platforms, stood);
        case Group::member: return rows_that(registers_.members, stood);
        case Group::unit: return rows_that(registers_.units, stands);
        case Group::topic: return rows_that(registers_.topics, stands);
        case Group::sector:
            return rows_that(registers_.sectors,
                             [&](int, const PlainEntry& entry) { return entry.standing.during(period); });
        case Group::form:
        case Group::category: return numbers_to(choice_field(group).choices.size());
        case Group::kind: return numbers_to(kinds_.size());
        default:
            return rows_that(registers_.areas, [&](int id, const AreaEntry& area) {
                return area.level == *level_of(group) && area.standing.during(period) && inside(id);
            });
    }
}

// Returns the areas inside in which a platform stood in the period, each once.
std::vector<int> Grouping::areas_of(int platform, const Period& period) const {
    std::vector<int> areas;
    registers_.platforms[static_cast<std::size_t>(platform)].any_during(period, [&](const PlatformState& state) {
        if (inside(state.area) && std::find(areas.begin(), areas.end(), state.area) == areas.end())
            areas.push_back(state.area);
        return false;
    });
    return areas;
}

// Returns the keys of places: each member of the deepest group of place, with the areas above it.
std::vector<Key> Grouping::standing_places(const Period& period) const {
    std::optional<Group> deepest;
    for (const Group group : groups_)
        if (is_place(group) && (!deepest || group > *deepest)) deepest = group;
    std::vector<Key> keys;
    if (!deepest) return {Key(groups_.size(), 0)};
    for (const int member : standing_members(*deepest, period)) {
        const auto areas = *deepest == Group::platform ? areas_of(member, period) : std::vector<int>{member};
        const auto earlier = static_cast<std::ptrdiff_t>(keys.size());
        for (const int area : areas) {
            Key key(groups_.size(), 0);
            for (std::size_t g = 0; g < groups_.size(); ++g) {
                if (groups_[g] == *deepest)
                    key[g] = member;
                else if (is_area(groups_[g]))
                    key[g] = registers_.areas[static_cast<std::size_t>(area)]
                                 .at_level[static_cast<std::size_t>(*level_of(groups_[g]))];
            }
            if (std::find(keys.begin() + earlier, keys.end(), key) == keys.end()) keys.push_back(std::move(key));
        }
    }
    return keys;
}

std::vector<Key> Grouping::standing(const Period& period) const {
    std::vector<Key> keys = standing_places(period);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (is_place(groups_[g])) continue;
        const std::vector<int> members = standing_members(groups_[g], period);
        std::vector<Key> longer;
        if (keys.size() * members.size() > 2'000'000)
            throw Error(
                Exit::usage,
                say(Words{"这样分组将超过 {} 行", "this grouping would give more than {} rows"}, 2'000'000),
                say(Words{"请减少分组，或用 --area 缩小范围", "use fewer groups, or narrow the report with --area"}));
        for (const Key& key : keys)
            for (const int member : members) {
                longer.push_back(key);
                longer.back()[g] = member;
            }
        keys = std::move(longer);
    }
    return keys;
}

std::string Grouping::code(Group group, int member) const {
    const auto id = static_cast<std::size_t>(member);
    if (member == 0) return {};
    switch (group) {
        case Group::platform: return registers_.platforms[id].code;
        case Group::member: return registers_.members[id].code;
        case Group::sector: return registers_.sectors[id].code;
        case Group::unit: return registers_.units[id].code;
        case Group::topic: return registers_.topics[id].code;
        case Group::kind: return kinds_[id - 1];
        case Group::form:
        case Group::category: return std::string(choice_field(group).choices[id - 1].id);
        default: return registers_.areas[id].code;
    }
}

std::optional<int> Grouping::find(Group group, const std::string& wanted) const {
    const auto size = [&]() -> std::size_t {
        switch (group) {
            case Group::platform: return registers_.platforms.size();
            case Group::member: return registers_.members.size();
            case Group::sector: return registers_.sectors.size();
            case Group::unit: return registers_.units.size();
            case Group::topic: return registers_.topics.size();
            case Group::kind: return kinds_.size() + 1;
            case Group::form:
            case Group::category: return choice_field(group).choices.size() + 1;
            default: return registers_.areas.size();
        }
    }();
    for (int member = 1; member < static_cast<int>(size); ++member) {
        if (code(group, member) != wanted) continue;
        const bool of_level =
            !is_area(group) || registers_.areas[static_cast<std::size_t>(member)].level == *level_of(group);
        return of_level ? std::optional(member) : std::nullopt;
    }
    return std::nullopt;
}

std::string Grouping::name(Group group, int member) const {
    const auto id = static_cast<std::size_t>(member);
    if (member == 0) return {};
    switch (group) {
        case Group::platform: return registers_.platforms[id].name;
        case Group::member: return registers_.members[id].name;
        case Group::sector: return registers_.sectors[id].name;
        case Group::unit: return registers_.units[id].name;
        case Group::topic: return registers_.topics[id].name;
        case Group::form:
        case Group::category: return choice_field(group).choices[id - 1].label.str();
        case Group::kind:
            for (const Source* source : sources_) {
                const Column* column = source->find("kind");
                if (!column) continue;
                const auto choices = column->field.choices;
                if (const auto number = records::find_choice(choices, kinds_[id - 1]))
                    return choices[static_cast<std::size_t>(*number - 1)].label.str();
            }
            return kinds_[id - 1];
        default: return registers_.areas[id].name;
    }
}

}  // namespace cpcc::report
