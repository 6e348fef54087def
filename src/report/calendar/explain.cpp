// Lists the records behind one cell of the calendar.
#include "calendar/lists.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "evidence/cell_name.hpp"
#include "evidence/evidence.hpp"
#include "evidence/notes.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace cpcc::report {

namespace {

using records::Choice;

// The list that has a figure: the days, the absences of a member, or the streak of a rule.
enum class Of { day, member, rule };

struct CellFigure {
    std::string_view id;
    Words label;
    Of of;
};
constexpr std::array figures{CellFigure{"sessions", {"活动", "sessions"}, Of::day},
                             CellFigure{"assigned", {"应到", "assigned"}, Of::day},
                             CellFigure{"present", {"到场", "present"}, Of::day},
                             CellFigure{"leave", {"请假", "on leave"}, Of::day},
                             CellFigure{"absent", {"缺席", "absent"}, Of::day},
                             CellFigure{"unrecorded", {"未记录", "unrecorded"}, Of::day},
                             CellFigure{"others", {"其他到场", "others present"}, Of::day},
                             CellFigure{"times", {"连续缺席次数", "consecutive absences"}, Of::member},
                             CellFigure{"length", {"连续开展次数", "current streak"}, Of::rule}};

struct CalendarCell {
    std::string rule, key;  // `key`: the month of a day, the code of a member; no rule: the row of totals
    const CellFigure* figure;
};

std::string form_of_cell() {
    return say(Words{"请写作 规则,2024-07:present、total:present、规则,委员:times 或 规则:length",
                     "use RULE,2024-07:present, total:present, RULE,MEMBER:times or RULE:length"});
}

CalendarCell parse_cell(const std::string& cell) {
    const auto [row, id] = split_cell(cell, form_of_cell());
    const auto figure = std::find_if(figures.begin(), figures.end(), [id = id](const CellFigure& f) {
        return f.id == id || f.label.zh == id || f.label.en == id;
    });
    if (figure == figures.end()) {
        const std::string remedy = suggest(id, ids_of(figures));
        throw remedy.empty()
            ? not_a_cell(cell, form_of_cell())
            : Error(Exit::usage,
                    say(Words{"--explain 的“{}”：没有数据“{}”", "--explain: \"{}\" has no figure \"{}\""}, cell, id),
                    remedy);
    }
    if (figure->of == Of::rule) return {row, {}, &*figure};
    if (figure->of == Of::day && row == "total") return {{}, {}, &*figure};
    const auto comma = row.rfind(',');
    if (comma == std::string::npos) throw not_a_cell(cell, form_of_cell());
    return {row.substr(0, comma), row.substr(comma + 1), &*figure};
}

class CalendarExplanation {
public:
    // Precondition: `spec` and `cell` outlive this object. For a figure of a day, the period is the month of the day.
    CalendarExplanation(db::Connection& connection, const CalendarSpec& spec, const CalendarCell& cell)
        : connection_(connection), spec_(spec), cell_(cell), calendar_(connection, spec, cell.figure->of != Of::day) {}

