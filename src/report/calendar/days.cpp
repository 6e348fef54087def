#include "calendar/days.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/choices.hpp"
#include "facts/places.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

int month_number(Date day) { return day.packed() / 100; }

Took took(std::int64_t number) {
    const auto role = static_cast<records::AttendanceRole>(number);
    if (is_present(role)) return Took::present;
    return role == records::AttendanceRole::leave ? Took::leave : Took::absent;
}

}  // namespace

std::int64_t KeptDay::count(Took wanted) const {
    return std::count_if(assigned.begin(), assigned.end(), [&](const RolledMember& one) { return one.took == wanted; });
}

void DayTotals::add(const KeptDay& day) {
    ++days_[static_cast<std::size_t>(day.state)];
    sessions_.insert(day.sessions.begin(), day.sessions.end());
    const std::int32_t date = day.seen.first.packed();
    for (const RolledMember& member : day.assigned) {
        Roll& roll = assigned_.try_emplace({date, member.member}, Roll{false, member}).first->second;
        if (day.held() && (!roll.held || member.took < roll.member.took)) roll = {true, member};
    }
    for (const RolledMember& member : day.others) others_.try_emplace({date, member.member}, member);
}

std::vector<RolledMember> DayTotals::assigned() const {
    std::vector<RolledMember> members;
    for (const auto& [day, roll] : assigned_) members.push_back(roll.member);
    return members;
}

std::vector<RolledMember> DayTotals::took(Took wanted) const {
    std::vector<RolledMember> members;
    for (const auto& [day, roll] : assigned_)
        if (roll.held && roll.member.took == wanted) members.push_back(roll.member);
    return members;
}

std::vector<RolledMember> DayTotals::others() const {
    std::vector<RolledMember> members;
    for (const auto& [day, member] : others_)
        if (!assigned_.contains(day)) members.push_back(member);
    return members;
}

CalendarDays::CalendarDays(db::Connection& connection, const CalendarSpec& spec, bool back)
    : connection_(connection), spec_(spec), registers_(connection), asked_area_(registers_.area(spec.area)) {
    choose_lines();
    load_sessions(window(back));
    load_assignments();
    load_themes();
}

int CalendarDays::area_of(const CalendarRule& rule) const {
    const int area = rule.area.empty() ? 0 : registers_.find_area(rule.area);
    if (area == 0 && !rule.area.empty())
        throw Error(
            Exit::usage,
            say(Words{"日历规则“{0}”：没有编号为“{1}”的区划", "calendar rule \"{0}\": no area with code {1}"},
                rule.name, rule.area),
            say(Words{"见 cpcc area list，或改正配置文件", "see cpcc area list, or correct the configuration"}));
    return area;
}

int CalendarDays::sector_of(const CalendarRule& rule) const {
    if (rule.sector.empty()) return 0;
    for (std::size_t id = 1; id < registers_.sectors.size(); ++id)
        if (registers_.sectors[id].code == rule.sector) return static_cast<int>(id);
    throw Error(
        Exit::usage,
        say(Words{"日历规则“{0}”：没有编号为“{1}”的界别", "calendar rule \"{0}\": no sector with code {1}"}, rule.name,
            rule.sector),
        say(Words{"见 cpcc sector list，或改正配置文件", "see cpcc sector list, or correct the configuration"}));
}

void CalendarDays::choose_lines() {
    std::vector<std::string_view> names;
    for (const CalendarRule& rule : spec_.calendar.rules) {
        names.push_back(rule.name);
        if (spec_.rule && *spec_.rule != rule.name) continue;
        const int area = area_of(rule);
        const bool below = asked_area_ == 0 || (area != 0 && registers_.lies_in(area, asked_area_));
        if (below || area == 0 || registers_.lies_in(asked_area_, area))
            lines_.push_back({&rule, below ? area : asked_area_, sector_of(rule), {}, {}});
    }
    if (!spec_.rule || std::find(names.begin(), names.end(), *spec_.rule) != names.end()) return;
    throw unknown_word(
        say(Words{"配置文件中没有日历规则“{}”", "no calendar rule \"{}\" in the configuration"}, *spec_.rule),
        *spec_.rule, names,
        say(Words{"见 cpcc report calendar --list streaks", "see cpcc report calendar --list streaks"}));
}

// Returns the days from which to read sessions. A consultation day can move out of its month, and sessions on any other
// day of the month can replace it.
Period CalendarDays::window(bool back) const {
    if (back) return {Date::of(1900, 1, 1), spec_.today};
    Period window{spec_.today, Date::of(1900, 1, 1)};
    for (const RuleLine& line : lines_)
        for (const PlannedDay& day : planned_days(*line.rule, spec_.workdays, spec_.period)) {
            window.first = std::min({window.first, day.month, day.due()});
            window.last = std::max({window.last, day.month.month_end(), day.due()});
        }
    return {window.first, std::min(window.last, spec_.today)};
}

