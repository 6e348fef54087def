// Determines which rows a report has, and in which of them a fact counts.
#pragma once

#include "counting/field_group.hpp"
#include "cpcc/report/groups.hpp"
#include "facts/registers.hpp"
#include "measures/sources.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

// One number for each group except those of time: the row number in a register, a choice, or 0 for none. A report by
// month is one report for each month.
using Key = std::vector<int>;

enum class KeysBy { fact, platform, area };

class Grouping {
public:
    // `area` 0: everywhere. The group `kind` has the choices of `sources`, and fields have the meaning that they have
    // there. Throws Error{usage} if a field has several.
    Grouping(const Registers&, std::vector<Group> groups, int area, std::vector<const Source*> sources);

    // Reads what groups by fields need for the facts of a source in a period, before keys().
    void load(db::Connection&, const Source&, const Period&) const;
    // Returns whether facts of a source have a meaning by all groups, or by one of them.
    bool has_groups(const Source&) const;
    bool has_group(const Source&, Group) const;
    // Returns whether a group is by one of the fields that the measure needs (Measure::only_by), or it needs none.
    bool allows(const Measure&) const;
    bool inherits_topics() const;  // whether a group needs the topics that facts inherit
    bool inside(int area) const { return area_ == 0 || registers_.lies_in(area, area_); }
    // Returns the fact's keys, each once; none if the fact lies outside the area.
    std::vector<Key> keys(const Source&, const Fact&) const;
    // Returns what alone determines the keys of a fact, if it lies at a single platform or area.
    KeysBy keys_by(const Source&) const;
    bool by_areas() const;  // whether all groups are areas, so that places alone determine keys, for every source
    // Returns the keys that have a row even without facts: all members of the groups that exist in the period and area.
    // A group of values has those in `touched`, the keys with facts. Throws Error{usage} if there are more than two
    // million.
    std::vector<Key> standing(const Period&, const std::vector<Key>& touched) const;

    std::string code(Group, int member) const;  // empty for none
    // Finds a member by its code. A choice is found by its label, too.
    std::optional<int> find(Group, const std::string& code) const;
    std::string name(Group, int member) const;
    std::string label(Group) const;
    const std::vector<Group>& groups() const { return groups_; }

private:
    bool is_by(const Source&, const records::Field&) const;  // whether a group is by this field of the source's facts
    std::vector<Place> places(const Source&, const Fact&) const;
    std::vector<int> members_of(Group, const Source&, const Fact&, const Place&) const;
    std::vector<int> members_of(const FieldGroup&, const Source&, const Fact&, const Place&) const;
    std::vector<int> rows_of(const Column&, const Source&, const Fact&, const Place&) const;
    const FieldGroup* field(Group) const;
    std::string_view register_of(Group) const;
    int kind_number(const Column&, const Fact&) const;
    std::string name_of_kind(const std::string& id) const;
    std::vector<int> standing_members(Group, const Period&) const;
    std::vector<int> areas_of(int platform, const Period&) const;
    std::vector<Key> standing_places(const Period&) const;

    const Registers& registers_;
    std::vector<Group> groups_;
    int area_;
    std::vector<std::unique_ptr<FieldGroup>> fields_;  // of the groups by fields, in their order
    std::vector<std::string> kinds_;  // ids of the choices of `kind`; the number of a choice is its index plus 1
    std::vector<const Source*> sources_;
};

}  // namespace cpcc::report
