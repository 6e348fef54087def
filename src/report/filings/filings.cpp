#include "filings/filings.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/connection.hpp"

namespace cpcc::report {

namespace {

constexpr std::int64_t one_whole = 10000;

// Returns the divisor that converts ten-thousandths to the measure's unit.
std::int64_t divisor(const Measure& measure) {
    if (measure.unit == Unit::share) return 1;
    if (measure.unit == Unit::mean) return one_whole / 10;
    return measure.unit == Unit::yuan ? one_whole / 100 : one_whole;
}

// Returns the place value of the last digit that is not 0, in ten-thousandths; for a whole number at least ten.
std::int64_t roundness(std::int64_t value) {
    std::int64_t place = 1;
    while (value != 0 && value % (place * 10) == 0) place *= 10;
    return value % one_whole == 0 ? std::max(place, 10 * one_whole) : place;
}

std::string number_text(std::int64_t ten_thousandths) {
    if (ten_thousandths % one_whole == 0) return std::to_string(ten_thousandths / one_whole);
    std::string text = fmt::format("{}.{:04}", ten_thousandths / one_whole, ten_thousandths % one_whole);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

}  // namespace

std::vector<Filing> filings(db::Connection& connection, const Registers& registers, int area) {
    std::vector<Filing> all;
    std::map<std::string, Period> periods;  // caches the few different texts, since most filings repeat one
    auto rows = connection.prepare(
        "SELECT id, code, area, period, measure, value, qualifier, filed_on, source FROM filing WHERE voided IS NULL "
        "ORDER BY filed_on, id");
    while (rows.step()) {
        if (area != 0 && !registers.lies_in(rows.small(2), area)) continue;
        const auto [period, added] = periods.try_emplace(rows.str(3));
        if (added) period->second = Period::parse(rows.text(3), Date());  // a filing's period does not depend on today
        all.push_back({rows.integer(0), rows.str(1), rows.small(2), period->second, rows.str(4), rows.integer(5),
                       rows.is_null(6) ? Wording::exact : static_cast<Wording>(rows.small(6)),
                       Date::packed(rows.integer(7)), rows.str(8)});
    }
    return all;
}

FiledFigures filed_in(const std::vector<Filing>& all, const Period& period) {
    FiledFigures last;
    for (const Filing& filing : all)
        if (filing.period == period) last.insert_or_assign(std::pair(filing.area, filing.measure), filing);
    return last;
}

std::set<int> filing_areas(const Registers& registers, const std::vector<std::string>& codes) {
    std::set<int> areas;
    for (const std::string& code : codes) {
        if (registers.find_area(code) == 0)
            throw Error(Exit::usage,
                        say(Words{"配置文件的 filings.areas：没有编号为“{}”的区划",
                                  "filings.areas in the configuration: no area with code {}"},
                            code),
                        say(Words{"见 cpcc area list", "see cpcc area list"}));
        areas.insert(registers.find_area(code));
    }
    return areas;
}

std::int64_t in_unit(const Measure& measure, std::int64_t ten_thousandths) {
    const std::int64_t by = divisor(measure);
    return (ten_thousandths + by / 2) / by;
}

std::int64_t in_ten_thousandths(const Measure& measure, std::int64_t value) { return value * divisor(measure); }

std::string unfit(const Measure& measure, std::int64_t ten_thousandths) {
    if (measure.unit == Unit::share && ten_thousandths > one_whole)
        return say(Words{"{} 是比率，应在 0 至 1 之间，不能为 {}", "{} is a share and must be between 0 and 1, not {}"},
                   measure.id, number_text(ten_thousandths));
    if (ten_thousandths % divisor(measure) == 0) return {};
    if (measure.unit == Unit::yuan)
        return say(
            Words{"{} 以元为单位，最多两位小数，不能为 {}", "{} is in yuan and takes at most two decimals, not {}"},
            measure.id, number_text(ten_thousandths));
    if (measure.unit == Unit::mean)
        return say(Words{"{} 最多一位小数，不能为 {}", "{} takes at most one decimal, not {}"}, measure.id,
                   number_text(ten_thousandths));
    return say(Words{"{} 应为整数，不能为 {}", "{} must be a whole number, not {}"}, measure.id,
               number_text(ten_thousandths));
}

std::string worded(const Filing& filing) {
    const std::string number = number_text(filing.value);
    switch (filing.wording) {
        case Wording::about: return say(Words{"约{}", "about {}"}, number);
        case Wording::over: return say(Words{"{}余", "over {}"}, number);
        case Wording::near: return say(Words{"近{}", "nearly {}"}, number);
        case Wording::exact: break;
    }
    return number;
}

bool agrees(Wording wording, std::int64_t filed, std::int64_t recorded) {
    const std::int64_t difference = recorded - filed;
    switch (wording) {
        case Wording::exact: return difference == 0;
        case Wording::over: return difference > 0 && difference < roundness(filed);
        case Wording::near: return difference < 0 && -difference * 10 <= filed;
        case Wording::about: return (difference < 0 ? -difference : difference) * 10 <= filed;
    }
    return false;
}

}  // namespace cpcc::report
