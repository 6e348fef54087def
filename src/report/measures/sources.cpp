#include "measures/sources.hpp"

#include <algorithm>

namespace cpcc::report {

bool own_area(Source source) noexcept { return source == Source::member || source == Source::assigned || source == Source::community || source == Source::commitment; }

const records::Field& choice_field(Group group, Source source) {
    if (group == Group::form) return records::kind("session").at("form");
    if (group == Group::category) return records::kind("problem").at("category");
    if (source == Source::platform) return records::kind("platform").at("kind");
    if (source == Source::document || source == Source::adopted) return records::kind("document").at("kind");
    return records::kind(source == Source::topic ? "topic" : "session").at("kind");
}

// Measures of people have the member's sector, all others the platform's (interface.md, Summary CSV).
bool of_people(Source source) noexcept {
    return source == Source::member || source == Source::assigned || source == Source::attendance || source == Source::commended_member ||
           source == Source::assignment || source == Source::commitment;
}

bool has_meaning(Source source, Group group) noexcept {
    if (is_time(group) || is_area(group)) return true;
    const auto any_of = [&](std::initializer_list<Group> list) { return std::find(list.begin(), list.end(), group) != list.end(); };
    switch (source) {
        case Source::platform: return any_of({Group::platform, Group::sector, Group::kind});
        case Source::member: return any_of({Group::member, Group::sector});
        case Source::assigned: return any_of({Group::member, Group::sector, Group::platform});
        case Source::community: return false;
        case Source::topic: return any_of({Group::platform, Group::sector, Group::topic, Group::kind});
        case Source::session:
        case Source::attendance:
        case Source::participation: return group != Group::category;
        case Source::raised:
        case Source::solved:
        case Source::closed:
        case Source::open:
        case Source::lookback: return group != Group::kind && group != Group::form;
        case Source::document:
        case Source::adopted: return any_of({Group::platform, Group::sector, Group::member, Group::topic, Group::kind});
        case Source::donation: return any_of({Group::platform, Group::sector, Group::member});
        case Source::publicity: return any_of({Group::platform, Group::sector});
        case Source::pledge:
        case Source::pairing:
        case Source::paired:
        case Source::commitment: return group == Group::member;
        case Source::assignment: return any_of({Group::member, Group::sector, Group::platform});
        case Source::commended_member: return any_of({Group::member, Group::sector});
        case Source::commended_platform: return any_of({Group::platform, Group::sector});
    }
    return false;
}

bool can_narrow(Source source, std::string_view by) noexcept {
    const auto group = std::find_if(groups().begin(), groups().end(), [&](const GroupWords& g) { return g.id == by; });
    return group != groups().end() && has_meaning(source, group->group);
}

std::vector<Source> sources_of(const std::vector<Asked>& measures) {
    std::vector<Source> sources;
    for (const Asked& asked : measures)
        if (std::find(sources.begin(), sources.end(), asked.base->source) == sources.end()) sources.push_back(asked.base->source);
    return sources;
}

}  // namespace cpcc::report
