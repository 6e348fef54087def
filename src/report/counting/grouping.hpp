// Determines which rows a report has, and in which of them a fact counts.
#pragma once

#include "cpcc/report/groups.hpp"
#include "facts/registers.hpp"
#include "measures/sources.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

// One number for each group except those of time: the row number in a register, a choice, or 0 for none. A report by
// month is one report for each month.
using Key = std::vector<int>;

class Grouping {
public:
    // `area` 0: everywhere. The group `kind` has the choices of `sources`.
    Grouping(const Registers&, std::vector<Group> groups, int area, std::vector<const Source*> sources);

    bool inside(int area) const { return area_ == 0 || registers_.lies_in(area, area_); }
    // Returns the fact's keys, each once; none if the fact lies outside the area.
    std::vector<Key> keys(const Source&, const Fact&) const;
    // Returns whether the keys of a fact at a single platform depend on that platform alone.
    bool by_platform(const Source&) const;
    // Returns the keys that have a row even without facts: all members of the groups that exist in the period and area.
    // Throws Error{usage} if there are more than two million.
    std::vector<Key> standing(const Period&) const;

    std::string code(Group, int member) const;  // empty for none
    std::optional<int> find(Group, const std::string& code) const;
    std::string name(Group, int member) const;
    const std::vector<Group>& groups() const { return groups_; }

private:
    std::vector<Place> places(const Source&, const Fact&) const;
    std::vector<int> members_of(Group, const Source&, const Fact&, const Place&) const;
    int kind_number(const Column&, const Fact&) const;
    std::vector<int> standing_members(Group, const Period&) const;
    std::vector<int> areas_of(int platform, const Period&) const;
    std::vector<Key> standing_places(const Period&) const;

    const Registers& registers_;
    std::vector<Group> groups_;
    int area_;
    std::vector<std::string> kinds_;  // ids of the choices of `kind`; the number of a choice is its index plus 1
    std::vector<const Source*> sources_;
};

}  // namespace cpcc::report
