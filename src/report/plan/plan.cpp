#include "cpcc/report/plan.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/records/choices.hpp"
#include "evidence/cell_name.hpp"
#include "evidence/evidence.hpp"
#include "evidence/notes.hpp"
#include "facts/area_words.hpp"
#include "facts/same_office.hpp"
#include "facts/session_facts.hpp"
#include "lists/record_list.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace cpcc::report {

namespace {

enum class State { held, shifted, missed, pending, unknown };

// In the order of State; `unknown` has no word.
constexpr std::array states{
    records::Choice{"held", {"已开展", "held"}}, records::Choice{"shifted", {"改月开展", "held in another month"}},
    records::Choice{"missed", {"未开展", "not held"}}, records::Choice{"pending", {"待开展", "still to come"}}};

struct Planned {
    int month = 0;  // yyyymm; 0: none
    std::string kind, code, title, unit;
    int topic = 0, area = 0;  // 0: none
};

struct HeldSession {
    std::int64_t id;  // row number
    int day;
    std::vector<int> areas;
};

// The figures of a row.
constexpr const char *in_month_id = "sessions", *in_period_id = "sessions_in_period";
constexpr Words in_month_label{"当月活动", "sessions in the month"},
    in_period_label{"期内活动", "sessions in the period"};

class Plan {
public:
    Plan(db::Connection& connection, const PlanSpec& spec)
        : connection_(connection), spec_(spec), registers_(connection), area_(registers_.area(spec.area)) {}

    files::Table table() {
        read();
        return rows();
    }

    files::Table explain(const std::string& cell) {
        const auto [code, figure] = split_cell(cell, form_of_cell());
        if (figure != in_month_id && figure != in_period_id) throw not_a_cell(cell, form_of_cell());
        read();
        const auto planned =
            std::find_if(planned_.begin(), planned_.end(), [code = code](const Planned& p) { return p.code == code; });
        if (planned == planned_.end())
            throw Error(Exit::failed, say(Words{"计划中没有“{}”", "the plan has no {}"}, code),
                        say(Words{"见 cpcc report plan", "see cpcc report plan"}));
        return sessions_behind(*planned, figure == in_month_id);
    }

private:
    static std::string form_of_cell() {
        return say(
            Words{"请写作 编号:sessions 或 编号:sessions_in_period", "use CODE:sessions or CODE:sessions_in_period"});
    }

    void read() {
        topics();
        themes();
        sessions();
        std::stable_sort(planned_.begin(), planned_.end(), [](const Planned& a, const Planned& b) {
            return std::tuple(a.month == 0, a.month) < std::tuple(b.month == 0, b.month);
        });
    }

    files::Table sessions_behind(const Planned& planned, bool in_month) const {
        std::vector<Behind> behind;
        for (const HeldSession& session : held_for(planned))
            if (!in_month || session.day / 100 == planned.month) behind.push_back({"session", session.id, 1});
        const std::string figure = in_month ? in_month_label.str() : in_period_label.str();
        files::Table table = table_of(connection_, behind, {figure, false, spec_.human});
        table.heading.title = say(Words{"{}  {}：{}", "{}  {}: {}"}, capitalized(figure), planned.title, behind.size());
        table.heading.notes = {scope()};
        return table;
    }

    Parameters parameters() const {
        return {{"first", spec_.period.first.packed()}, {"last", spec_.period.last.packed()}};
    }
    // The months of the period.
    std::string months() const {
        return fmt::format("BETWEEN {} AND {}", spec_.period.first.packed() / 100, spec_.period.last.packed() / 100);
    }

    // Returns whether the plan of an area applies to the area asked for.
    bool applies(int area) const {
        return area_ == 0 || area == 0 || registers_.lies_in(area, area_) || registers_.lies_in(area_, area);
    }

    void add(Planned planned) {
        if (applies(planned.area)) planned_.push_back(std::move(planned));
    }

    void topics() {
        auto rows =
            prepare(connection_,
                    fmt::format("SELECT t.planned_for, t.code, t.title, u.name, t.id, t.platform, t.area "
                                "FROM topic t LEFT JOIN unit u ON u.id = t.unit "
                                "WHERE t.voided IS NULL "
                                "AND (t.planned_for {} OR (t.planned_for IS NULL AND t.kind = {} "
                                "AND t.proposed_on <= $last AND (t.closed_on IS NULL OR t.closed_on >= $first))) "
                                "ORDER BY t.planned_for, t.code",
                                months(), number_of(records::TopicKind::annual)),
                    parameters());
        while (rows.step())
            add({rows.small(0), "topic", rows.str(1), rows.str(2), rows.str(3), rows.small(4),
                 rows.is_null(5) ? rows.small(6)
                                 : registers_.platform(rows.small(5), spec_.period.last.packed()).area});
    }

