#include "cpcc/report/filing_status.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/stored.hpp"
#include "evidence/cell_name.hpp"
#include "evidence/notes.hpp"
#include "facts/area_words.hpp"
#include "filings/filings.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

enum class State { on_time, late, filed, missing, pending };

// In the order of State. `filed` is the state without a deadline.
constexpr std::array states{records::Choice{"on_time", {"按期", "on time"}}, records::Choice{"late", {"逾期", "late"}},
                            records::Choice{"filed", {"已填报", "filed"}},
                            records::Choice{"missing", {"未填报", "not filed"}},
                            records::Choice{"pending", {"未到期", "not due yet"}}};

class FilingStatus {
public:
    FilingStatus(db::Connection& connection, const FilingStatusSpec& spec)
        : spec_(spec), registers_(connection), area_(registers_.area(spec.area)) {
        if (spec.areas.empty())
            throw Error(
                Exit::usage,
                say(Words{"配置文件中没有 [filings] areas，不知道应由哪些区划填报",
                          "the configuration has no [filings] areas, so no area has to file"}),
                say(Words{"请在 cpcc.toml 中填写，见 cpcc.toml(5)", "set them in cpcc.toml, see cpcc.toml(5)"}));
        const std::set<int> all = filing_areas(registers_, spec.areas);
        for (const int area : all)
            if (area_ == 0 || registers_.lies_in(area, area_)) areas_.push_back(area);
        std::sort(areas_.begin(), areas_.end(), [&](int a, int b) { return entry(a).code < entry(b).code; });
        if (spec.due_day) due_ = spec.workdays.nth(spec.period.last.month_end().plus_days(1), *spec.due_day);
        for (Filing& filing : filings(connection, registers_, 0))
            if (filing.period == spec.period && all.contains(filing.area))
                filed_[{filing.area, filing.measure}].push_back(std::move(filing));
    }

    files::Table table() {
        files::Table table;
        table.columns = columns();
        const std::vector<std::string> measures = expected();
        for (const int area : areas_) {
            for (const std::string& measure : measures) table.rows.push_back(row(area, measure));
            if (measures.empty()) table.rows.push_back(row(area, {}));
        }
        table.heading = heading();
        return table;
    }

    files::Table explain(const std::string& cell) const {
        const auto [code, measure] = split_cell(
            cell, say(Words{"请写作 区划:指标，如 420107:sessions", "use AREA:MEASURE, e.g. 420107:sessions"}));
        const auto found = filed_.find({registers_.area(code), measure});
        if (found == filed_.end())
            throw Error(Exit::failed,
                        say(Words{"区划 {} 未填报 {}（{}）", "area {} has not filed {} for {}"}, code, measure,
                            spec_.period.text()),
                        say(Words{"见 cpcc report filings", "see cpcc report filings"}));
        files::Table table;
        table.columns = {{"filing", records::kind("filing").label.str()}};
        for (const char* column : {"filed", "qualifier", "filed_on"}) table.columns.push_back(column_called(column));
        table.columns.push_back({"source", records::kind("filing").at("source").label.str()});
        for (const Filing& filing : found->second)
            table.rows.push_back({filing.code, filing.value, qualifier(filing), std::int64_t{filing.filed_on.packed()},
                                  files::text_cell(filing.source)});
        table.heading.title = say(Words{"填报  {}  {}：{}", "Filings  {}  {}: {}"}, entry(found->first.first).shown(),
                                  measure, found->second.size());
        table.heading.notes = {say(Words{"时段：{}。是否按期以首次填报为准，数据以最后一次为准。",
                                         "Period: {}. The first filing decides the state, the last one the figure."},
                                   dates(spec_.period))};
        return table;
    }

private:
    const AreaEntry& entry(int area) const { return registers_.areas[static_cast<std::size_t>(area)]; }

    // Returns the measures that each area should have filed, in the office's order; unknown ones come last.
    std::vector<std::string> expected() const {
        std::vector<std::string> ids;
        for (const Asked& asked : spec_.measures)
            if (!spec_.all || any_filed(asked.id())) ids.push_back(asked.id());
        for (const auto& [key, list] : filed_)
            if (spec_.all && std::find(ids.begin(), ids.end(), key.second) == ids.end()) ids.push_back(key.second);
        return ids;
    }

    bool any_filed(const std::string& measure) const {
        return std::any_of(filed_.begin(), filed_.end(), [&](const auto& one) { return one.first.second == measure; });
    }

    State state_of(const std::vector<Filing>* list) const {
        if (!list) return due_ && spec_.today <= *due_ ? State::pending : State::missing;
        if (!due_) return State::filed;
        return list->front().filed_on <= *due_ ? State::on_time : State::late;
    }