    files::Table table() {
        if (!cell_.rule.empty() && calendar_.lines().empty())
            throw Error(Exit::usage, say(Words{"规则“{}”不适用于区划 {}", "rule \"{}\" does not apply to area {}"},
                                         cell_.rule, spec_.area.value_or("")));
        if (cell_.figure->of == Of::day)
            of_days();
        else
            of_history(calendar_.lines().front(), calendar_.history(calendar_.lines().front()));
        files::Table table = table_of(connection_, behind_, {cell_.figure->label.str(), false, spec_.human});
        table.heading.title = say(Words{"{}：{}", "{}: {}"}, capitalized(cell_.figure->label.str()), behind_.size());
        table.heading.notes = {cell_.rule.empty()
                                   ? say(Words{"合计  {}", "total  {}"}, dates(spec_.period))
                                   : fmt::format("{}{}{}", cell_.rule, cell_.key.empty() ? "" : "  ", key_shown())};
        for (const RuleLine& line : calendar_.lines())
            table.heading.notes.push_back(say(Words{"规则：{}。", "Rule: {}."}, describe(*line.rule)));
        return table;
    }

private:
    // A month as it is, a member by code and name.
    std::string key_shown() const {
        if (cell_.figure->of != Of::member) return cell_.key;
        const auto& members = calendar_.registers().members;
        const auto found =
            std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.code == cell_.key; });
        return found == members.end() ? cell_.key : found->shown();
    }

    void put(std::string_view kind, std::int64_t id) { behind_.push_back({kind, id, 1}); }

    // Adds the records of one day, or those of all days for the row of totals.
    void of_days() {
        DayTotals totals;
        bool any = cell_.rule.empty();
        for (const RuleLine& line : calendar_.lines())
            for (const KeptDay& day : calendar_.days(line, spec_.period)) totals.add(day), any = true;
        if (!any)
            throw Error(Exit::usage, say(Words{"规则“{}”在 {} 没有协商日", "rule \"{}\" has no consultation day in {}"},
                                         cell_.rule, cell_.key));
        const std::string_view figure = cell_.figure->id;
        if (figure == "sessions")
            for (const std::int64_t session : totals.sessions()) put("session", session);
        if (figure == "assigned")
            for (const RolledMember& one : totals.assigned()) put("assignment", one.assignment);
        if (figure == "others") put_roll(totals.others());
        for (const auto& [id, took] : {std::pair<std::string_view, Took>{"present", Took::present},
                                       {"leave", Took::leave},
                                       {"absent", Took::absent},
                                       {"unrecorded", Took::unrecorded}})
            if (id == figure) put_roll(totals.took(took));
    }

    // Adds attendances. An unrecorded member has none, so the assignment shows why one was due.
    void put_roll(const std::vector<RolledMember>& members) {
        for (const RolledMember& one : members)
            one.attendance == 0 ? put("assignment", one.assignment) : put("attendance", one.attendance);
    }

    // Adds a record for each day of the streak or of the absences. For an absence, that is the attendance that records
    // it, otherwise the first session of the day, which does not name the member.
    void of_history(const RuleLine& line, const std::vector<KeptDay>& history) {
        if (cell_.figure->of == Of::rule) {
            for (const KeptDay* day : streak(history).days) put("session", day->sessions.front());
            return;
        }
        const Date on = std::min(spec_.period.last, spec_.today);
        for (const Missing& one : missing(history, calendar_.assigned(line, {on, on}), 0)) {
            if (calendar_.registers().members[static_cast<std::size_t>(one.member)].code != cell_.key) continue;
            for (const KeptDay* day : one.days) {
                const auto rolled = std::find_if(day->assigned.begin(), day->assigned.end(),
                                                 [&](const RolledMember& r) { return r.member == one.member; });
                rolled->attendance != 0 ? put("attendance", rolled->attendance) : put("session", day->sessions.front());
            }
            return;
        }
        throw Error(Exit::usage, say(Words{"委员 {} 未在规则“{}”的区划内下沉",
                                           "member {} is not assigned in the area of rule \"{}\""},
                                     cell_.key, cell_.rule));
    }

    db::Connection& connection_;
    const CalendarSpec& spec_;
    const CalendarCell& cell_;
    CalendarDays calendar_;
    std::vector<Behind> behind_;
};

}  // namespace

files::Table explain_calendar(db::Connection& connection, const CalendarSpec& spec, const std::string& cell) {
    const CalendarCell name = parse_cell(cell);
    CalendarSpec narrowed = spec;
    if (!name.rule.empty()) narrowed.rule = name.rule;
    if (name.figure->of == Of::day && !name.rule.empty()) {
        narrowed.period = Period::parse(name.key, spec.today);
        if (narrowed.period != span_of(Span::month, narrowed.period.first)) throw not_a_cell(cell, form_of_cell());
    }
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return CalendarExplanation(connection, narrowed, name).table();
}

}  // namespace cpcc::report
