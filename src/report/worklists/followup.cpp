#include "cpcc/report/followup.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/records/choices.hpp"
#include "evidence/cell_name.hpp"
#include "evidence/notes.hpp"
#include "facts/problem_facts.hpp"
#include "facts/registers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

namespace cpcc::report {

namespace {

// The last two are of the next working days.
enum class State { relapsed, overdue, lookback_due, due_soon, lookback_soon };
constexpr std::size_t states = 5;

bool upcoming(State state) { return state >= State::due_soon; }

std::string_view id_of(State state) {
    switch (state) {
        case State::relapsed: return "relapsed";
        case State::overdue: return "overdue";
        case State::lookback_due: return "lookback_due";
        case State::due_soon: return "due_soon";
        case State::lookback_soon: return "lookback_soon";
    }
    return {};
}

Words label_of(State state) {
    switch (state) {
        case State::relapsed: return {"反弹未解决", "relapsed"};
        case State::overdue: return {"超期未办结", "overdue"};
        case State::lookback_due: return {"应回头看", "look-back due"};
        case State::due_soon: return {"即将到期", "due soon"};
        case State::lookback_soon: return {"即将应回头看", "look-back soon"};
    }
    return {};
}

// Returns the state with this id or label.
std::optional<State> state_named(std::string_view word) {
    for (std::size_t i = 0; i < states; ++i) {
        const auto state = static_cast<State>(i);
        if (word == id_of(state) || word == label_of(state).zh || word == label_of(state).en) return state;
    }
    return std::nullopt;
}

constexpr Words all_states{"合计", "all"}, all_units{"合计", "total"};

struct Item {
    State state;
    std::string code, title;
    int unit = 0, platform = 0;
    Date raised, due;
    int days = 0;  // working days since `due`, or left until it
};

class Followup {
public:
    Followup(db::Connection& connection, const FollowupSpec& spec)
        : connection_(connection), spec_(spec), registers_(connection), area_(registers_.area(spec.area)) {}

    files::Table table() {
        read();
        return spec_.by_unit ? units() : rows();
    }

    files::Table explain(const std::string& cell) {
        const auto [unit, word] = split_cell(cell, form_of_cell());
        const std::optional<State> state = state_named(word);
        if (!state && word != "all" && word != all_states.zh && word != all_states.en)
            throw not_a_cell(cell, form_of_cell());
        const std::optional<int> row = unit == "total" ? std::nullopt : unit_called(unit);
        read();
        std::erase_if(items_,
                      [&](const Item& item) { return (row && item.unit != *row) || (state && item.state != *state); });
        return rows();
    }

private:
    static std::string form_of_cell() {
        return say(
            Words{"请写作 单位:overdue、单位:all 或 total:overdue", "use UNIT:overdue, UNIT:all or total:overdue"});
    }

    // Returns the row of a unit; 0 for no unit.
    std::optional<int> unit_called(const std::string& code) const {
        if (code.empty()) return 0;
        const auto& units = registers_.units;
        const auto found =
            std::find_if(units.begin() + 1, units.end(), [&](const PlainEntry& unit) { return unit.code == code; });
        if (found == units.end())
            throw Error(Exit::failed, say(Words{"没有编号为 {} 的单位", "no unit with code {}"}, code),
                        say(Words{"见 cpcc unit list", "see cpcc unit list"}));
        return static_cast<int>(found - units.begin());
    }

    void read() {
        open_problems();
        lookbacks_due();
        std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
            const int first = upcoming(a.state) ? a.days : -a.days, second = upcoming(b.state) ? b.days : -b.days;
            return std::tie(a.state, first, a.code) < std::tie(b.state, second, b.code);
        });
    }

    bool inside(int platform) const {
        return area_ == 0 || registers_.lies_in(registers_.platform(platform, spec_.on.packed()).area, area_);
    }

    void put(State state, const db::Statement& row, Date since) {
        if (!inside(row.small(3))) return;
        items_.push_back(
            {state, row.str(0), row.str(1), row.small(2), row.small(3), Date::packed(row.integer(4)), since,
             upcoming(state) ? spec_.workdays.between(spec_.on, since) : spec_.workdays.between(since, spec_.on)});
    }

