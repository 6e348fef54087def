// `report appraisal`: members or platforms scored by an office's rules (domain.md, 4). Points are whole hundredths
// throughout.
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

// By what a rule can narrow an event, and the field of a kind of record whose choices it then names.
struct EventField {
    std::string_view key;  // kind, form, role or level
    std::string_view kind, field;
};

// What a rule gives points for.
struct EventWord {
    std::string_view id;
    Words label;
    std::string_view source;                // a row of measures/sources.cpp
    bool of_members, of_platforms;          // whose it can be
    bool shared = false;                    // several can have part in it: authors; the platforms of a joint session
    std::array<EventField, 3> fields = {};  // an empty key: there are no more
    Where where = {};                       // which of the source's facts are it, unless the rule names roles
    const EventField* find(std::string_view key) const noexcept;
};
std::span<const EventWord> event_words();

// One version of an item: versions of the same id do not overlap in time.
struct AppraisalRule {
    std::string id, label, label_en;
    int line = 0;              // of the configuration, for messages
    std::size_t category = 0;  // its place among the rule set's
    const EventWord* event = nullptr;
    std::vector<std::pair<std::string_view, std::set<std::int64_t>>>
        only;                                 // keys of its event, each with the choices that fit
    std::string tag;                          // empty: any
    int day = 0;                              // of the month; 0: any
    std::int64_t points = 0;                  // below 0: a deduction
    std::optional<std::int64_t> cap;          // how far the item's sum can go, either way
    int lead_share = 100, joint_share = 100;  // percent of the points for the first, and for each of the others
    Date since = Date::of(1900, 1, 1), until = Date::of(9999, 12, 31);
    std::string name() const;  // the label, else what the event and its narrowing are called
};

struct AppraisalCategory {
    std::string id, label, label_en;
    std::optional<std::int64_t> cap;  // of what is earned in it; deductions stand apart
    std::string name() const;
};

struct Grade {
    std::string name, name_en;
    std::optional<std::int64_t> from;  // the least total; none: whatever is left
    std::optional<int> at_most;        // percent of all scored that may have this grade or a better one
    std::string shown() const;
};

// A rule set: [appraisal.NAME] in the configuration.
struct AppraisalRules {
    std::string id, label, label_en, area;  // no area: everywhere
    Appraised who = Appraised::members;
    int year_begins = 1;  // the month; a scoring year bears the name of the year it ends in
    std::int64_t base = 0;
    std::optional<std::int64_t> floor, ceiling;  // of the total
    Date since = Date::of(1900, 1, 1), until = Date::of(9999, 12, 31);
    std::vector<Grade> grades;  // the best first
    std::vector<AppraisalCategory> categories;
    std::vector<AppraisalRule> rules;
    std::string name() const;
};

// The scoring year for `2024`, `this-year`, `last-year`; any other period is as Period::parse reads it. Throws
// Error{usage}.
Period scoring_period(const std::string& text, Date today, int year_begins);

struct AppraisalSpec {
    Appraised who;
    std::string period;  // as a person writes it
    Date today;
    std::optional<std::string> area, rules;  // lists these only; the rule set's name
    std::optional<std::string> explain;      // CODE or CODE:COLUMN
    std::string office;
    bool human = false;
};

// A row for everyone of the rule set's area who stands in the period, the best first; with `explain` the records behind
// one row or cell, whose counted points add up to it. Both come of the same marks. Without `rules` the set is taken
// that is in force on the period's last day, for the area asked or one above it, the nearest one. Throws Error{usage}
// where that is none or several, for an unknown rule set or cell, and for an area in the rules that there is not.
files::Table appraisal(db::Connection&, const std::vector<AppraisalRules>& sets, const AppraisalSpec&);

}  // namespace cpcc::report
