#include "appraisal/points_list.hpp"

#include "appraisal/appraisal.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/value_on.hpp"

namespace cpcc::report {

namespace {

// Returns the code of the area where the member's committee or the platform was on the last day of the period.
std::string area_of(db::Connection& connection, const PointsSpec& spec) {
    const records::Kind& kind = records::kind(spec.who == Appraised::members ? "member" : "platform");
    auto row = connection.prepare(fmt::format("SELECT a.code FROM {} t JOIN area a ON a.id = {} WHERE t.code = $code",
                                              kind.id, db::value_on(kind, "t", "area", "$last")));
    row.bind("code", std::string_view(spec.code)).bind("last", spec.period->last.packed());
    return row.step() ? row.str(0) : std::string();
}

files::Table points(db::Connection& connection, const PointsSpec& spec, const records::Choice& name, bool human) {
    files::Table table{{name.label.str(), {}}, mark_columns(), {}};
    if (!spec.sets || spec.sets->empty()) {
        table.heading.notes = {say(Words{"配置文件中没有考核办法。", "The configuration has no appraisal rules."})};
    } else if (!spec.period) {
        table.heading.notes = {say(Words{"考核按年度计分，请用 --period 指定年份。",
                                         "Points are scored for a year; choose one with --period."})};
    } else {
        try {
            return marks(connection, *spec.sets,
                         {spec.who,
                          spec.period->text(),
                          spec.today,
                          area_of(connection, spec),
                          std::nullopt,
                          spec.code,
                          {},
                          human});
        } catch (const Error& error) {  // no rule set applies, or it does not score this one
            table.heading.notes = {say(Words{"{}。", "Not scored: {}."}, error.message())};
        }
    }
    return table;
}

}  // namespace

FilePart points_part(const records::Choice& name, const PointsSpec& spec) {
    return {name, [name, spec](db::Connection& connection, const Parameters&, bool human) {
                return points(connection, spec, name, human);
            }};
}

}  // namespace cpcc::report
