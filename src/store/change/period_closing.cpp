#include "change/period_closing.hpp"
#include "cpcc/store/records.hpp"

#include <set>

namespace cpcc::store {

namespace {

// Returns the row number of the area to close; 0: all areas together.
std::int64_t row_of(db::Connection& connection, const std::optional<std::string>& code) {
    if (!code) return 0;
    const records::Kind& kind = records::kind("area");
    const Record area = find(connection, kind, *code);
    if (area.voided)
        throw Error(Exit::failed, say(Words{"区划 {} 已作废", "area {} is voided"}, *code),
                    say(Words{"请先用 cpcc area restore {} 恢复", "restore it first: cpcc area restore {}"}, *code));
    return area.id;
}

std::string name_of_place(const std::optional<std::string>& area) {
    return area ? say(Words{"区划 {}", "area {}"}, *area) : say(Words{"全部区划", "all areas"});
}

db::Statement in_force(db::Connection& connection, std::int64_t area, const Period& period) {
    auto rows = connection.prepare(
        "SELECT c.id, e.at, e.by FROM closing c JOIN entry e ON e.id = c.closed "
        "WHERE c.area = $area AND c.first_day = $first AND c.last_day = $last AND c.reopened IS NULL ORDER BY c.id");
    rows.bind("area", area).bind("first", period.first.packed()).bind("last", period.last.packed());
    return rows;
}

// Writes the figures of one closing. It freezes only the areas and measures that `add` receives.
class FigureWriter {
public:
    FigureWriter(db::Connection& connection, std::int64_t closing)
        : closing_(closing),
          area_row_(connection.prepare("INSERT INTO closing_area (closing, area) VALUES ($closing, $area)")),
          measure_row_(
              connection.prepare("INSERT INTO closing_measure (closing, measure) VALUES ($closing, $measure)")),
          figure_row_(connection.prepare("INSERT INTO closing_figure (closing, area, measure, value) VALUES ($closing, "
                                         "$area, $measure, $value)")) {}

    void add(std::int64_t area, std::string_view measure, std::optional<std::int64_t> value) {
        if (areas_.insert(area).second) area_row_.bind("closing", closing_).bind("area", area).run();
        if (!measures_.contains(measure)) {
            measures_.emplace(measure);
            measure_row_.bind("closing", closing_).bind("measure", measure).run();
        }
        if (value)
            figure_row_.bind("closing", closing_)
                .bind("area", area)
                .bind("measure", measure)
                .bind("value", *value)
                .run();
    }

private:
    std::int64_t closing_;
    db::Statement area_row_, measure_row_, figure_row_;
    std::set<std::int64_t> areas_;
    std::set<std::string, std::less<>> measures_;
};

}  // namespace

void require_closable(db::Connection& connection, const std::optional<std::string>& area, const Period& period,
                      Date today) {
    const std::int64_t row = row_of(connection, area);
    if (today <= period.last)
        throw Error(Exit::failed,
                    say(Words{"时段 {} 尚未结束（最后一天为 {}）", "period {} has not ended (last day {})"},
                        period.text(), period.last.iso()),
                    say(Words{"请在 {} 或之后封存", "close it on {} or later"}, period.last.plus_days(1).iso()));
    if (auto existing = in_force(connection, row, period); existing.step())
        throw Error(Exit::failed,
                    say(Words{"{}：{} 的数据已由 {} 于 {} 封存", "{}: {} was closed by {} at {}"}, name_of_place(area),
                        period.text(), existing.text(2), existing.text(1)),
                    say(Words{"如需重新封存，请先运行 cpcc period reopen {}{} --why 原因",
                              "to close it again, first run cpcc period reopen {}{} --why REASON"},
                        period.text(), area ? " --area " + *area : ""));
}

void close_period(WriteContext& context, const std::optional<std::string>& area, const Period& period,
                  const std::function<void(const KeepFigure&)>& figures) {
    db::Connection& connection = context.connection;
    require_closable(connection, area, period, context.author.today);
    const std::int64_t row = row_of(connection, area);
    auto closing = connection.prepare(
        "INSERT INTO closing (area, first_day, last_day, closed) VALUES ($area, $first, $last, $entry) RETURNING id");
    closing.bind("area", row)
        .bind("first", period.first.packed())
        .bind("last", period.last.packed())
        .bind("entry", context.entry);
    closing.step();
    FigureWriter writer(connection, closing.integer(0));
    figures([&](std::int64_t place, std::string_view measure, std::optional<std::int64_t> value) {
        writer.add(place, measure, value);
    });
    context.total.added += 1;
}

void reopen_period(WriteContext& context, const std::optional<std::string>& area, const Period& period) {
    db::Connection& connection = context.connection;
    auto existing = in_force(connection, row_of(connection, area), period);
    if (!existing.step())
        throw Error(Exit::failed,
                    say(Words{"{}：{} 的数据未封存", "{}: {} is not closed"}, name_of_place(area), period.text()),
                    say(Words{"见 cpcc period list", "see cpcc period list"}));
    connection.prepare("UPDATE closing SET reopened = $entry WHERE id = $id")
        .bind("entry", context.entry)
        .bind("id", existing.integer(0))
        .run();
    context.total.updated += 1;
}

std::vector<Closing> closings(db::Connection& connection, bool all) {
    std::vector<Closing> found;
    auto rows = connection.prepare(
        "SELECT a.code, a.name, c.first_day, c.last_day, e.at, e.by, e.why, r.id, r.at, r.by, r.why FROM closing c "
        "JOIN entry e ON e.id = c.closed "
        "LEFT JOIN entry r ON r.id = c.reopened LEFT JOIN area a ON a.id = c.area WHERE c.reopened IS NULL OR $all = 1 "
        "ORDER BY c.first_day, c.last_day, coalesce(a.code, ''), c.id");
    rows.bind("all", all ? 1 : 0);
    while (rows.step()) {
        Closing closing{rows.str(0),
                        rows.str(1),
                        {Date::packed(rows.integer(2)), Date::packed(rows.integer(3))},
                        {rows.str(4), rows.str(5), rows.str(6)},
                        std::nullopt};
        if (!rows.is_null(7)) closing.reopened = Entry{rows.str(8), rows.str(9), rows.str(10)};
        found.push_back(std::move(closing));
    }
    return found;
}

}  // namespace cpcc::store