bool CalendarDays::may_keep(const RuleLine& line, const Fact& session, std::int64_t kind) const {
    if (line.rule->session_kind != 0 && kind != line.rule->session_kind) return false;
    bool may = false;
    each_place(registers_, session, [&](const Place& place) {
        may = may || ((line.area == 0 || registers_.lies_in(place.area, line.area)) &&
                      (line.sector == 0 || place.sector == line.sector));
    });
    return may;
}

void CalendarDays::load_sessions(const Period& window) {
    FactReader facts(connection_, registers_, window);
    const Source& sessions = source("session");
    facts.each(sessions, [&, kind = sessions.value("kind"), topic = sessions.value("topic")](const Fact& session) {
        bool kept = false;
        for (RuleLine& line : lines_)
            if (may_keep(line, session, session.values[kind])) line.sessions.push_back(sessions_.size()), kept = true;
        if (kept)
            sessions_.push_back({session.id, Date::packed(session.day), static_cast<int>(session.values[topic]), {}});
    });
    const Source& attendances = source("attendance");
    facts.each(attendances, [&, role = attendances.value("role")](const Fact& attendance) {
        if (attendance.person == 0) return;  // unnamed members
        const auto session = std::lower_bound(sessions_.begin(), sessions_.end(), attendance.owner,
                                              [](const Session& s, std::int64_t id) { return s.id < id; });
        if (session != sessions_.end() && session->id == attendance.owner)
            session->roll.push_back({attendance.person, 0, took(attendance.values[role]), attendance.id});
    });
    for (RuleLine& line : lines_)
        std::stable_sort(line.sessions.begin(), line.sessions.end(),
                         [&](std::size_t a, std::size_t b) { return sessions_[a].day < sessions_[b].day; });
}

void CalendarDays::load_assignments() {
    auto rows = connection_.prepare(
        "SELECT a.id, a.member, a.platform, a.area, a.since, a.until FROM assignment a JOIN member m ON m.id = "
        "a.member WHERE a.voided IS NULL ORDER BY m.code, a.since, a.id");
    while (rows.step())
        assignments_.push_back(
            {rows.integer(0), rows.small(1), rows.small(2), rows.small(3), {rows.small(4), rows.small(5), true}});
    for (RuleLine& line : lines_)
        for (std::size_t i = 0; i < assignments_.size(); ++i) {
            const Assignment& one = assignments_[i];
            const auto then = [&](const auto& former) { return is_for(line, one, Date::packed(former.until)); };
            const auto& places = registers_.platforms[static_cast<std::size_t>(one.platform)].former;
            const auto& sectors = registers_.members[static_cast<std::size_t>(one.member)].former;
            if (is_for(line, one, Date::of(9999, 12, 31)) || std::any_of(places.begin(), places.end(), then) ||
                std::any_of(sectors.begin(), sectors.end(), then))
                line.assignments.push_back(i);
        }
}

// Returns whether a line is for an assignment, by its place and its member's sector on a day.
bool CalendarDays::is_for(const RuleLine& line, const Assignment& one, Date day) const {
    const int place = one.platform == 0 ? one.area : registers_.platform(one.platform, day.packed()).area;
    return (line.area == 0 || registers_.lies_in(place, line.area)) &&
           (line.sector == 0 || registers_.member(one.member, day.packed()).sector == line.sector);
}

void CalendarDays::load_themes() {
    auto rows = connection_.prepare(
        "SELECT month, area, title, topic FROM theme WHERE voided IS NULL ORDER BY month, area, id");
    while (rows.step()) themes_.emplace(std::pair(rows.small(0), rows.small(1)), Theme{rows.str(2), rows.small(3)});
}

// Returns the theme of the area, otherwise of the nearest area above it, otherwise the theme without an area; null if
// there is none.
const CalendarDays::Theme* CalendarDays::theme_of(Date month, int area) const {
    for (;; area = registers_.areas[static_cast<std::size_t>(area)].parent) {
        if (const auto found = themes_.find({month_number(month), area}); found != themes_.end()) return &found->second;
        if (area == 0) return nullptr;
    }
}

// Returns whether a topic is the topic of the theme or lies below it.
bool CalendarDays::carries(int topic, int theme) const {
    const auto& lineage = registers_.topics[static_cast<std::size_t>(topic)].lineage;
    return std::find(lineage.begin(), lineage.end(), theme) != lineage.end();
}

