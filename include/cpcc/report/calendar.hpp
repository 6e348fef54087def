// `report calendar`: the consultation days that an office's rules give, who came against who was assigned, who keeps
// missing them, and how long none was left out (domain.md, 1 for 汉阳, 青山 and 硚口, and 4).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/base/workdays.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/records/registry.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace cpcc::report {

enum class Move { none = 1, next, previous };                // off a day that is not worked; the places in `moves()`
enum class Week { first = 1, second, third, fourth, last };  // likewise in `weeks()`

// The words of a rule; their numbers are their places, from 1.
std::span<const records::Choice> weekdays();  // monday (1) … sunday (7), as ISO 8601 counts
std::span<const records::Choice> weeks();     // first … fourth, last
std::span<const records::Choice> moves();

// One [[calendar.rule]]: a day a month, or a season, in each of whose months activity is due. Either `day`, or
// `weekday` and `week`, or neither and `months`.
struct CalendarRule {
    std::string name;          // no two rules have the same
    std::string area, sector;  // codes; empty: everywhere, of all sectors
    int day = 0;               // 1–31; a month without it has its last day instead
    int weekday = 0, week = 0;
    std::set<int> months;  // empty: every month
    int session_kind = 0;  // only sessions of this kind keep the day; 0: any
    Move move = Move::none;
    std::optional<Date> since, until;  // the first and last day on which the rule is in force

    bool season() const { return day == 0 && weekday == 0; }
};

// What the office's configuration says.
struct Calendar {
    std::vector<CalendarRule> rules;
    int missed_running = 3;  // how many days missed one after the other put a member on the list
};

// A day that a rule gives. The span of a season's is what of its month the rule is in force.
struct PlannedDay {
    Date month;   // its first day
    Period span;  // of a day, this day alone
    std::optional<Date> moved_to;
    Date due() const { return moved_to.value_or(span.last); }
};

// The days of a rule that lie in the period by the day planned, in order; a season's month that touches it is whole.
std::vector<PlannedDay> planned_days(const CalendarRule&, const Workdays&, const Period&);

// The rule in words, in the language of the process: "每月25日，遇休息日顺延".
std::string describe(const CalendarRule&);

enum class CalendarList { days, missed, streaks };
std::span<const records::Choice> calendar_lists();  // in the order of CalendarList

struct CalendarSpec {
    Period period;  // `missed` and `streaks` are as of its last day, and look back as far as records go
    Date today;     // what comes later is planned, and sessions dated later have not been held
    std::optional<std::string> area;  // rules for it, for what lies in it, and for what it lies in, narrowed to it
    std::optional<std::string> rule;  // this one alone
    Calendar calendar;
    Workdays workdays;
    bool human = false;
};

// The lists asked for, all of one state of the database. Throws Error{usage} for a rule that there isn't, or one whose
// area or sector is not in the register; Error{failed} where the area asked for isn't.
std::vector<files::Table> calendar(db::Connection&, const CalendarSpec&, std::span<const CalendarList>);

// The records behind a figure: `RULE,2024-07:present` of the days, `RULE,MEMBER:times` of those who missed them,
// `RULE:length` of the streaks. Their amounts add up to the figure. Throws Error{usage} for what is no cell.
files::Table explain_calendar(db::Connection&, const CalendarSpec&, const std::string& cell);

}  // namespace cpcc::report
