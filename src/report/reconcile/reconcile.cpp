#include "cpcc/report/reconcile.hpp"

#include "counting/tally.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/stored.hpp"
#include "evidence/cell_name.hpp"
#include "evidence/notes.hpp"
#include "filings/filings.hpp"
#include "summary/explain.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

std::string yes_or_no(bool yes, bool human) {
    if (!human) return yes ? "yes" : "no";
    return yes ? say(Words{"是", "yes"}) : say(Words{"否", "no"});
}

std::string qualifier(const Filing& filing, bool human) {
    const auto& choice =
        records::choice(records::kind("filing").at("qualifier").choices, static_cast<std::int64_t>(filing.wording));
    return human ? choice.label.str() : std::string(choice.id);
}

class Reconciliation {
public:
    Reconciliation(db::Connection& connection, const ReconcileSpec& spec)
        : connection_(connection),
          spec_(spec),
          registers_(connection),
          area_(registers_.area(spec.area)),
          filings_(filings(connection, registers_, area_)) {}

    files::Table table();
    files::Table explain(const std::string& cell);

private:
    struct Row {
        const Filing* filing;
        const Asked* asked;                         // null: the office has no such measure
        std::optional<std::int64_t> recorded = {};  // ten-thousandths, like the filed value
    };
    std::vector<Period> periods() const;
    std::vector<Row> rows_of(const FiledFigures&) const;
    void count(std::vector<Row>&, int level, const Period&);
    std::vector<files::Cell> cells(const Row&) const;
    files::Heading heading(const std::vector<Row>&) const;
    const AreaEntry& area_of(const Filing& filing) const {
        return registers_.areas[static_cast<std::size_t>(filing.area)];
    }
    bool in_agreement(const Row& row) const {
        return row.recorded && agrees(row.filing->wording, row.filing->value, *row.recorded);
    }

    db::Connection& connection_;
    const ReconcileSpec& spec_;
    Registers registers_;
    int area_;
    std::vector<Filing> filings_;
};

