#include "counting/grouping.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/stored.hpp"
#include "facts/places.hpp"
#include "facts/register_rows.hpp"

#include <algorithm>

namespace cpcc::report {

Grouping::Grouping(const Registers& registers, std::vector<Group> groups, int area, std::vector<const Source*> sources)
    : registers_(registers), groups_(std::move(groups)), area_(area), sources_(std::move(sources)) {
    for (const Group group : groups_)
        if (is_field(group)) fields_.push_back(std::make_unique<FieldGroup>(registers, words_of(group).id, sources_));
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

void Grouping::load(db::Connection& connection, const Source& source, const Period& period) const {
    for (const auto& field : fields_) field->load(connection, source, period);
}

const FieldGroup* Grouping::field(Group group) const {
    if (!is_field(group)) return nullptr;
    const std::string_view id = words_of(group).id;
    const auto found =
        std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field->id() == id; });
    return found == fields_.end() ? nullptr : found->get();
}

bool Grouping::has_group(const Source& source, Group group) const {
    return is_field(group) ? field(group)->path(source) != nullptr : source.has_group(group);
}

bool Grouping::has_groups(const Source& source) const {
    return std::all_of(groups_.begin(), groups_.end(), [&](Group group) { return has_group(source, group); });
}

bool Grouping::is_by(const Source& source, const records::Field& field) const {
    return std::any_of(fields_.begin(), fields_.end(), [&](const auto& by) {
        const FieldPath* path = by->path(source);
        return path && path->field == &field && path->refs.empty();
    });
}

bool Grouping::allows(const Measure& measure) const {
    const auto& fields = measure.only_by;
    const Source& source = source_of(measure);
    return fields.front().empty() || std::any_of(fields.begin(), fields.end(), [&](std::string_view id) {
               return is_by(source, *find_path(source, id)->field);
           });
}

bool Grouping::inherits_topics() const {
    return std::find(groups_.begin(), groups_.end(), Group::topic) != groups_.end() ||
           std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) {
               return std::any_of(sources_.begin(), sources_.end(), [&](const Source* source) {
                   const FieldPath* path = field->path(*source);
                   return path && path->column && path->kind == "topic";
               });
           });
}

namespace {

std::vector<int> or_none(std::span<const int> rows) {
    return rows.empty() ? std::vector<int>{0} : std::vector<int>(rows.begin(), rows.end());
}

}  // namespace

// Returns the rows of the register to which a column refers.
std::vector<int> Grouping::rows_of(const Column& column, const Source& source, const Fact& fact,
                                   const Place& place) const {
    switch (column.holds) {
        case Holds::platforms:
            return source.lies == Lies::by_area ? or_none(fact.platforms) : std::vector<int>{place.platform};
        case Holds::members: return or_none(fact.members);
        case Holds::units: return or_none(fact.units);
        case Holds::sector:
            if (source.of_people()) return {registers_.member(fact.person, fact.as_of).sector};
            return {place.sector};
        default: return or_none(registers_.topics[static_cast<std::size_t>(fact.values[column.value])].lineage);
    }
}

std::vector<int> Grouping::members_of(Group group, const Source& source, const Fact& fact, const Place& place) const {
    if (is_area(group))
        return {registers_.areas[static_cast<std::size_t>(place.area)]
                    .at_level[static_cast<std::size_t>(*level_of(group))]};
    if (const FieldGroup* by = field(group)) return members_of(*by, source, fact, place);
    const Column* column = source.find(words_of(group).id);
    if (!column) return {0};
    if (group == Group::kind) return {kind_number(*column, fact)};
    if (!column->field.target.empty()) return rows_of(*column, source, fact, place);
    return {static_cast<int>(fact.values[column->value])};  // form, category
}

std::vector<int> Grouping::members_of(const FieldGroup& by, const Source& source, const Fact& fact,
                                      const Place& place) const {
    const FieldPath* path = by.path(source);
    if (!path) return {0};
    if (path->is_column()) return {by.of_value(source, fact)};
    if (!path->column) return {by.of_row(source, fact.record(path->kind), fact.as_of)};
    std::vector<int> members;
    for (const int row : rows_of(*path->column, source, fact, place))
        members.push_back(by.of_row(source, row, fact.as_of));
    return members;
}

int Grouping::kind_number(const Column& column, const Fact& fact) const {
    const std::int64_t choice = fact.values[column.value];
    if (choice == 0) return 0;
    const auto id = records::choice(column.field.choices, choice).id;
    return static_cast<int>(std::find(kinds_.begin(), kinds_.end(), id) - kinds_.begin()) + 1;
}

namespace {

// Returns whether a path leads to the same value for all records at a platform that never changed.
bool is_of_platform(const FieldPath& path) {
    const auto step = dated_step(path);
    return path.column && path.column->holds == Holds::platforms && (!step || step->refs.empty());
}

}  // namespace

bool Grouping::by_areas() const { return std::all_of(groups_.begin(), groups_.end(), is_area); }

