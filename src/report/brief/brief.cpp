#include "cpcc/report/brief.hpp"

#include "brief/mustache.hpp"
#include "brief/prose.hpp"
#include "brief/template.hpp"
#include "counting/grouping.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/period_words.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/wording.hpp"
#include "facts/registers.hpp"
#include "summary/summary.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

// The area of the brief; without a code, everywhere.
struct Place {
    std::string code, name;
    int level = 0;
};

// The area asked for, and the level of the areas that have their own section in the template (0: none has).
struct Places {
    Place whole;
    int level_of_ones = 0;
};

Places places_of(db::Connection& connection, const BriefSpec& spec, const Needs& needs) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const Registers registers(connection);
    Places places;
    if (spec.area) {
        const AreaEntry& area = registers.areas[static_cast<std::size_t>(registers.area(*spec.area))];
        places.whole = {area.code, area.name, area.level};
    }
    for (const Needs::One& one : needs.ones) {
        const auto area = std::find_if(registers.areas.begin(), registers.areas.end(),
                                       [&](const AreaEntry& a) { return a.level != 0 && a.code == one.code; });
        if (area == registers.areas.end())
            throw wrong_template(spec, one.line, say(Words{"没有编号为“{}”的区划", "no area with code {}"}, one.code),
                                 say(Words{"见 cpcc area list", "see cpcc area list"}));
        if (places.level_of_ones != 0 && area->level != places.level_of_ones)
            throw wrong_template(
                spec, one.line,
                say(Words{"区划 {} 与前面单独成段的区划不是同一级",
                          "area {} is at a different level from the earlier areas with their own sections"},
                    one.code));
        places.level_of_ones = area->level;
    }
    return places;
}

// Returns the level whose areas have a section each: the one asked for, otherwise the first in the template. Returns
// none if the latter is not below the area. Throws Error{usage} if the template has no section for the level asked for,
// or if that level is not below the area.
std::optional<Group> level_of_parts(const BriefSpec& spec, const Needs& needs, const Places& places) {
    std::vector<Group> named = needs.parts;
    if (places.level_of_ones != 0) named.push_back(group_of_level(places.level_of_ones));
    if (!spec.by)
        return !named.empty() && area_level(named.front()) > places.whole.level ? std::optional(named.front())
                                                                                : std::nullopt;
    const std::string_view id = words_of(*spec.by).id;
    if (area_level(*spec.by) == 0)
        throw Error(Exit::usage, say(Words{"简报不能按 {} 分段", "a brief cannot be divided by {}"}, id),
                    say(Words{"可选值：province、city、district、street、community、compound",
                              "use province, city, district, street, community or compound"}));
    if (std::find(named.begin(), named.end(), *spec.by) == named.end())
        throw Error(Exit::usage,
                    say(Words{"{} 中没有 {{{{#{}}}}} 段落，无法按 {} 分段",
                              "{} has no section {{{{#{}}}}}, which --by {} needs"},
                        spec.name, parts_name(*spec.by), id),
                    say(Words{"请在模板中加上该段落，或去掉 --by", "add that section to the template, or drop --by"}));
    if (area_level(*spec.by) <= places.whole.level)
        throw Error(Exit::usage,
                    say(Words{"{}以下没有 {} 一级的区划，无法分段", "{} has no areas of level {} below it"},
                        places.whole.name, id),
                    say(Words{"请选择更低一级，或去掉 --by", "choose a lower level, or drop --by"}));
    return spec.by;
}

SummarySpec summary_spec(const BriefSpec& spec, const Needs& needs, const std::optional<Group>& parts) {
    SummarySpec asked;
    asked.period = spec.period;
    asked.area = spec.area;
    asked.filed = spec.filed;
    asked.own_books = spec.own_books;
    if (!needs.measures.empty()) asked.measures = ask(needs.measures, spec.customs);
    if (needs.compared) asked.compare = {spec.compare};
    if (parts) {
        asked.by = {*parts};
        asked.total = true;
    }
    return asked;
}

std::string wording(std::int64_t value, files::CellType type, Rounding rounding) {
    if (type == files::CellType::money) return money_wording(value, rounding);
    return type == files::CellType::share ? share_wording(value, rounding) : count_wording(value, rounding);
}

// Converts rows of the summary to the values of the template's names.
class Figures {
public:
    Figures(const files::Table& table, const SummarySpec& spec) : table_(table), spec_(spec) {}

