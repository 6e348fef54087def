// `report appraisal`: scores members or platforms by the rules of an office (domain.md, 4). All points are integers, in
// hundredths of a point.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/report/measures.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cpcc::report {

enum class Appraised { members, platforms };

// A key by which a rule narrows its event, and the field whose choices are the values of the key.
struct EventField {
    std::string_view key;          // kind, form, role or level
    std::string_view kind, field;  // a kind of record, and a field of it
};

// An event for which a rule gives or deducts points.
struct EventWord {
    std::string_view id;
    Words label;
    std::string_view source;                // the id of a row in measures/sources.cpp
    bool of_members, of_platforms;          // whether it can be scored for members, for platforms
    bool shared = false;                    // several subjects can share it: authors, platforms of a joint session
    std::array<EventField, 3> fields = {};  // an empty key ends the list
    Where where = {};                       // conditions on the source's facts; a rule that names roles replaces them
    // Returns the field for a rule's key; null if the event cannot be narrowed by it.
    const EventField* find(std::string_view key) const noexcept;
};
std::span<const EventWord> event_words();

// A scoring rule. Rules with the same id are versions of one item; they do not overlap in time.
struct AppraisalRule {
    std::string id, label, label_en;
    int line = 0;              // in the configuration, for error messages
    std::size_t category = 0;  // index in AppraisalRules::categories
    const EventWord* event = nullptr;
    // The event's keys that the rule sets, each with the numbers of the accepted choices.
    std::vector<std::pair<std::string_view, std::set<std::int64_t>>> only;
    std::string tag;                          // empty: no condition
    std::vector<std::string> where;           // conditions as for `list --where`; all of them must hold
    int day = 0;                              // of the month; 0: any day
    std::int64_t points = 0;                  // negative: a deduction
    std::optional<std::int64_t> cap;          // largest absolute value of the item's sum
    int lead_share = 100, joint_share = 100;  // percent of the points for the first subject, for each other one
    Date since = Date::of(1900, 1, 1), until = Date::of(9999, 12, 31);
    std::string name() const;  // the label; without one, the label of the event with the rule's choices
};

struct AppraisalCategory {
    std::string id, label, label_en;
    std::optional<std::int64_t> cap;  // limits the points earned; deductions do not count towards it
    std::string name() const;
};

struct Grade {
    std::string name, name_en;
    std::optional<std::int64_t> from;  // lowest total; none: all remaining subjects
    std::optional<int> at_most;        // percent of all subjects that may have this grade or a better one
    std::string shown() const;
};

// A rule set: the table [appraisal.NAME] of the configuration.
struct AppraisalRules {
    std::string id, label, label_en, area;  // `area`: a code; empty: everywhere
    Appraised who = Appraised::members;
    int year_begins = 1;  // first month of the scoring year, which has the name of the calendar year in which it ends
    std::int64_t base = 0;
    std::optional<std::int64_t> floor, ceiling;  // of the total
    Date since = Date::of(1900, 1, 1), until = Date::of(9999, 12, 31);
    std::vector<Grade> grades;  // the best first
    std::vector<AppraisalCategory> categories;
    std::vector<AppraisalRule> rules;
    std::string name() const;
};

// Returns the scoring year for `2024`, `this-year` or `last-year`, and the result of Period::parse for any other text.
// Throws Error{usage}.
Period scoring_period(const std::string& text, Date today, int year_begins);

struct AppraisalSpec {
    Appraised who;
    std::string period;  // as the user typed it
    Date today;
    std::optional<std::string> area, rules;  // the code of the area to list; the id of the rule set
    std::optional<std::string> explain;      // CODE or CODE:COLUMN
    std::string office;                      // for the title; may be empty
    bool human = false;                      // labels and names in place of ids and codes
};

// Returns a row for each member in office (or platform open) in the period and in the rule set's area, best first. With
// `explain`, returns the records behind one row or cell; their counted points add up to it. Both use the same marks.
//
// Without `rules`, uses the rule set in force on the period's last day, for the area asked for or the nearest one above
// it. Throws Error{usage} if no rule set or more than one applies, for an unknown rule set or cell, and for a rule set
// with an unknown area. Throws Error{failed} if the area asked for does not exist.
files::Table appraisal(db::Connection&, const std::vector<AppraisalRules>& sets, const AppraisalSpec&);

}  // namespace cpcc::report