KeysBy Grouping::keys_by(const Source& source) const {
    if (source.lies == Lies::by_area) return by_areas() ? KeysBy::area : KeysBy::fact;
    const bool by_platform = std::all_of(groups_.begin(), groups_.end(), [&](Group group) {
        if (const FieldGroup* by = field(group)) {
            const FieldPath* path = by->path(source);
            return !path || is_of_platform(*path);
        }
        return is_place(group) || !source.has_group(group) || (group == Group::sector && !source.of_people());
    });
    return by_platform ? KeysBy::platform : KeysBy::fact;
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

// Returns the members of the group at an index that keys have.
std::vector<int> members_in(const std::vector<Key>& keys, std::size_t group) {
    std::vector<int> members;
    for (const Key& key : keys)
        if (key[group] != 0) members.push_back(key[group]);
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    return members;
}

std::vector<int> numbers_to(std::size_t count) {
    std::vector<int> numbers(count);
    for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<int>(i) + 1;
    return numbers;
}

}  // namespace

// Returns the register whose row numbers are the members of a group; empty if they are no rows.
std::string_view Grouping::register_of(Group group) const {
    if (const FieldGroup* by = field(group)) return by->target();
    if (is_area(group)) return "area";
    const bool is_list = group == Group::kind || group == Group::form || group == Group::category;
    return is_list ? std::string_view() : words_of(group).id;
}

std::vector<int> Grouping::standing_members(Group group, const Period& period) const {
    const auto stands = [&](int, const auto& entry) { return entry.standing.during(period) && inside(entry.area); };
    const auto stood = [&](int, const auto& entry) {
        return entry.any_during(period, [&](const auto& state) { return inside(state.area); });
    };
    const std::string_view target = register_of(group);
    if (target == "area")
        return rows_that(registers_.areas, [&](int id, const AreaEntry& area) {
            return (!is_area(group) || area.level == *level_of(group)) && area.standing.during(period) && inside(id);
        });
    if (target == "platform") return rows_that(registers_.platforms, stood);
    if (target == "member") return rows_that(registers_.members, stood);
    if (target == "unit") return rows_that(registers_.units, stands);
    if (target == "topic") return rows_that(registers_.topics, stands);
    if (target == "sector")
        return rows_that(registers_.sectors,
                         [&](int, const PlainEntry& entry) { return entry.standing.during(period); });
    if (const FieldGroup* by = field(group)) return numbers_to(static_cast<std::size_t>(by->size()));
    return numbers_to(group == Group::kind ? kinds_.size() : choice_field(group).choices.size());
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

std::vector<Key> Grouping::standing(const Period& period, const std::vector<Key>& touched) const {
    std::vector<Key> keys = standing_places(period);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (is_place(groups_[g])) continue;
        const FieldGroup* by = field(groups_[g]);
        const std::vector<int> members =
            by && by->open() ? members_in(touched, g) : standing_members(groups_[g], period);
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
    if (member == 0) return {};
    std::string code;
    const auto of_entry = [&](const auto& entries) { code = entries[static_cast<std::size_t>(member)].code; };
    if (with_register(registers_, register_of(group), of_entry)) return code;
    if (const FieldGroup* by = field(group)) return by->code(member);
    return group == Group::kind ? kinds_[static_cast<std::size_t>(member - 1)]
                                : std::string(records::choice(choice_field(group).choices, member).id);
}

std::optional<int> Grouping::find(Group group, const std::string& wanted) const {
    std::size_t size = 0;
    const FieldGroup* by = field(group);
    if (!with_register(registers_, register_of(group), [&](const auto& entries) { size = entries.size(); }))
        size = 1 + (by                     ? static_cast<std::size_t>(by->size())
                    : group == Group::kind ? kinds_.size()
                                           : choice_field(group).choices.size());
    for (int member = 1; member < static_cast<int>(size); ++member) {
        const bool is_choice = register_of(group).empty();
        if (code(group, member) != wanted && !(is_choice && name(group, member) == wanted)) continue;
        const bool of_level =
            !is_area(group) || registers_.areas[static_cast<std::size_t>(member)].level == *level_of(group);
        return of_level ? std::optional(member) : std::nullopt;
    }
    return std::nullopt;
}

std::string Grouping::name(Group group, int member) const {
    if (member == 0) return {};
    std::string name;
    const auto of_entry = [&](const auto& entries) { name = entries[static_cast<std::size_t>(member)].name; };
    if (with_register(registers_, register_of(group), of_entry)) return name;
    if (const FieldGroup* by = field(group)) return by->name(member);
    if (group == Group::kind) return name_of_kind(kinds_[static_cast<std::size_t>(member - 1)]);
    return records::choice(choice_field(group).choices, member).label.str();
}

std::string Grouping::name_of_kind(const std::string& id) const {
    for (const Source* source : sources_) {
        const Column* column = source->find("kind");
        if (!column) continue;
        const auto choices = column->field.choices;
        if (const auto number = records::find_choice(choices, id)) return records::choice(choices, *number).label.str();
    }
    return id;
}

// Returns the label of a group; that of a field is the one that it has in the sources.
std::string Grouping::label(Group group) const {
    const FieldGroup* by = field(group);
    const bool alone = by && words_of(group).id.find('.') == std::string_view::npos;
    return alone ? by->label() : words_of(group).label.str();
}

}  // namespace cpcc::report
