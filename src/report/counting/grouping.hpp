// Groups: which rows a report has, and which of them a fact touches.
#pragma once

#include "cpcc/report/groups.hpp"
#include "facts/registers.hpp"
#include "measures/sources.hpp"

#include <string>
#include <vector>

namespace cpcc::report {

// One number for each group asked: a row of a register, a choice, or 0 for none. Groups of time are not among them: a
// report by month is one report a month.
using Key = std::vector<int>;

class Grouping {
public:
    // `area` 0: everywhere. `sources` decide whose kinds `kind` stands for.
    Grouping(const Registers&, std::vector<Group> groups, int area, std::vector<const Source*> sources);

    bool inside(int area) const { return area_ == 0 || registers_.lies_in(area, area_); }
    // The fact's keys, each once; none where it does not lie in the area.
    std::vector<Key> keys(const Source&, const Fact&) const;
    // Whether the keys of a fact at one platform follow from that platform.
    bool by_platform(const Source&) const;
    // What has a row though nothing touches it: every member of the groups that stands in the period and area.
    std::vector<Key> standing(const Period&) const;

    std::string code(Group, int member) const;  // empty for none
    bool has_code(Group, const std::string& code) const;
    std::string name(Group, int member) const;
    const std::vector<Group>& groups() const { return groups_; }

private:
    struct Place {
        int area, platform, sector;
    };
    std::vector<Place> places(const Source&, const Fact&) const;
    std::vector<int> members_of(Group, const Source&, const Fact&, const Place&) const;
    int kind_number(const Column&, const Fact&) const;
    std::vector<int> standing_members(Group, const Period&) const;
    std::vector<Key> standing_places(const Period&) const;

    const Registers& registers_;
    std::vector<Group> groups_;
    int area_;
    std::vector<std::string> kinds_;  // ids of the choices that `kind` can be, by their number in choice_ids
    std::vector<const Source*> sources_;
};

}  // namespace cpcc::report