    void themes() {
        auto rows =
            connection_.prepare(fmt::format("SELECT t.month, t.id, t.title, t.topic, t.area FROM theme t "
                                            "WHERE t.voided IS NULL AND t.month {} "
                                            "ORDER BY t.month, t.id",
                                            months()));
        while (rows.step())
            add({rows.small(0),
                 "theme",
                 fmt::format("#{}", rows.integer(1)),
                 rows.str(2),
                 {},
                 rows.small(3),
                 rows.small(4)});
    }

    std::string sessions_sql(std::string_view columns, std::string_view joins) const {
        return fmt::format(
            "SELECT {} FROM session s {} WHERE s.topic IS NOT NULL AND s.voided IS NULL AND {} AND s.held_on BETWEEN "
            "$first AND $last ORDER BY s.held_on, s.id",
            columns, joins, is_held("s"));
    }

    // Returns the areas of the partner platforms, by session.
    std::map<std::int64_t, std::vector<int>> partners() {
        std::map<std::int64_t, std::vector<int>> areas;
        auto rows = prepare(
            connection_,
            sessions_sql("s.id, i.platform, s.held_on", fmt::format("JOIN session_partner i ON i.session = s.id{}",
                                                                    same_office(connection_, "i", "s"))),
            parameters());
        while (rows.step()) areas[rows.integer(0)].push_back(registers_.platform(rows.small(1), rows.small(2)).area);
        return areas;
    }

    std::vector<int> topic_parents() {
        std::vector<int> parents(registers_.topics.size());
        auto rows = connection_.prepare("SELECT id, parent FROM topic WHERE parent IS NOT NULL ORDER BY id");
        while (rows.step()) parents[static_cast<std::size_t>(rows.integer(0))] = rows.small(1);
        return parents;
    }

    // Reads the sessions in the area, and adds each to its topic and to the topics above it if these are planned.
    void sessions() {
        const auto parents = topic_parents();
        const auto partner_areas = partners();
        for (const Planned& planned : planned_) held_.try_emplace(planned.topic);
        auto rows =
            prepare(connection_, sessions_sql("s.id, s.topic, s.held_on, s.area, s.platform", ""), parameters());
        while (rows.step()) {
            const int day = rows.small(2);
            HeldSession session{
                rows.integer(0), day, {rows.is_null(3) ? registers_.platform(rows.small(4), day).area : rows.small(3)}};
            if (const auto more = partner_areas.find(rows.integer(0)); more != partner_areas.end())
                session.areas.insert(session.areas.end(), more->second.begin(), more->second.end());
            if (!lies_in(session, area_)) continue;
            std::set<int> path;  // guards against a circle of topics
            for (int topic = rows.small(1); topic != 0 && path.insert(topic).second;
                 topic = parents[static_cast<std::size_t>(topic)])
                if (const auto wanted = held_.find(topic); wanted != held_.end()) wanted->second.push_back(session);
        }
    }

    bool lies_in(const HeldSession& session, int area) const {
        return area == 0 || std::any_of(session.areas.begin(), session.areas.end(),
                                        [&](int one) { return registers_.lies_in(one, area); });
    }

    // Returns the sessions that count for a plan, in the order of their days.
    std::vector<HeldSession> held_for(const Planned& planned) const {
        std::vector<HeldSession> sessions;
        if (planned.topic == 0) return sessions;
        for (const HeldSession& session : held_.at(planned.topic))
            if (planned.kind == "topic" || lies_in(session, planned.area)) sessions.push_back(session);
        return sessions;
    }

    State state_of(const Planned& planned, bool any, std::int64_t in_month) const {
        if (planned.topic == 0) return State::unknown;
        if (in_month > 0) return State::held;
        if (any) return planned.month == 0 ? State::held : State::shifted;
        const Date end = planned.month == 0 ? spec_.period.last : Date::packed(planned.month * 100 + 1).month_end();
        return end >= spec_.today ? State::pending : State::missed;
    }