    static std::vector<files::Column> columns() {
        using files::CellType;
        return {{"area", say(Words{"区划", "area"})},
                {"area_name", say(Words{"区划名称", "area name"})},
                {"measure", say(Words{"指标", "measure"})},
                {"label", say(Words{"名称", "label"})},
                {"state", say(Words{"情形", "state"})},
                {"filed", say(Words{"填报", "filed"}), CellType::decimal},
                {"qualifier", say(Words{"措辞", "qualifier"})},
                {"filed_on", say(Words{"填报日", "filed on"}), CellType::date},
                {"corrected_on", say(Words{"更正日", "corrected on"}), CellType::date},
                {"days_late", say(Words{"逾期工作日", "working days late"}), CellType::integer}};
    }

    static files::Column column_called(std::string_view id) {
        const auto all = columns();
        return *std::find_if(all.begin(), all.end(), [&](const files::Column& column) { return column.id == id; });
    }

    files::Cell qualifier(const Filing& filing) const {
        const records::Choice& word =
            records::choice(records::kind("filing").at("qualifier").choices, static_cast<std::int64_t>(filing.wording));
        return spec_.human ? word.label.str() : std::string(word.id);
    }

    std::vector<files::Cell> row(int area, const std::string& measure) {
        const auto found = filed_.find({area, measure});
        const std::vector<Filing>* list = found == filed_.end() ? nullptr : &found->second;
        const State state = state_of(list);
        ++counts_[static_cast<std::size_t>(state)];
        const Asked* asked = find_asked(spec_.measures, measure);
        const records::Choice& word = states[static_cast<std::size_t>(state)];
        std::vector<files::Cell> cells{entry(area).code, entry(area).name, files::text_cell(measure),
                                       asked ? files::Cell{asked->label()} : files::Cell{},
                                       spec_.human ? word.label.str() : std::string(word.id)};
        cells.resize(10);
        if (list) {
            const Filing &first = list->front(), &last = list->back();
            cells[5] = last.value;
            cells[6] = qualifier(last);
            cells[7] = std::int64_t{first.filed_on.packed()};
            if (last.filed_on != first.filed_on) cells[8] = std::int64_t{last.filed_on.packed()};
        }
        if (due_ && (state == State::late || state == State::missing))
            cells[9] = std::int64_t{spec_.workdays.between(*due_, list ? list->front().filed_on : spec_.today)};
        return cells;
    }

    files::Heading heading() const {
        files::Heading heading;
        heading.title = say(Words{"填报情况  {}", "Filings  {}"}, spec_.period.text());
        std::string counted;
        for (std::size_t i = 0; i < states.size(); ++i)
            if (counts_[i] != 0)
                counted += say(Words{"{}{} {}", "{}{}: {}"}, counted.empty() ? "" : say(Words{"，", ", "}),
                               states[i].label.get(), counts_[i]);
        if (counted.empty()) counted = say(Words{"无", "none"});
        heading.notes = {
            say(Words{"时段：{}；区划：{}。应填报区划 {} 个：{}。", "Period: {}. Area: {}. Areas that file: {}; {}."},
                dates(spec_.period), area_words(registers_, area_), areas_.size(), counted)};
        if (!filed_.empty())
            heading.notes.push_back(say(Words{"查看一项数据的各次填报：加 --explain {}:{}。",
                                              "To list the filings behind a figure, add --explain {}:{}."},
                                        entry(filed_.begin()->first.first).code, filed_.begin()->first.second));
        if (!due_) {
            heading.notes.push_back(say(Words{"配置文件中没有 [filings] due_day，不判断是否逾期。",
                                              "The configuration has no [filings] due_day, so nothing is late."}));
            return heading;
        }
        heading.notes.push_back(say(Words{"填报期限为 {}：次月第 {} 个工作日。以首次填报为准。",
                                          "Due on {}: working day {} of the month after the period. The first filing "
                                          "counts."},
                                    due_->iso(), *spec_.due_day));
        if (!spec_.workdays.knows(due_->year())) heading.notes.push_back(only_weekends(due_->year()));
        return heading;
    }

    const FilingStatusSpec& spec_;
    Registers registers_;
    int area_;
    std::vector<int> areas_;  // by code
    std::optional<Date> due_;
    std::map<std::pair<int, std::string>, std::vector<Filing>> filed_;  // in the order of filing
    std::array<int, states.size()> counts_{};                           // rows by State
};

}  // namespace

files::Table filing_status(db::Connection& connection, const FilingStatusSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return FilingStatus(connection, spec).table();
}

files::Table explain_filing(db::Connection& connection, const FilingStatusSpec& spec, const std::string& cell) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return FilingStatus(connection, spec).explain(cell);
}

}  // namespace cpcc::report