    // Adds an item that is due on a later day, if that is within the working days asked for.
    void put_soon(State state, const db::Statement& row, Date due) {
        if (due >= spec_.on && spec_.within > 0 && spec_.workdays.between(spec_.on, due) <= spec_.within)
            put(state, row, due);
    }

    // Adds the open problems that relapsed, by the day of the last relapse, and those that are overdue.
    void open_problems() {
        auto rows = connection_.prepare(
            fmt::format("SELECT p.code, p.title, p.unit, p.platform, p.raised_on, p.due_on, "
                        "(SELECT max(l.seen_on) FROM lookback l "
                        "WHERE l.problem = p.id AND l.voided IS NULL AND l.result = {} "
                        "AND l.seen_on <= $on "
                        "AND l.seen_on >= coalesce((SELECT max(e.reopened_on) FROM problem_settled e "
                        "WHERE e.problem = p.id AND e.office = p.office AND e.reopened_on <= $on), 0)) "
                        "FROM problem p WHERE p.voided IS NULL AND {} ORDER BY p.code",
                        number_of(records::LookbackResult::relapsed), open_on("on")));
        rows.bind("on", spec_.on.packed());
        while (rows.step()) {
            if (!rows.is_null(6))
                put(State::relapsed, rows, Date::packed(rows.integer(6)));
            else if (!rows.is_null(5) && rows.integer(5) < spec_.on.packed())
                put(State::overdue, rows, Date::packed(rows.integer(5)));
            else if (!rows.is_null(5))
                put_soon(State::due_soon, rows, Date::packed(rows.integer(5)));
        }
    }

    void lookbacks_due() {
        // Solutions that stood on that day: the present ones, and those that were reopened later.
        auto rows = connection_.prepare(fmt::format(
            "SELECT p.code, p.title, p.unit, p.platform, p.raised_on, w.solved_on, "
            "(SELECT count(*) FROM lookback l "
            "WHERE l.problem = p.id AND l.voided IS NULL AND l.seen_on >= w.solved_on AND l.seen_on <= $on) "
            "FROM (SELECT q.id, q.solved_on FROM problem q WHERE q.solved_on <= $on "
            "UNION ALL SELECT e.problem, e.settled_on "
            "FROM problem_settled e WHERE e.role = {} AND e.settled_on <= $on AND e.reopened_on > $on) w "
            "JOIN problem p ON p.id = w.id WHERE p.voided IS NULL "
            "ORDER BY w.solved_on, p.id",
            number_of(records::SettledAs::solved)));
        rows.bind("on", spec_.on.packed());
        while (rows.step()) {
            const auto made = static_cast<std::size_t>(rows.integer(6));
            if (made >= spec_.lookback_after.size()) continue;
            const Date due = Date::packed(rows.integer(5)).plus_days(spec_.lookback_after[made]);
            if (due <= spec_.on)
                put(State::lookback_due, rows, due);
            else
                put_soon(State::lookback_soon, rows, due);
        }
    }

    files::Heading heading() const {
        files::Heading heading;
        heading.title = say(Words{"跟踪督办  {}", "Follow-up  {}"}, spec_.on.iso());
        heading.notes.push_back(say(Words{"截至 {}；天数按工作日计算，从反弹日、限期或应回头看日期的次日起算。",
                                          "As of {}. Days are working days, counted from the day after the "
                                          "relapse, the due date or the date a look-back was due."},
                                    spec_.on.iso()));
        if (!spec_.workdays.knows(spec_.on.year())) heading.notes.push_back(only_weekends(spec_.on.year()));
        if (spec_.lookback_after.empty())
            heading.notes.push_back(
                say(Words{"配置文件中没有 [lookback] after_days，未列出应回头看的问题。",
                          "The configuration has no [lookback] after_days, so no look-backs are listed."}));
        if (spec_.within > 0)
            heading.notes.push_back(
                say(Words{"“即将到期”“即将应回头看”为 {} 个工作日之内的，天数为剩余工作日。",
                          "Due soon and look-back soon: within {} working days. Their days are those "
                          "that remain."},
                    spec_.within));
        return heading;
    }