std::vector<Period> Reconciliation::periods() const {
    if (spec_.period) return {*spec_.period};
    std::vector<Period> all;
    for (const Filing& filing : filings_) all.push_back(filing.period);
    const auto key = [](const Period& period) { return std::pair(period.first, period.last); };
    std::sort(all.begin(), all.end(), [&](const Period& a, const Period& b) { return key(a) < key(b); });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// Returns the rows by area code, then in the order of the requested measures; unknown measures come last.
std::vector<Reconciliation::Row> Reconciliation::rows_of(const FiledFigures& filed) const {
    std::vector<Row> rows;
    for (const auto& [place, filing] : filed) {
        const Asked* asked = find_asked(spec_.measures, filing.measure);
        if (asked || spec_.all) rows.push_back({&filing, asked});
    }
    const auto key = [&](const Row& row) {
        const std::ptrdiff_t place =
            row.asked ? row.asked - spec_.measures.data() : static_cast<std::ptrdiff_t>(spec_.measures.size());
        return std::tuple(std::string_view(area_of(*row.filing).code), place, std::string_view(row.filing->measure));
    };
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
    return rows;
}

// Fills in the figures from records, for all rows of one level of areas at once.
void Reconciliation::count(std::vector<Row>& rows, int level, const Period& period) {
    std::vector<Asked> asked;
    std::vector<std::pair<Row*, std::size_t>> wanted;
    for (Row& row : rows) {
        if (!row.asked || area_of(*row.filing).level != level) continue;
        const Asked* known = find_asked(asked, row.filing->measure);
        wanted.emplace_back(&row, known ? static_cast<std::size_t>(known - asked.data()) : asked.size());
        if (!known) asked.push_back(*row.asked);
    }
    if (wanted.empty()) return;
    const Grouping grouping(registers_, {group_of_level(level)}, area_, sources_of(asked));
    Tally tally(connection_, registers_, grouping, asked, period);
    tally.run();
    for (const auto& [row, measure] : wanted)
        if (const auto value = tally.value(measure, {row->filing->area}))
            row->recorded = in_ten_thousandths(*row->asked->base, *value);
}

std::vector<files::Cell> Reconciliation::cells(const Row& row) const {
    const AreaEntry& area = area_of(*row.filing);
    std::vector<files::Cell> cells;
    if (!spec_.period) cells.emplace_back(row.filing->period.text());
    cells.insert(cells.end(), {area.code, area.name, row.filing->measure,
                               row.asked ? files::Cell{row.asked->label()} : files::Cell{}, row.filing->value,
                               qualifier(*row.filing, spec_.human)});
    cells.push_back(row.recorded ? files::Cell{*row.recorded} : files::Cell{});
    cells.push_back(row.recorded ? files::Cell{*row.recorded - row.filing->value} : files::Cell{});
    cells.push_back(row.asked ? files::Cell{yes_or_no(in_agreement(row), spec_.human)} : files::Cell{});
    return cells;
}

files::Heading Reconciliation::heading(const std::vector<Row>& rows) const {
    files::Heading heading;
    heading.title = say(Words{"填报数据与记录对照", "Filed figures and records compared"});
    std::size_t known = 0, agreed = 0;
    std::string unknown;
    for (const Row& row : rows) {
        known += row.asked != nullptr;
        agreed += in_agreement(row);
        if (!row.asked)
            unknown += (unknown.empty() ? "" : say(Words{"、", ", "})) +
                       say(Words{"{}（{}）", "{} ({})"}, row.filing->measure, row.filing->code);
    }
    const std::string period = spec_.period ? dates(*spec_.period) : say(Words{"以各项填报为准", "as filed"});
    const std::string area =
        area_ == 0 ? say(Words{"全部", "all"}) : registers_.areas[static_cast<std::size_t>(area_)].shown();
    heading.notes = {
        say(Words{"时段：{}；区划：{}；对照 {} 项，相符 {} 项。",
                  "Period: {}. Area: {}. Compared: {}; in agreement: {}."},
            period, area, known, agreed),
        say(Words{
            "金额以元为单位，比率为 0 至 1；差额为记录数减填报数。",
            "Amounts are in yuan; shares are 0 to 1. The difference is the recorded figure minus the filed one."}),
        say(Words{"相符标准：填报“准数”的，记录数须相等；填报“余”的，记录数须大于填报数且未满进位（60余：61–69）；填报“"
                  "近”的，记录数须小于填报数，相差不超过一成；填报“约”的，相差不超过一成。",
                  "Agreement: exact means equal. Over means more, but below the next round number (over 60: 61 to 69). "
                  "Near means less by at most a tenth. About means within a tenth."})};
    if (!unknown.empty())
        heading.notes.push_back(
            say(Words{"没有下列指标，无法对照：{}。", "No such measures, so not compared: {}."}, unknown));
    return heading;
}

files::Table Reconciliation::table() {
    using files::CellType;
    files::Table table;
    if (!spec_.period) table.columns.push_back({"period", say(Words{"时段", "period"})});
    for (const files::Column& column : {files::Column{"area", say(Words{"区划", "area"})},
                                        {"area_name", say(Words{"区划名称", "area name"})},
                                        {"measure", say(Words{"指标", "measure"})},
                                        {"label", say(Words{"名称", "label"})},
                                        {"filed", say(Words{"填报", "filed"}), CellType::decimal},
                                        {"qualifier", say(Words{"措辞", "qualifier"})},
                                        {"recorded", say(Words{"记录", "recorded"}), CellType::decimal},
                                        {"difference", say(Words{"差额", "difference"}), CellType::decimal},
                                        {"agrees", say(Words{"相符", "agrees"})}})
        table.columns.push_back(column);
    std::vector<FiledFigures> filed;  // rows point into it
    for (const Period& period : periods()) filed.push_back(filed_in(filings_, period));
    std::vector<Row> all;
    for (const FiledFigures& one : filed) {
        std::vector<Row> rows = rows_of(one);
        for (int level = 1; level <= area_levels; ++level)
            if (!rows.empty()) count(rows, level, rows.front().filing->period);
        all.insert(all.end(), rows.begin(), rows.end());
    }
    for (const Row& row : all) table.rows.push_back(cells(row));
    table.heading = heading(all);
    return table;
}

files::Table Reconciliation::explain(const std::string& cell) {
    const auto [code, named] =
        split_cell(cell, say(Words{"请写作 区划:指标，如 420107:sessions", "use AREA:MEASURE, e.g. 420107:sessions"}));
    const int area = registers_.area(code);
    const Asked* asked = find_named(spec_.measures, named);
    if (!asked) throw no_such_measure(spec_.measures, named);
    const std::string measure = asked->id();
    std::erase_if(filings_, [&](const Filing& filing) {
        return filing.area != area || filing.measure != measure || (spec_.period && !(filing.period == *spec_.period));
    });
    const std::vector<Period> filed_for = periods();
    if (filed_for.empty() || filings_.empty())
        throw Error(Exit::failed, say(Words{"区划 {} 未填报 {}", "area {} has not filed {}"}, code, measure),
                    say(Words{"见 cpcc report reconcile", "see cpcc report reconcile"}));
    if (filed_for.size() > 1)
        throw Error(
            Exit::usage,
            say(Words{"{} 填报了多个时段（{} 个）", "{} was filed for {} periods"}, cell, filed_for.size()),
            say(Words{"请用 --period 指定一个，如 {}", "choose one with --period, e.g. {}"}, filed_for.front().text()));
    SummarySpec summary;
    summary.period = filed_for.front();
    summary.area = code;
    summary.measures = {*asked};
    summary.human = spec_.human;
    files::Table table = records_behind(connection_, summary, measure);
    table.columns.push_back({"filed", say(Words{"填报", "filed"}), files::CellType::decimal});
    for (auto& row : table.rows) row.emplace_back();
    std::vector<std::vector<files::Cell>> rows;
    for (const Filing& filing : filings_) {
        rows.emplace_back(table.columns.size());
        const std::string title = fmt::format("{} {}  {}", filing.period.text(), worded(filing), filing.source);
        const std::string kind = spec_.human ? records::kind("filing").label.str() : "filing";
        rows.back()[0] = kind, rows.back()[1] = filing.code, rows.back()[2] = filing.filed_on.iso(),
        rows.back()[3] = title, rows.back().back() = filing.value;
    }
    table.rows.insert(table.rows.begin(), rows.begin(), rows.end());
    table.heading.notes.insert(
        table.heading.notes.begin(),
        say(Words{"{} 填报 {}（以填报 {} 为准）；标题中为按记录统计的数据。",
                  "{} filed {} (in filing {}). The title shows the figure from records."},
            registers_.areas[static_cast<std::size_t>(area)].shown(), worded(filings_.back()), filings_.back().code));
    return table;
}

}  // namespace

files::Table reconcile(db::Connection& connection, const ReconcileSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Reconciliation(connection, spec).table();
}

files::Table explain_filed(db::Connection& connection, const ReconcileSpec& spec, const std::string& cell) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Reconciliation(connection, spec).explain(cell);
}

void check_filing(const std::vector<Asked>& known, const std::string& measure, std::optional<std::int64_t> value,
                  const std::function<void(std::string_view field, std::string reason)>& refuse) {
    const Asked* asked = find_asked(known, measure);
    if (!asked) {
        if (!nearest_measure(known, measure)) return;
        const Error error = no_such_measure(known, measure);
        return refuse("measure", say(Words{"{}（{}）", "{} ({})"}, error.message(), error.hint()));
    }
    if (!value) return;
    if (std::string reason = unfit(*asked->base, *value); !reason.empty()) refuse("value", std::move(reason));
}

}  // namespace cpcc::report
