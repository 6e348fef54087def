#include "cpcc/report/followup.hpp"

#include "cpcc/base/words.hpp"

#include "cpcc/records/choices.hpp"
#include "evidence/notes.hpp"
#include "facts/problem_facts.hpp"
#include "facts/registers.hpp"

#include <algorithm>
#include <tuple>

namespace cpcc::report {

namespace {

enum class State { relapsed, overdue, lookback_due };

std::string_view id_of(State state) {
    switch (state) {
        case State::relapsed: return "relapsed";
        case State::overdue: return "overdue";
        case State::lookback_due: return "lookback_due";
    }
    return {};
}

Words label_of(State state) {
    switch (state) {
        case State::relapsed: return {"反弹未解决", "relapsed"};
        case State::overdue: return {"超期未办结", "overdue"};
        case State::lookback_due: return {"应回头看", "look-back due"};
    }
    return {};
}

struct Item {
    State state;
    std::string code, title, unit;
    int platform = 0;
    Date raised, due;  // `due`: the working days count from the day after it
    int days = 0;      // working days
};

class Followup {
public:
    Followup(db::Connection& connection, const FollowupSpec& spec)
        : connection_(connection), spec_(spec), registers_(connection), area_(registers_.area(spec.area)) {}

    files::Table table() {
        open_problems();
        lookbacks_due();
        std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
            return std::tie(a.state, b.days, a.code) < std::tie(b.state, a.days, b.code);
        });
        return rows();
    }

private:
    bool inside(int platform) const {
        return area_ == 0 || registers_.lies_in(registers_.platforms[static_cast<std::size_t>(platform)].area, area_);
    }

    void put(State state, const db::Statement& row, Date since) {
        if (!inside(row.small(3))) return;
        items_.push_back({state, row.str(0), row.str(1), row.str(2), row.small(3), Date::packed(row.integer(4)), since,
                          spec_.workdays.between(since, spec_.on)});
    }

    // Adds the open problems that relapsed, by the day of the last relapse, and those that are overdue.
    void open_problems() {
        auto rows = connection_.prepare(
            fmt::format("SELECT p.code, p.title, u.name, p.platform, p.raised_on, p.due_on, (SELECT max(l.seen_on) "
                        "FROM lookback l WHERE l.problem = p.id AND l.voided IS NULL "
                        "AND l.result = {} AND l.seen_on <= $on) FROM problem p LEFT JOIN unit u ON u.id = p.unit "
                        "WHERE p.voided IS NULL AND {} ORDER BY p.code",
                        number_of(records::LookbackResult::relapsed), open_on("on")));
        rows.bind("on", spec_.on.packed());
        while (rows.step()) {
            if (!rows.is_null(6))
                put(State::relapsed, rows, Date::packed(rows.integer(6)));
            else if (!rows.is_null(5) && rows.integer(5) < spec_.on.packed())
                put(State::overdue, rows, Date::packed(rows.integer(5)));
        }
    }

    void lookbacks_due() {
        auto rows = connection_.prepare(
            "SELECT p.code, p.title, u.name, p.platform, p.raised_on, p.solved_on, (SELECT count(*) FROM lookback l "
            "WHERE l.problem = p.id AND l.voided IS NULL "
            "AND l.seen_on >= p.solved_on AND l.seen_on <= $on) FROM problem p LEFT JOIN unit u ON u.id = p.unit WHERE "
            "p.voided IS NULL AND p.solved_on <= $on ORDER BY p.solved_on, p.id");
        rows.bind("on", spec_.on.packed());
        while (rows.step()) {
            const auto made = static_cast<std::size_t>(rows.integer(6));
            if (made >= spec_.lookback_after.size()) continue;
            const Date due = Date::packed(rows.integer(5)).plus_days(spec_.lookback_after[made]);
            if (due <= spec_.on) put(State::lookback_due, rows, due);
        }
    }

    files::Table rows() const {
        using files::CellType;
        files::Table table;
        table.heading.title = say(Words{"跟踪督办  {}", "Follow-up  {}"}, spec_.on.iso());
        table.heading.notes.push_back(say(Words{"截至 {}；天数按工作日计算，从反弹日、限期或应回头看日期的次日起算。",
                                                "As of {}. Days are working days, counted from the day after the "
                                                "relapse, the due date or the date a look-back was due."},
                                          spec_.on.iso()));
        if (!spec_.workdays.knows(spec_.on.year())) table.heading.notes.push_back(only_weekends(spec_.on.year()));
        if (spec_.lookback_after.empty())
            table.heading.notes.push_back(
                say(Words{"配置文件中没有 [lookback] after_days，未列出应回头看的问题。",
                          "The configuration has no [lookback] after_days, so no look-backs are listed."}));
        table.columns = {{"state", say(Words{"情形", "state"})},
                         {"problem", say(Words{"问题", "problem"})},
                         {"title", say(Words{"题目", "title"})},
                         {"platform", say(Words{"平台", "platform"})},
                         {"platform_name", say(Words{"平台名称", "platform name"})},
                         {"unit_name", say(Words{"责任单位", "responsible unit"})},
                         {"raised_on", say(Words{"提出日", "raised on"}), CellType::date},
                         {"since", say(Words{"起算日", "since"}), CellType::date},
                         {"working_days", say(Words{"工作日", "working days"}), CellType::integer}};
        for (const Item& item : items_) {
            const PlatformEntry& platform = registers_.platforms[static_cast<std::size_t>(item.platform)];
            table.rows.push_back({spec_.human ? label_of(item.state).str() : std::string(id_of(item.state)), item.code,
                                  item.title, platform.code, platform.name, files::text_cell(item.unit),
                                  std::int64_t{item.raised.packed()}, std::int64_t{item.due.packed()},
                                  std::int64_t{item.days}});
        }
        return table;
    }

    db::Connection& connection_;
    const FollowupSpec& spec_;
    Registers registers_;
    int area_;
    std::vector<Item> items_;
};

}  // namespace

files::Table followup(db::Connection& connection, const FollowupSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Followup(connection, spec).table();
}

}  // namespace cpcc::report
