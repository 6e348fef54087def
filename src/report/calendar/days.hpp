// The days that rules give as they were kept: which sessions, and who of those assigned came.
#pragma once

#include "cpcc/report/calendar.hpp"
#include "facts/fact_reader.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cpcc::report {

// `shifted`: nothing was held on the day, but a session on the month's theme was held on another day of the month.
enum class DayState { kept, shifted, missed, planned };

// How a member took part. Of several sessions of a day the first of these counts.
enum class Took { present, leave, absent, unrecorded };

struct RolledMember {
    int member;
    std::int64_t assignment;  // 0: not assigned there
    Took took;
    std::int64_t attendance;  // 0: unrecorded
};

struct KeptDay {
    PlannedDay plan;
    DayState state = DayState::planned;
    std::string theme;
    Period seen;                         // the day on which the roll is looked at; of a season all of it
    bool over = false;                   // whether who is not recorded by now has missed it
    bool rolled = false;                 // whether anybody is named in its sessions
    std::vector<std::int64_t> sessions;  // by day
    Date held_on;                        // of the first; only where there is one
    std::vector<RolledMember> assigned;  // by code
    std::vector<RolledMember> others;    // who came without being assigned there, by code

    bool held() const { return !sessions.empty(); }
    std::int64_t count(Took) const;  // of those assigned
};

// A rule in the area that is asked for.
struct RuleLine {
    const CalendarRule* rule;
    int area, sector;                      // 0: everywhere, all
    std::vector<std::size_t> sessions;     // that may keep its days, in order of day
    std::vector<std::size_t> assignments;  // to places in the area, of members of the sector
};

class CalendarDays {
public:
    // Reads what the days of the period need, or `back` to where records begin.
    CalendarDays(db::Connection&, const CalendarSpec&, bool back);

    const Registers& registers() const { return registers_; }
    const std::vector<RuleLine>& lines() const { return lines_; }
    std::vector<KeptDay> days(const RuleLine&, const Period&) const;
    // From the rule's first day up to the end of the period; of a rule without `since`, from the first day that was
    // kept.
    std::vector<KeptDay> history(const RuleLine&) const;
    // Who is assigned at any time of the span, each once and by code, as not recorded.
    std::vector<RolledMember> assigned(const RuleLine&, const Period& span) const;

private:
    struct Session {
        std::int64_t id;
        Date day;
        int topic;
        std::vector<RolledMember> roll;
    };
    struct Assignment {
        std::int64_t id;
        int member, place;
        Standing standing;
    };
    struct Theme {
        std::string title;
        int topic;
    };

    void choose_lines();
    int area_of(const CalendarRule&) const;
    int sector_of(const CalendarRule&) const;
    Period window(bool back) const;
    bool may_keep(const RuleLine&, const Fact&, std::int64_t kind) const;
    void load_sessions(const Period&);
    void load_assignments();
    void load_themes();
    const Theme* theme_of(Date month, int area) const;
    bool carries(int topic, int theme) const;
    std::vector<std::size_t> held(const RuleLine&, const Period&) const;
    std::vector<std::size_t> held_for(const RuleLine&, const PlannedDay&, const Theme*, DayState&) const;
    KeptDay day(const RuleLine&, const PlannedDay&) const;
    void call_roll(const RuleLine&, const std::vector<std::size_t>& sessions, KeptDay&) const;

    db::Connection& connection_;
    const CalendarSpec& spec_;
    Registers registers_;
    int asked_area_;
    std::vector<RuleLine> lines_;
    std::vector<Session> sessions_;                // by row number
    std::vector<Assignment> assignments_;          // by member's code
    std::map<std::pair<int, int>, Theme> themes_;  // month yyyymm and area
    std::vector<int> topic_parents_;
};

}  // namespace cpcc::report
