#include "cpcc/report/calendar.hpp"

#include "calendar/lists.hpp"
#include "evidence/notes.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

using files::CellType;
using records::Choice;

constexpr std::array list_words{Choice{"days", {"协商日", "Consultation days"}},
                                Choice{"missed", {"连续缺席", "Consecutive absences"}},
                                Choice{"streaks", {"连续开展", "Current streaks"}}};
// In the order of DayState.
constexpr std::array state_words{Choice{"kept", {"已开展", "held"}},
                                 Choice{"shifted", {"改日开展", "held on another day"}},
                                 Choice{"missed", {"未开展", "not held"}}, Choice{"planned", {"待开展", "planned"}}};

files::Cell day_cell(Date day) { return std::int64_t{day.packed()}; }
std::string month_of(Date day) { return span_name(Span::month, day); }

class Tables {
public:
    Tables(db::Connection& connection, const CalendarSpec& spec, bool back)
        : spec_(spec), calendar_(connection, spec, back) {
        if (!back) return;
        for (const RuleLine& line : calendar_.lines()) histories_.push_back(calendar_.history(line));
    }

    files::Table table(CalendarList list) const {
        files::Table table;
        table.heading.title = fmt::format("{}  {}  {}", list_words[static_cast<std::size_t>(list)].label.get(),
                                          spec_.period.text(), area_asked());
        table.columns = {{"rule", say(Words{"规则", "rule"})},
                         {"area", say(Words{"区划", "area"})},
                         {"area_name", say(Words{"区划名称", "area name"})}};
        if (list == CalendarList::days) days(table);
        if (list == CalendarList::missed) missed(table);
        if (list == CalendarList::streaks) streaks(table);
        return table;
    }

private:
    std::string area_asked() const {
        if (!spec_.area) return say(Words{"全部区划", "all areas"});
        const Registers& registers = calendar_.registers();
        return registers.areas[static_cast<std::size_t>(registers.area(*spec_.area))].shown();
    }

    Date as_of() const { return std::min(spec_.period.last, spec_.today); }

    std::vector<files::Cell> row_of(const RuleLine& line) const {
        const AreaEntry& area = calendar_.registers().areas[static_cast<std::size_t>(line.area)];
        return {line.rule->name, files::text_cell(area.code), files::text_cell(area.name)};
    }

    void days(files::Table& table) const {
        const auto add = [&](std::string id, Words label, CellType type) {
            table.columns.push_back({std::move(id), label.str(), type});
        };
        add("month", {"月份", "month"}, CellType::text);
        add("planned_on", {"规定日", "planned on"}, CellType::date);
        add("moved_to", {"调整到", "moved to"}, CellType::date);
        add("theme", {"主题", "theme"}, CellType::text);
        add("state", {"情形", "state"}, CellType::text);
        add("held_on", {"开展日", "held on"}, CellType::date);
        add("sessions", {"活动", "sessions"}, CellType::integer);
        add("assigned", {"应到", "assigned"}, CellType::integer);
        add("present", {"到场", "present"}, CellType::integer);
        add("leave", {"请假", "on leave"}, CellType::integer);
        add("absent", {"缺席", "absent"}, CellType::integer);
        add("unrecorded", {"未记录", "unrecorded"}, CellType::integer);
        add("others", {"其他到场", "others present"}, CellType::integer);
        DayTotals totals;
        for (const RuleLine& line : calendar_.lines())
            for (const KeptDay& day : calendar_.days(line, spec_.period)) {
                table.rows.push_back(row_of(line, day));
                totals.add(day);
            }
        notes_of_days(table);
        if (spec_.total || (spec_.human && table.rows.size() > 1)) table.rows.push_back(row_of(totals));
        if (!table.rows.empty()) table.heading.notes.insert(table.heading.notes.begin() + 1, note_of(totals));
    }

    std::vector<files::Cell> row_of(const DayTotals& totals) const {
        std::vector<files::Cell> row{spec_.human ? say(Words{"合计", "total"}) : "total"};
        row.resize(9);
        row.emplace_back(static_cast<std::int64_t>(totals.sessions().size()));
        row.emplace_back(static_cast<std::int64_t>(totals.assigned().size()));
        for (const Took took : {Took::present, Took::leave, Took::absent, Took::unrecorded})
            row.emplace_back(static_cast<std::int64_t>(totals.took(took).size()));
        row.emplace_back(static_cast<std::int64_t>(totals.others().size()));
        return row;
    }

    static std::string note_of(const DayTotals& totals) {
        std::string text;
        for (const DayState state : {DayState::kept, DayState::shifted, DayState::missed, DayState::planned})
            text += say(Words{"{}{} {}", "{}{}: {}"}, text.empty() ? "" : say(Words{"，", ", "}),
                        state_words[static_cast<std::size_t>(state)].label.get(), totals.days(state));
        return say(Words{"协商日：{}。合计中一场活动只计一次，一名委员一日只计一次。",
                         "Days: {}. The totals count a session once, and a member once a day."},
                   text);
    }

    std::vector<files::Cell> row_of(const RuleLine& line, const KeptDay& day) const {
        auto row = row_of(line);
        row.emplace_back(month_of(day.plan.month));
        row.push_back(line.rule->season() ? files::Cell{} : day_cell(day.plan.span.first));
        row.push_back(day.plan.moved_to ? day_cell(*day.plan.moved_to) : files::Cell{});
        row.push_back(files::text_cell(day.theme));
        const Choice& state = state_words[static_cast<std::size_t>(day.state)];
        row.emplace_back(spec_.human ? state.label.str() : std::string(state.id));
        row.push_back(day.held() ? day_cell(day.held_on) : files::Cell{});
        row.emplace_back(static_cast<std::int64_t>(day.sessions.size()));
        row.emplace_back(static_cast<std::int64_t>(day.assigned.size()));
        for (const Took took : {Took::present, Took::leave, Took::absent, Took::unrecorded})
            row.push_back(day.held() ? files::Cell{day.count(took)} : files::Cell{});
        row.push_back(day.held() ? files::Cell{static_cast<std::int64_t>(day.others.size())} : files::Cell{});
        return row;
    }

