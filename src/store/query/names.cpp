#include "cpcc/store/names.hpp"

#include "cpcc/base/pinyin.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/store/records.hpp"
#include "cpcc/store/renamed.hpp"
#include "query/kind_sql.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

// The live records of one kind, ordered by code.
struct Names::Index {
    struct Entry {
        std::int64_t id, area;  // area: where the record lies; 0: nowhere
        std::string code, name;
    };
    std::vector<Entry> entries;
    std::unordered_map<std::string, Places> by_name;  // by folded name
};

namespace {

constexpr std::size_t most_listed = 6;  // of several records with one name

bool is_pinyin(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == ' ';
    });
}

// Returns what tells the record apart from others of its name: 青山区、教育界.
std::string told_by(db::Connection& connection, const Kind& kind, const Record& record) {
    std::vector<std::string> all;
    for (const auto id : kind.told_by) {
        const Field& field = kind.at(id);
        const records::Value& value = record.values[kind.index(id)];
        if (records::empty(value)) continue;
        if (field.type != Type::ref) {
            all.push_back(show(field, value, records::Style::human));
            continue;
        }
        const Kind& target = records::kind(field.target);
        const Record other = find(connection, target, std::get<std::string>(value));
        all.push_back(target.title.empty() ? name_of(target, other)
                                           : show(target.at(target.title), other.values[target.index(target.title)],
                                                  records::Style::human));
    }
    return listed(all);
}

}  // namespace

Names::Names(db::Connection& connection, std::string office_area)
    : connection_(connection), office_area_(std::move(office_area)) {}
Names::~Names() = default;

bool Names::has_names(const Kind& kind) { return kind.has_code() && !kind.told_by.empty(); }

