#include "cpcc/report/status.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/report/filing_status.hpp"
#include "cpcc/report/followup.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cpcc::report {

namespace {

struct Subject {
    std::string_view id;
    Words label;
};

constexpr Subject next_day{"next_day", {"下一个协商日", "next consultation day"}};
constexpr Subject not_filed{"not_filed", {"上月未填报的区划", "areas without last month's filing"}};
constexpr Subject likely_doubles{"doubles", {"疑似重复的记录", "likely doubles"}};
constexpr Subject last_backup{"backup", {"最近一次备份", "last backup"}};
// By the states of `report followup`.
constexpr std::array followed{Subject{"relapsed", {"反弹未解决的问题", "relapsed problems"}},
                              Subject{"overdue", {"超期未办结的问题", "overdue problems"}},
                              Subject{"lookback_due", {"到期应“回头看”的问题", "look-backs due"}}};

class Status {
public:
    Status(db::Connection& connection, const StatusSpec& spec) : connection_(connection), spec_(spec) {}

    files::Table table() {
        using files::CellType;
        table_.heading.title = say(Words{"近期事项  {}", "Status  {}"}, spec_.on.iso());
        table_.columns = {{"subject", say(Words{"事项", "subject"})},
                          {"count", say(Words{"数量", "count"}), CellType::integer},
                          {"day", say(Words{"日期", "day"}), CellType::date},
                          {"days", say(Words{"距今天数", "days left"}), CellType::integer},
                          {"detail", say(Words{"内容", "detail"})},
                          {"command", say(Words{"查看命令", "command"})}};
        consultation();
        problems();
        filings();
        doubles();
        backup();
        return std::move(table_);
    }

private:
    void put(const Subject& subject, std::optional<std::size_t> count, std::optional<Date> day, std::string detail,
             std::string command) {
        std::vector<files::Cell> cells(6);
        cells[0] = spec_.human ? subject.label.str() : std::string(subject.id);
        if (count) cells[1] = static_cast<std::int64_t>(*count);
        if (day) cells[2] = std::int64_t{day->packed()}, cells[3] = std::int64_t{spec_.on.days_until(*day)};
        cells[4] = files::text_cell(std::move(detail));
        cells[5] = std::move(command);
        table_.rows.push_back(std::move(cells));
    }

    // Returns the first items of a list, and how many more it has.
    static std::string first_of(std::vector<std::string> items, std::size_t most = 3) {
        const std::size_t all = items.size();
        if (all > most) items.resize(most);
        return all > most ? say(Words{"{}等 {} 个", "{} and {} more"}, listed(items),
                                language() == Language::zh ? all : all - most)
                          : listed(items);
    }

    void consultation() {
        if (spec_.rules.empty())
            return put(next_day, std::nullopt, std::nullopt,
                       say(Words{"配置文件中没有 [[calendar.rule]]", "no [[calendar.rule]] in the configuration"}),
                       "cpcc help calendar-days");
        std::optional<Date> first;
        std::vector<std::string> names;
        // A rule of one month a year has a day within 13 months. A day may move to the month before or after its own.
        const Period ahead{spec_.on.plus_months(-1), spec_.on.plus_months(13)};
        for (const CalendarRule& rule : spec_.rules)
            for (const PlannedDay& day : planned_days(rule, spec_.workdays, ahead)) {
                if (day.due() < spec_.on || (first && day.due() > *first)) continue;
                if (first != day.due()) names.clear();
                first = day.due();
                names.push_back(rule.name);
            }
        if (!first)
            return put(next_day, 0, std::nullopt, say(Words{"今后一年内没有", "none within a year"}),
                       "cpcc report calendar");
        const std::size_t count = names.size();
        put(next_day, count, first, first_of(std::move(names)),
            "cpcc report calendar --period " + span_name(Span::month, *first));
    }

    void problems() {
        FollowupSpec spec{spec_.on, std::nullopt, spec_.workdays, spec_.lookback_after};
        const files::Table list = followup(connection_, spec);
        for (const Subject& subject : followed) {
            std::vector<std::string> found;
            for (const auto& row : list.rows)
                if (std::get<std::string>(row[0]) == subject.id)
                    found.push_back(fmt::format("{} {}", std::get<std::string>(row[1]), std::get<std::string>(row[2])));
            const std::size_t count = found.size();
            const bool unset = subject.id == "lookback_due" && spec_.lookback_after.empty();
            put(subject, unset ? std::nullopt : std::optional(count), std::nullopt,
                unset ? say(Words{"配置文件中没有 [lookback]", "no [lookback] in the configuration"})
                      : first_of(std::move(found), 1),
                "cpcc report followup --on " + spec_.on.iso());
        }
    }

    void filings() {
        const Period month = Period::parse("last-month", spec_.on);
        if (spec_.filing_areas.empty())
            return put(not_filed, std::nullopt, std::nullopt,
                       say(Words{"配置文件中没有 [filings]", "no [filings] in the configuration"}),
                       "cpcc help filed-figures");
        FilingStatusSpec spec;
        spec.period = month;
        spec.today = spec_.on;
        spec.areas = spec_.filing_areas;
        spec.due_day = spec_.due_day;
        spec.workdays = spec_.workdays;
        std::vector<std::string> areas;
        for (const auto& row : filing_status(connection_, spec).rows) {
            const auto& state = std::get<std::string>(row[4]);
            const auto& name = std::get<std::string>(row[1]);
            if ((state == "missing" || state == "pending") && (areas.empty() || areas.back() != name))
                areas.push_back(name);
        }
        const std::size_t count = areas.size();
        put(not_filed, count, std::nullopt, first_of(std::move(areas)), "cpcc report filings --period " + month.text());
    }

    void doubles() {
        put(likely_doubles, spec_.doubles.size(), std::nullopt, first_of(spec_.doubles, 1), "cpcc check");
    }

    void backup() {
        const std::string command = say(Words{"cpcc backup 文件", "cpcc backup FILE"});
        if (!spec_.backed_up)
            return put(last_backup, 0, std::nullopt, say(Words{"没有备份记录", "no backup is recorded"}), command);
        put(last_backup, std::nullopt, spec_.backed_up, spec_.backup, command);
    }

    db::Connection& connection_;
    const StatusSpec& spec_;
    files::Table table_;
};

}  // namespace

files::Table status(db::Connection& connection, const StatusSpec& spec) { return Status(connection, spec).table(); }

}  // namespace cpcc::report