    files::Table rows() const {
        using files::CellType;
        files::Table table;
        table.heading.title = say(Words{"年度计划  {}", "Plan  {}"}, spec_.period.text());
        table.columns = {{"month", say(Words{"月份", "month"})},
                         {"kind", say(Words{"类型", "kind"})},
                         {"code", say(Words{"编号", "code"})},
                         {"title", say(Words{"题目", "title"})},
                         {"unit_name", say(Words{"责任单位", "responsible unit"})},
                         {"area", say(Words{"区划", "area"})},
                         {"area_name", say(Words{"区划名称", "area name"})},
                         {"state", say(Words{"情形", "state"})},
                         {in_month_id, in_month_label.str(), CellType::integer},
                         {in_period_id, in_period_label.str(), CellType::integer},
                         {"first_on", say(Words{"首次开展", "first held on"}), CellType::date}};
        for (const Planned& planned : planned_) table.rows.push_back(row(planned));
        notes(table.heading.notes);
        return table;
    }

    std::vector<files::Cell> row(const Planned& planned) const {
        const std::vector<HeldSession> sessions = held_for(planned);
        const std::int64_t in_month = std::count_if(sessions.begin(), sessions.end(), [&](const HeldSession& session) {
            return session.day / 100 == planned.month;
        });
        const State state = state_of(planned, !sessions.empty(), in_month);
        const AreaEntry& area = registers_.areas[static_cast<std::size_t>(planned.area)];
        std::vector<files::Cell> cells{planned.month == 0 ? files::Cell{} : files::Cell{month_name(planned.month)},
                                       spec_.human ? records::kind(planned.kind).label.str() : planned.kind,
                                       planned.code,
                                       planned.title,
                                       files::text_cell(planned.unit),
                                       files::text_cell(area.code),
                                       files::text_cell(area.name)};
        cells.resize(11);
        if (state == State::unknown) return cells;
        const records::Choice& word = states[static_cast<std::size_t>(state)];
        cells[7] = spec_.human ? word.label.str() : std::string(word.id);
        if (planned.month != 0) cells[8] = in_month;
        cells[9] = static_cast<std::int64_t>(sessions.size());
        if (!sessions.empty()) cells[10] = std::int64_t{sessions.front().day};
        return cells;
    }

    static std::string month_name(int month) { return span_name(Span::month, Date::packed(month * 100 + 1)); }

    std::string scope() const {
        return say(Words{"时段：{}；区划：{}；今日：{}。活动计入其议题及各上级议题。",
                         "Period: {}. Area: {}. Today: {}. A session counts for its topic and every topic above it."},
                   dates(spec_.period), area_words(registers_, area_), spec_.today.iso());
    }

    void notes(std::vector<std::string>& notes) const {
        notes.push_back(scope());
        if (!planned_.empty())
            notes.push_back(say(Words{"查看活动数所依据的记录：加 --explain '{}:{}'（或 {}）。",
                                      "To list the sessions behind a figure, add --explain '{}:{}' (or {})."},
                                planned_.front().code, in_month_id, in_period_id));
        std::vector<std::string> without;
        for (const Period& month : split(spec_.period, Span::month)) {
            const int number = month.first.packed() / 100;
            if (std::none_of(planned_.begin(), planned_.end(),
                             [&](const Planned& planned) { return planned.month == number; }))
                without.push_back(month_name(number));
        }
        if (!without.empty())
            notes.push_back(say(Words{"没有计划的月份：{}。", "Months without a plan: {}."},
                                join(without, say(Words{"、", ", "}))));
        if (std::any_of(planned_.begin(), planned_.end(), [](const Planned& planned) { return planned.topic == 0; }))
            notes.push_back(say(Words{"未关联议题的主题无法统计活动，情形留空。",
                                      "A theme without a topic has no sessions to count, so its state is empty."}));
    }

    db::Connection& connection_;
    const PlanSpec& spec_;
    Registers registers_;
    int area_;
    std::vector<Planned> planned_;
    std::map<int, std::vector<HeldSession>> held_;  // by planned topic, in the order of their days
};

}  // namespace

files::Table plan(db::Connection& connection, const PlanSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Plan(connection, spec).table();
}

files::Table explain_plan(db::Connection& connection, const PlanSpec& spec, const std::string& cell) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Plan(connection, spec).explain(cell);
}

}  // namespace cpcc::report