    Values of(const std::vector<files::Cell>& row) const {
        Values values;
        for (const Asked& asked : spec_.measures) add(values, asked.id(), row);
        return values;
    }
    std::string text(const std::vector<files::Cell>& row, const std::string& column) const {
        const auto* text = std::get_if<std::string>(&row[column_of(column)]);
        return text ? *text : std::string();
    }

private:
    std::size_t column_of(const std::string& id) const {
        const auto found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                        [&](const files::Column& c) { return c.id == id; });
        return static_cast<std::size_t>(found - table_.columns.begin());
    }

    void add(Values& values, const std::string& id, const std::vector<files::Cell>& row) const {
        const std::size_t column = column_of(id);
        const auto type = table_.columns[column].type;
        const auto* value = std::get_if<std::int64_t>(&row[column]);
        const auto worded = [&](Rounding rounding) { return value ? wording(*value, type, rounding) : "–"; };
        values.flags[id + ".some"] = value && *value != 0;
        values.texts[id] = worded(Rounding::exact);
        for (const RoundingWord& word : rounding_words)
            values.texts[fmt::format("{}.{}", id, word.id)] = worded(word.rounding);
        if (!spec_.compare.empty()) add_compared(values, id, type, row);
    }

    void add_compared(Values& values, const std::string& id, files::CellType type,
                      const std::vector<files::Cell>& row) const {
        const auto* before = std::get_if<std::int64_t>(
            &row[column_of(id + (spec_.compare.front() == Compare::previous ? "_previous" : "_last_year"))]);
        const auto* change = std::get_if<std::int64_t>(&row[column_of(id + "_change")]);
        values.texts[id + ".before"] = before ? wording(*before, type, Rounding::exact) : "–";
        values.texts[id + ".more"] = change && *change > 0 ? wording(*change, type, Rounding::exact) : "";
        values.texts[id + ".fewer"] = change && *change < 0 ? wording(-*change, type, Rounding::exact) : "";
    }

    const files::Table& table_;
    const SummarySpec& spec_;
};

Values values_of(const BriefSpec& spec, const Needs& needs, const Place& place, const files::Table& table,
                 const SummarySpec& asked) {
    const Figures figures(table, asked);
    Values values = figures.of(table.rows.back());
    values.texts["period"] = period_words(spec.period);
    values.texts["period.short"] = short_period_words(spec.period);
    values.texts["span"] = span_words(spec.period);
    values.texts["day"] = day_words(spec.period.last);
    values.texts["office"] = spec.office;
    values.texts["area"] = place.name;
    for (const Group level : needs.parts) values.lists[parts_name(level)] = {};
    for (const Needs::One& one : needs.ones) values.lists["area." + one.code] = {};
    if (asked.by.empty()) return values;
    const std::string column(words_of(asked.by.front()).id);
    for (std::size_t row = 0; row + 1 < table.rows.size(); ++row) {
        const std::string code = figures.text(table.rows[row], column);
        if (code.empty()) continue;  // records outside all parts count only in the whole
        Values part = figures.of(table.rows[row]);
        part.texts["code"] = code;
        part.texts["name"] = figures.text(table.rows[row], column + "_name");
        if (const auto one = values.lists.find("area." + code); one != values.lists.end()) one->second = {part};
        values.lists[parts_name(asked.by.front())].push_back(std::move(part));
    }
    return values;
}

// Returns the command that lists the same figures as a table.
std::string summary_command(const SummarySpec& asked) {
    std::vector<std::string> ids;
    for (const Asked& measure : asked.measures) ids.push_back(measure.id());
    std::string command = "cpcc report summary --period " + asked.period.text();
    if (asked.area) command += " --area " + *asked.area;
    if (!asked.by.empty()) command += fmt::format(" --by {} --total", words_of(asked.by.front()).id);
    command += " --measures " + join(ids, ",");
    if (asked.filed) command += " --filed";
    if (!asked.compare.empty())
        command += asked.compare.front() == Compare::previous ? " --compare previous" : " --compare last-year";
    return command;
}

// The values of a template's names, and what there is to say about them.
struct BriefValues {
    Values values;
    std::vector<std::string> incomplete, notes;
};

BriefValues read_values(db::Connection& connection, const BriefSpec& spec) {
    const Needs needs = read_template(spec);
    const Places places = places_of(connection, spec, needs);
    const SummarySpec asked = summary_spec(spec, needs, level_of_parts(spec, needs, places));
    const SummaryResult result = summary_result(connection, asked);
    BriefValues reading{values_of(spec, needs, places.whole, result.table, asked), result.incomplete, {}};
    if (!needs.measures.empty())
        reading.notes.push_back(
            say(Words{"如需以表格列出以上数据，请运行：{}", "To list these figures as a table, run: {}"},
                summary_command(asked)));
    const auto& notes = result.table.heading.notes;
    reading.notes.insert(reading.notes.end(), notes.begin(), notes.end());
    return reading;
}

void escape_texts(Values& values, const TextFiller::Escape& escape) {
    for (auto& [name, text] : values.texts) text = escape(text);
    for (auto& [name, list] : values.lists)
        for (Values& item : list) escape_texts(item, escape);
}

}  // namespace

Brief brief(db::Connection& connection, const BriefSpec& spec) {
    const BriefValues reading = read_values(connection, spec);
    Brief brief{compose(fill(mark_paragraphs(spec.text), reading.values)), reading.notes};
    for (const std::string& note : reading.incomplete) brief.text += "\n" + note + "\n";
    return brief;
}

struct TextFiller::State {
    Values values;
    std::vector<std::string> notes;
};

TextFiller::TextFiller(db::Connection& connection, const BriefSpec& spec, const Escape& escape)
    : state_(std::make_unique<State>()) {
    BriefValues reading = read_values(connection, spec);
    state_->values = std::move(reading.values);
    escape_texts(state_->values, escape);
    state_->notes = std::move(reading.incomplete);
    state_->notes.insert(state_->notes.end(), reading.notes.begin(), reading.notes.end());
}

TextFiller::~TextFiller() = default;
std::string TextFiller::fill(const std::string& text) const { return report::fill(text, state_->values); }
const std::vector<std::string>& TextFiller::notes() const { return state_->notes; }

}  // namespace cpcc::report