    files::Table rows() const {
        using files::CellType;
        files::Table table{heading(), {}, {}};
        table.columns = {{"state", say(Words{"情形", "state"})},
                         {"problem", say(Words{"问题", "problem"})},
                         {"title", say(Words{"题目", "title"})},
                         {"platform", say(Words{"平台", "platform"})},
                         {"platform_name", say(Words{"平台名称", "platform name"})},
                         {"unit", say(Words{"责任单位", "unit"})},
                         {"unit_name", say(Words{"责任单位名称", "unit name"})},
                         {"raised_on", say(Words{"提出日", "raised on"}), CellType::date},
                         {"since", say(Words{"起算日", "since"}), CellType::date},
                         {"working_days", say(Words{"工作日", "working days"}), CellType::integer}};
        for (const Item& item : items_) {
            const PlatformEntry& platform = registers_.platforms[static_cast<std::size_t>(item.platform)];
            const PlainEntry& unit = registers_.units[static_cast<std::size_t>(item.unit)];
            table.rows.push_back({spec_.human ? label_of(item.state).str() : std::string(id_of(item.state)), item.code,
                                  item.title, platform.code, platform.name, files::text_cell(unit.code),
                                  files::text_cell(unit.name), std::int64_t{item.raised.packed()},
                                  std::int64_t{item.due.packed()}, std::int64_t{item.days}});
        }
        return table;
    }

    // Returns how many items each responsible unit has, by state, and the totals. Those without a unit come last.
    files::Table units() const {
        using files::CellType;
        files::Table table{heading(), {}, {}};
        table.columns = {{"unit", say(Words{"责任单位", "unit"})},
                         {"unit_name", say(Words{"责任单位名称", "unit name"})}};
        const std::size_t shown = spec_.within > 0 ? states : static_cast<std::size_t>(State::due_soon);
        for (std::size_t i = 0; i < shown; ++i)
            table.columns.push_back(
                {std::string(id_of(static_cast<State>(i))), label_of(static_cast<State>(i)).str(), CellType::integer});
        table.columns.push_back({"all", all_states.str(), CellType::integer});
        std::map<std::pair<bool, std::string>, std::pair<int, std::array<std::int64_t, states>>> counts;
        std::array<std::int64_t, states> total{};
        for (const Item& item : items_) {
            const std::string& code = registers_.units[static_cast<std::size_t>(item.unit)].code;
            auto& [unit, numbers] = counts[{item.unit == 0, code}];
            unit = item.unit;
            ++numbers[static_cast<std::size_t>(item.state)], ++total[static_cast<std::size_t>(item.state)];
        }
        const auto add = [&](files::Cell code, files::Cell name, const std::array<std::int64_t, states>& numbers) {
            std::vector<files::Cell> row{std::move(code), std::move(name)};
            row.insert(row.end(), numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(shown));
            row.emplace_back(std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0}));
            table.rows.push_back(std::move(row));
        };
        for (const auto& [key, count] : counts) {
            const PlainEntry& unit = registers_.units[static_cast<std::size_t>(count.first)];
            const bool none = spec_.human && count.first == 0;
            add(files::text_cell(unit.code),
                none ? files::Cell{say(Words{"（无）", "(none)"})} : files::text_cell(unit.name), count.second);
        }
        if (!counts.empty()) add(spec_.human ? all_units.str() : "total", {}, total);
        return table;
    }

    db::Connection& connection_;
    const FollowupSpec& spec_;
    Registers registers_;
    int area_;
    std::vector<Item> items_;
};

}  // namespace

std::string followup_state(std::string_view id) {
    const auto state = state_named(id);
    return state ? label_of(*state).str() : std::string(id);
}

files::Table followup(db::Connection& connection, const FollowupSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Followup(connection, spec).table();
}

files::Table explain_followup(db::Connection& connection, const FollowupSpec& spec, const std::string& cell) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Followup(connection, spec).explain(cell);
}

}  // namespace cpcc::report