    void notes_of_days(files::Table& table) const {
        auto& notes = table.heading.notes;
        notes.push_back(
            say(Words{"时段：{}；今日：{}。", "Period: {}. Today: {}."}, dates(spec_.period), spec_.today.iso()));
        if (spec_.calendar.rules.empty())
            notes.push_back(say(Words{"配置文件中没有 [[calendar.rule]]，因此没有协商日。",
                                      "The configuration has no [[calendar.rule]], so no consultation days are due."}));
        for (const RuleLine& line : calendar_.lines())
            notes.push_back(say(Words{"{}：{}。", "{}: {}."}, line.rule->name, describe(*line.rule)));
        if (!calendar_.lines().empty())
            notes.push_back(
                say(Words{"“应到”为当日在该区划下沉的委员，等于到场、请假、缺席、未记录（未列入名单）之和；“其他到场”为"
                          "不在应到之列但已到场的委员。",
                          "Assigned: members with an assignment in the area on that date. Present, on leave, absent "
                          "and unrecorded (not on the roll) add up to it. Others present: members who came without "
                          "such an assignment."}));
        if (std::any_of(calendar_.lines().begin(), calendar_.lines().end(),
                        [](const RuleLine& line) { return line.rule->move != Move::none; }))
            for (const Period& year : split(spec_.period, Span::year))
                if (!spec_.workdays.knows(year.first.year())) notes.push_back(only_weekends(year.first.year()));
        if (!table.rows.empty())
            notes.push_back(say(Words{"查看数据所依据的记录：加 --explain {},{}:present（或 "
                                      "sessions、assigned、leave、absent、unrecorded、others）。",
                                      "To list the records behind a figure, add --explain {},{}:present (or sessions, "
                                      "assigned, leave, absent, unrecorded, others)."},
                                std::get<std::string>(table.rows[0][0]), std::get<std::string>(table.rows[0][3])));
    }

    void missed(files::Table& table) const {
        table.columns.insert(table.columns.end(),
                             {{"member", say(Words{"委员", "member"})},
                              {"member_name", say(Words{"姓名", "member name"})},
                              {"times", say(Words{"连续缺席次数", "consecutive absences"}), CellType::integer},
                              {"since", say(Words{"起算日", "since"}), CellType::date},
                              {"last", say(Words{"最近一次", "latest"}), CellType::date}});
        for (std::size_t i = 0; i < histories_.size(); ++i) {
            const RuleLine& line = calendar_.lines()[i];
            for (const Missing& one :
                 missing(histories_[i], calendar_.assigned(line, {as_of(), as_of()}), spec_.calendar.missed_running)) {
                const MemberEntry& member = calendar_.registers().members[static_cast<std::size_t>(one.member)];
                auto row = row_of(line);
                row.insert(row.end(), {member.code, member.name, static_cast<std::int64_t>(one.days.size()),
                                       day_cell(one.days.front()->seen.first), day_cell(one.days.back()->seen.last)});
                table.rows.push_back(std::move(row));
            }
        }
        table.heading.notes.push_back(
            say(Words{"截至 {}，仍在下沉且连续 {} 次及以上缺席（或活动有名单而未列入名单）的委员；请假不计。",
                      "As of {}: members still assigned who were absent, or missing from the roll, at least {} times "
                      "in a row. Leave is not counted."},
                as_of().iso(), spec_.calendar.missed_running));
    }

    void streaks(files::Table& table) const {
        table.columns.insert(table.columns.end(),
                             {{"length", say(Words{"连续开展次数", "current streak"}), CellType::integer},
                              {"since", say(Words{"起算日", "since"})},
                              {"broken", say(Words{"最近一次中断", "last break"})}});
        for (std::size_t i = 0; i < histories_.size(); ++i) {
            const Streak run = streak(histories_[i]);
            auto row = row_of(calendar_.lines()[i]);
            row.insert(row.end(),
                       {static_cast<std::int64_t>(run.days.size()),
                        run.days.empty() ? files::Cell{} : files::Cell{month_of(run.days.front()->plan.month)},
                        run.broken ? files::Cell{month_of(run.broken->plan.month)} : files::Cell{}});
            table.rows.push_back(std::move(row));
        }
        table.heading.notes.push_back(
            say(Words{"截至 {}，最近一次未开展之后连续开展（含改日开展）的次数；规则未写 since 的，从首次开展算起。",
                      "As of {}: consultation days held in a row, on the date or another, since the last one not held. "
                      "A rule without `since` counts from the first one held."},
                as_of().iso()));
    }

    const CalendarSpec& spec_;
    CalendarDays calendar_;
    std::vector<std::vector<KeptDay>> histories_;  // one for each line
};

}  // namespace

std::span<const Choice> calendar_lists() { return list_words; }

std::vector<files::Table> calendar(db::Connection& connection, const CalendarSpec& spec,
                                   std::span<const CalendarList> lists) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const bool back =
        std::any_of(lists.begin(), lists.end(), [](CalendarList list) { return list != CalendarList::days; });
    const Tables tables(connection, spec, back);
    std::vector<files::Table> all;
    for (const CalendarList list : lists) all.push_back(tables.table(list));
    return all;
}

}  // namespace cpcc::report