std::vector<std::size_t> CalendarDays::held(const RuleLine& line, const Period& span) const {
    const auto from = std::partition_point(line.sessions.begin(), line.sessions.end(),
                                           [&](std::size_t i) { return sessions_[i].day < span.first; });
    const auto to =
        std::partition_point(from, line.sessions.end(), [&](std::size_t i) { return sessions_[i].day <= span.last; });
    return {from, to};
}

std::vector<std::size_t> CalendarDays::held_for(const RuleLine& line, const PlannedDay& plan, const Theme* theme,
                                                DayState& state) const {
    std::vector<std::size_t> sessions = held(line, plan.span);
    if (plan.moved_to) {
        const auto moved = held(line, {*plan.moved_to, *plan.moved_to});
        sessions.insert(*plan.moved_to < plan.span.first ? sessions.begin() : sessions.end(), moved.begin(),
                        moved.end());
    }
    state = !sessions.empty() ? DayState::kept : plan.due() >= spec_.today ? DayState::planned : DayState::missed;
    if (state != DayState::missed || line.rule->season() || !theme || theme->topic == 0) return sessions;
    for (const std::size_t i : held(line, span_of(Span::month, plan.month)))
        if (carries(sessions_[i].topic, theme->topic)) sessions.push_back(i);
    if (!sessions.empty()) state = DayState::shifted;
    return sessions;
}

std::vector<RolledMember> CalendarDays::assigned(const RuleLine& line, const Period& span) const {
    std::vector<RolledMember> all;
    for (const std::size_t i : line.assignments) {
        const Assignment& one = assignments_[i];
        const bool again = !all.empty() && all.back().member == one.member;
        if (!again && one.standing.during(span) && is_for(line, one, span.last) &&
            registers_.members[static_cast<std::size_t>(one.member)].standing.during(span))
            all.push_back({one.member, one.id, Took::unrecorded, 0});
    }
    return all;
}

void CalendarDays::call_roll(const RuleLine& line, const std::vector<std::size_t>& sessions, KeptDay& day) const {
    std::map<int, RolledMember> roll;
    for (const std::size_t i : sessions)
        for (const RolledMember& one : sessions_[i].roll) {
            const auto [known, is_new] = roll.emplace(one.member, one);
            if (!is_new && one.took < known->second.took) known->second = one;
        }
    day.rolled = !roll.empty();
    day.assigned = assigned(line, day.seen);
    for (RolledMember& one : day.assigned) {
        const auto called = roll.find(one.member);
        if (called == roll.end()) continue;
        one.took = called->second.took, one.attendance = called->second.attendance;
        roll.erase(called);
    }
    for (const auto& [member, one] : roll)
        if (one.took == Took::present) day.others.push_back(one);
    const auto code = [&](const RolledMember& one) -> const std::string& {
        return registers_.members[static_cast<std::size_t>(one.member)].code;
    };
    std::sort(day.others.begin(), day.others.end(), [&](const auto& a, const auto& b) { return code(a) < code(b); });
}

KeptDay CalendarDays::day(const RuleLine& line, const PlannedDay& plan) const {
    KeptDay day;
    day.plan = plan;
    const Theme* theme = theme_of(plan.month, line.area);
    if (theme) day.theme = theme->title;
    const auto sessions = held_for(line, plan, theme, day.state);
    for (const std::size_t i : sessions) day.sessions.push_back(sessions_[i].id);
    if (day.held()) day.held_on = sessions_[sessions.front()].day;
    const Date on = day.held() ? day.held_on : plan.due();
    day.seen = line.rule->season() ? plan.span : Period{on, on};
    day.over = day.held() && (!line.rule->season() || plan.span.last < spec_.today);
    call_roll(line, sessions, day);
    return day;
}

std::vector<KeptDay> CalendarDays::days(const RuleLine& line, const Period& period) const {
    std::vector<KeptDay> all;
    for (const PlannedDay& plan : planned_days(*line.rule, spec_.workdays, period)) all.push_back(day(line, plan));
    return all;
}

std::vector<KeptDay> CalendarDays::history(const RuleLine& line) const {
    if (line.rule->since) return days(line, {*line.rule->since, spec_.period.last});
    if (line.sessions.empty()) return {};
    const Date first = sessions_[line.sessions.front()].day;
    auto all = days(line, {Date::of(first.year(), first.month(), 1).plus_months(-1),
                           spec_.period.last});  // a day of the month before may have moved to the first session's
    all.erase(all.begin(), std::find_if(all.begin(), all.end(), [](const KeptDay& day) { return day.held(); }));
    return all;
}

}  // namespace cpcc::report