const Names::Index& Names::index(const Kind& kind) {
    auto& held = indexes_[kind.id];
    if (held) return *held;
    held = std::make_unique<Index>();
    auto rows = connection_.prepare(fmt::format("SELECT t.id, {}, t.code, t.{} FROM {} t WHERE t.voided IS NULL",
                                                area_expression(kind, "t"), kind.title, kind.id),
                                    db::Rows::many);
    while (rows.step()) held->entries.push_back({rows.integer(0), rows.integer(1), rows.str(2), rows.str(3)});
    std::sort(held->entries.begin(), held->entries.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    for (std::uint32_t i = 0; i < held->entries.size(); ++i)
        held->by_name[folded_name(held->entries[i].name)].push_back(i);
    return *held;
}

const std::map<std::int64_t, Names::Area>& Names::areas() {
    if (!areas_.empty()) return areas_;
    auto rows = connection_.prepare("SELECT id, coalesce(parent, 0), level FROM area");
    while (rows.step()) areas_[rows.integer(0)] = {rows.integer(1), rows.integer(2)};
    return areas_;
}

bool Names::lies_in(std::int64_t area, std::int64_t outer) {
    constexpr int most_levels = 12;  // an area may by mistake lie in itself
    for (int level = 0; area != 0 && level < most_levels; ++level) {
        if (area == outer) return true;
        const auto found = areas().find(area);
        area = found == areas().end() ? 0 : found->second.parent;
    }
    return false;
}

// Returns the areas in which a name is looked for, in order.
std::vector<std::int64_t> Names::search_areas(std::int64_t near) {
    std::vector<std::int64_t> all;
    for (std::int64_t area = near; area != 0 && all.size() < 8;) {
        const auto found = areas().find(area);
        if (found == areas().end() || found->second.level < number_of(records::AreaLevel::district)) {
            if (all.empty()) all.push_back(area);  // a city is searched as a whole
            break;
        }
        all.push_back(area);
        area = found->second.parent;
    }
    if (!office_area_.empty())
        if (const std::int64_t own = area(office_area_); own != 0) all.push_back(own);
    return all;
}

// Returns the records in the first of the search areas that has any of them, else all of them.
Names::Places Names::nearest_of(const Index& index, const Places& places, std::int64_t near) {
    if (places.size() < 2) return places;
    for (const std::int64_t outer : search_areas(near)) {
        Places inside;
        std::copy_if(places.begin(), places.end(), std::back_inserter(inside),
                     [&](std::uint32_t place) { return lies_in(index.entries[place].area, outer); });
        if (!inside.empty()) return inside;
    }
    return places;
}

// Returns the records whose names the letters spell, or else those of which they are the initials.
Names::Places Names::places_by_pinyin(const Index& known, std::string_view letters) {
    const PinyinWord word(letters);
    Places whole, initials;
    for (std::uint32_t i = 0; i < known.entries.size(); ++i) {
        if (word.spells(known.entries[i].name)) whole.push_back(i);
        if (word.abbreviates(known.entries[i].name)) initials.push_back(i);
    }
    return whole.empty() ? initials : whole;
}

Names::Found Names::find(const Kind& kind, std::string_view name, std::int64_t near, Spelling spelling) {
    if (!has_names(kind))
        return {.reason = say(Words{"没有编号为“{1}”的{0}", "no {0} with code {1}"}, kind.label.get(), name)};
    const Index& known = index(kind);
    Places places;
    if (const auto found = known.by_name.find(folded_name(name)); found != known.by_name.end())
        places = nearest_of(known, found->second, near);
    if (places.empty() && spelling == Spelling::name_or_pinyin && is_pinyin(name))
        places = nearest_of(known, places_by_pinyin(known, name), near);
    if (places.empty()) return {.reason = none_reason(kind, name, known)};
    if (places.size() > 1) return {.several = true, .reason = several_reason(kind, name, known, places)};
    const Index::Entry& entry = known.entries[places.front()];
    return {entry.id, entry.code, entry.name, false, {}};
}

std::string Names::several_reason(const Kind& kind, std::string_view name, const Index& known, const Places& places) {
    std::string& reason = several_[{fmt::format("{} {}", kind.id, name), places}];
    if (!reason.empty()) return reason;
    std::vector<std::string> all;
    for (std::size_t i = 0; i < std::min(most_listed, places.size()); ++i) {
        const Index::Entry& entry = known.entries[places[i]];
        std::string told = told_by(connection_, kind, load(connection_, kind, {entry.id}).at(0));
        if (folded_name(entry.name) != folded_name(name))  // by pinyin
            told = told.empty() ? entry.name : entry.name + say(Words{"，", ", "}) + told;
        all.push_back(told.empty() ? entry.code : say(Words{"{}（{}）", "{} ({})"}, entry.code, told));
    }
    if (places.size() > all.size()) all.push_back(say(Words{"等", "and more"}));
    return reason = say(Words{"名为“{1}”的{0}有 {2} 个：{3}；请填写编号",
                              "{2} {0} records are named \"{1}\": {3}; use the code"},
                        kind.label.get(), name, places.size(), listed(all));
}

std::string Names::none_reason(const Kind& kind, std::string_view name, const Index& known) {
    constexpr std::size_t most = 3;
    std::vector<std::string_view> names;
    std::string now;
    constexpr int most_searches = 50;  // a file with a wrong column would search for each cell
    if (searches_++ < most_searches) {
        for (const Index::Entry& entry : known.entries) names.emplace_back(entry.name);
        now = renamed_to(connection_, kind, name);
    }
    std::vector<std::string> near;
    for (const std::size_t place : nearest_names(name, names, most))
        near.push_back(say(Words{"{}（{}）", "{} ({})"}, known.entries[place].name, known.entries[place].code));
    const std::string reason =
        is_code(name)
            ? say(Words{"没有编号为“{1}”的{0}", "no {0} with code {1}"}, kind.label.get(), name)
            : say(Words{"没有名称或编号为“{1}”的{0}", "no {0} with name or code \"{1}\""}, kind.label.get(), name);
    if (!now.empty()) return reason + say(Words{"，", "; "}) + now_called(name, now);
    return near.empty() ? reason : reason + say(Words{"，", "; "}) + did_you_mean(listed(near));
}

bool Names::has_code(const Kind& kind, std::string_view code) {
    auto row = connection_.prepare(fmt::format("SELECT 1 FROM {} WHERE code = $code", kind.id));
    return row.bind("code", code).step();
}

std::int64_t Names::area(std::string_view code) {
    auto row = connection_.prepare("SELECT id FROM area WHERE code = $code");
    row.bind("code", code);
    return row.step() ? row.integer(0) : 0;
}

// Reads the areas of all records of the kind once many of them are asked for.
std::int64_t Names::area_of(const Kind& kind, std::int64_t id) {
    constexpr std::size_t few = 16;
    auto& [known, all_read] = record_areas_[kind.id];
    if (const auto found = known.find(id); found != known.end() || all_read)
        return found == known.end() ? 0 : found->second;
    all_read = known.size() >= few;
    auto rows = connection_.prepare(fmt::format("SELECT t.id, {} FROM {} t{}", area_expression(kind, "t"), kind.id,
                                                all_read ? "" : " WHERE t.id = $id"));
    if (!all_read) rows.bind("id", id);
    while (rows.step()) known[rows.integer(0)] = rows.integer(1);
    return known[id];
}

std::int64_t Names::area_of(const Kind& kind, std::string_view code) {
    auto row = connection_.prepare(
        fmt::format("SELECT {} FROM {} t WHERE t.code = $code", area_expression(kind, "t"), kind.id));
    row.bind("code", code);
    return row.step() ? row.integer(0) : 0;
}

void Names::forget(const Kind& kind) {
    indexes_.erase(kind.id);
    several_.clear();
    record_areas_.clear();
    if (kind.id == "area") areas_.clear();
}

}  // namespace cpcc::store
