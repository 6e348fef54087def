// The consultation days by the rules, with the sessions held and the attendance of assigned members.
#pragma once

#include "cpcc/report/calendar.hpp"
#include "facts/fact_reader.hpp"

#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cpcc::report {

// `shifted`: no session was held on the day, but one on the month's theme was held on another day of the month.
enum class DayState { kept, shifted, missed, planned };

// How a member took part. If there were several sessions, the first of these values counts.
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
    Period seen;                         // the day of the roll; in a season, its whole span
    bool over = false;                   // whether a member without a record has missed it
    bool rolled = false;                 // whether a session names any member
    std::vector<std::int64_t> sessions;  // row numbers, by day
    Date held_on;                        // of the first session; only if held()
    std::vector<RolledMember> assigned;  // by code
    std::vector<RolledMember> others;    // present without being assigned there, by code

    bool held() const { return !sessions.empty(); }
    std::int64_t count(Took) const;  // of assigned members
};

// The totals of consultation days. A session counts once even if it counts for two rules, and so does a member on a
// day.
class DayTotals {
public:
    void add(const KeptDay&);
    std::int64_t days(DayState state) const { return days_[static_cast<std::size_t>(state)]; }
    const std::set<std::int64_t>& sessions() const { return sessions_; }  // row numbers
    // Return members by day, each with the record of that day.
    std::vector<RolledMember> assigned() const;
    std::vector<RolledMember> took(Took) const;  // assigned members, on days that were held
    std::vector<RolledMember> others() const;    // present without being assigned under any rule of that day

private:
    using MemberDay = std::pair<std::int32_t, int>;  // the day and the member
    struct Roll {
        bool held;
        RolledMember member;
    };
    std::array<std::int64_t, 4> days_{};  // by DayState
    std::set<std::int64_t> sessions_;
    std::map<MemberDay, Roll> assigned_;
    std::map<MemberDay, RolledMember> others_;
};

// A rule, narrowed to the area asked for.
struct RuleLine {
    const CalendarRule* rule;
    int area, sector;                      // 0: all areas, all sectors
    std::vector<std::size_t> sessions;     // indices of those that can count for its days, by day
    std::vector<std::size_t> assignments;  // indices of those to places in the area, of members of the sector
};

class CalendarDays {
public:
    // Reads the records for the days of the period; with `back`, all records up to today. The spec must outlive this
    // object.
    CalendarDays(db::Connection&, const CalendarSpec&, bool back);

    const Registers& registers() const { return registers_; }
    const std::vector<RuleLine>& lines() const { return lines_; }
    std::vector<KeptDay> days(const RuleLine&, const Period&) const;
    // Returns the days from the start of the rule to the end of the period. Without `since`, a rule starts with the
    // first day held.
    std::vector<KeptDay> history(const RuleLine&) const;
    // Returns the members assigned on any day of the span, each once, by code, as unrecorded.
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
        int member, platform, area;
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
    bool is_for(const RuleLine&, const Assignment&, Date day) const;
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
    std::vector<Assignment> assignments_;          // by the code of the member
    std::map<std::pair<int, int>, Theme> themes_;  // by month (yyyymm) and area
};

}  // namespace cpcc::report
