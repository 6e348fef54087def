// `report calendar`: lists the consultation days by an office's rules, with attendance against assignment. Also lists
// consecutive absences and current streaks (domain.md, 4; domain.md, 1 for 汉阳, 青山 and 硚口).
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

// The working day to which a day off moves. Values are positions in `moves()`, from 1.
enum class Move { none = 1, next, previous };
// Values are positions in `weeks()`, from 1.
enum class Week { first = 1, second, third, fourth, last };

// The choices of a rule's keys; the number of a choice is its position, from 1.
std::span<const records::Choice> weekdays();  // monday (1) … sunday (7), as in ISO 8601
std::span<const records::Choice> weeks();     // first … fourth, last
std::span<const records::Choice> moves();

// A [[calendar.rule]] of the configuration. It gives one day in each month, or a season: months in each of which a
// session is due. It has `day`, or `weekday` and `week`, or only `months`.
struct CalendarRule {
    std::string name;           // unique
    std::string area, sector;   // codes; empty: all areas, all sectors
    int day = 0;                // 1–31; in a shorter month, the last day
    int weekday = 0, week = 0;  // numbers of choices
    std::set<int> months;       // empty: every month
    int session_kind = 0;       // the number of a choice: only sessions of this kind count; 0: all
    Move move = Move::none;
    std::optional<Date> since, until;  // the first and last day on which the rule is in force

    bool season() const { return day == 0 && weekday == 0; }
};

// The calendar in the configuration.
struct Calendar {
    std::vector<CalendarRule> rules;
    int missed_running = 3;  // consecutive absences that put a member on the list
};

// A consultation day by a rule, or a month of a season.
struct PlannedDay {
    Date month;                    // its first day
    Period span;                   // the day alone; in a season, the part of the month in which the rule is in force
    std::optional<Date> moved_to;  // the working day that replaces a day off
    Date due() const { return moved_to.value_or(span.last); }
};

// Returns the rule's days whose date before any move lies in the period, in order. For a season, returns each month
// that the period touches, with its full span.
std::vector<PlannedDay> planned_days(const CalendarRule&, const Workdays&, const Period&);

// Returns the rule in words, in the language of the process, e.g. "每月25日，遇休息日顺延".
std::string describe(const CalendarRule&);

enum class CalendarList { days, missed, streaks };
std::span<const records::Choice> calendar_lists();  // in the order of CalendarList

struct CalendarSpec {
    Period period;                    // `missed` and `streaks` are as of its last day and use all earlier records
    Date today;                       // later days are planned; sessions with a later date do not count
    std::optional<std::string> area;  // rules of it, of areas in it, and of areas above it, narrowed to it
    std::optional<std::string> rule;  // only this rule
    Calendar calendar;
    Workdays workdays;
    bool human = false;
    bool total = false;  // a row of totals below the days; people get it in any case if there are several days
};

// Returns the lists asked for, all from one snapshot of the database. Throws Error{usage} for an unknown rule, and for
// a rule whose area or sector is not in the register. Throws Error{failed} if the area asked for does not exist.
std::vector<files::Table> calendar(db::Connection&, const CalendarSpec&, std::span<const CalendarList>);

// Returns the records behind a cell: `RULE,2024-07:present` in the list of days, `RULE,MEMBER:times` in the absences,
// `RULE:length` in the streaks. Their amounts add up to the figure. Throws Error{usage} for an invalid cell.
files::Table explain_calendar(db::Connection&, const CalendarSpec&, const std::string& cell);

}  // namespace cpcc::report
