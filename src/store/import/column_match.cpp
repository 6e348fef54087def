#include "import/column_match.hpp"

#include "cpcc/base/folding.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/name_column.hpp"
#include "cpcc/store/voided.hpp"
#include "import/usual_headers.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;
using Use = SheetColumn::Use;

namespace {

// Each opening bracket before its closing one.
constexpr std::array<std::string_view, 14> brackets{"(",  ")",  "[",  "]",  "【", "】", "〔",
                                                    "〕", "〈", "〉", "《", "》", "{",  "}"};

// Removes what is in brackets from a folded header, and returns it.
std::string take_brackets(std::string& header) {
    std::string inside;
    for (std::size_t i = 0; i < brackets.size(); i += 2)
        for (auto open = header.find(brackets[i]); open != std::string::npos; open = header.find(brackets[i])) {
            const auto close = header.find(brackets[i + 1], open);
            if (close == std::string::npos) break;
            inside += header.substr(open + brackets[i].size(), close - open - brackets[i].size());
            header.erase(open, close + brackets[i + 1].size() - open);
        }
    return inside;
}

bool strip_sign(std::string& header) {
    constexpr std::array<std::string_view, 24> signs{"*", ":", ".", ",", "、", "，", "。", "※", "★", "☆", "●", "○",
                                                     "◆", "◇", "■", "□", "▲",  "△",  "▼",  "!", "_", "-", "|", "\""};
    for (const std::string_view sign : signs) {
        if (header.starts_with(sign)) return header.erase(0, sign.size()), true;
        if (header.ends_with(sign)) return header.erase(header.size() - sign.size()), true;
    }
    return false;
}

// Removes a number such as `1.` or `一、` from the start.
void strip_number(std::string& header) {
    constexpr std::array<std::string_view, 10> chinese{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    std::size_t end = std::min(header.find_first_not_of("0123456789"), header.size());
    for (const std::string_view digit : chinese)
        if (header.starts_with(digit)) end = digit.size();
    if (end == 0) return;
    for (const std::string_view mark : {".", "、", ")"})
        if (std::string_view(header).substr(end).starts_with(mark)) return void(header.erase(0, end + mark.size()));
}

std::string undressed(std::string header, std::string& inside) {
    inside = take_brackets(header);
    if (header.empty()) header = std::exchange(inside, "");  // 【备注】
    while (strip_sign(header)) {}
    strip_number(header);
    if (const auto slash = header.find('/'); slash != std::string::npos && slash > 0) {
        inside += header.substr(slash + 1);  // 现金/元
        header.erase(slash);
    }
    return header;
}

// Returns the unit of amounts that the brackets of a header name, such as 元 or 万元, or what scales them otherwise.
std::string unit_in(std::string inside) {
    for (const std::string_view start : {"单位", ":"})
        if (inside.starts_with(start)) inside.erase(0, start.size());
    if (inside == "元") return inside;
    for (const std::string_view unit : {"万", "亿", "千", "百"})
        if (inside.find(unit) != std::string::npos) return inside;
    return {};
}

bool is_called(const Field& field, const std::string& name) {
    return !name.empty() &&
           (name == folded(field.id) || name == folded(field.label.zh) || name == folded(field.label.en) ||
            (!field.former_label.empty() && name == folded(field.former_label)));
}

const Field* find_folded(const Kind& kind, const std::string& name) {
    for (const Field* field : fields_of_columns(kind))
        if (is_called(*field, name)) return field;
    return nullptr;
}

// Finds the field of 活动日期 in sessions, and of 平台名称 where a platform is referred to.
const Field* find_part(const Kind& kind, const std::string& name) {
    if (const std::string own = folded(kind.label.zh); name.size() > own.size() && name.starts_with(own))
        if (const Field* field = find_folded(kind, name.substr(own.size()))) return field;
    for (const Field& field : kind.fields)
        if (const auto names = name_column_of(field))
            if (name == folded(names->zh) || name == folded(names->en)) return &field;
    return nullptr;
}

const Field* find_exact(const Kind& kind, const std::string& name) {
    if (const Field* field = kind.find_header(name)) return field;
    for (const Field* field : further_columns(kind))
        if (field->is_called(name)) return field;
    return nullptr;
}

bool is_numbering(std::string_view header) {
    constexpr std::array<std::string_view, 9> words{"序号", "序", "顺序", "顺序号", "行号", "#", "no", "no.", "№"};
    std::string name = folded(header), inside;
    if (std::find(words.begin(), words.end(), name) != words.end()) return true;
    name = undressed(name, inside);
    return std::find(words.begin(), words.end(), name) != words.end();
}

bool is_reason(std::string_view header) { return header == "原因" || header == "reason"; }

// Maps the columns of one header.
class ColumnMapper {
public:
    ColumnMapper(const ColumnNames& names, const ImportOptions& options, const std::string& file, int line,
                 std::vector<Refusal>& errors)
        : names_(names), options_(options), file_(file), line_(line), errors_(errors) {}

    std::vector<SheetColumn> run(std::span<const std::string> header) {
        for (const std::string& cell : header) {
            matches_.push_back(names_.match(cell));
            columns_.push_back({std::string(undefuse(trim(cell))), Use::unnamed, matches_.back().field, {}});
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) decide(i);
        std::set<const Field*> earlier;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            SheetColumn& column = columns_[i];
            if (column.use == Use::unknown) require_known(column);
            if (!column.is_field()) continue;
            if (!earlier.insert(column.field).second) refuse(column, say(Words{"该列重复", "duplicate column"}));
            take_unit(column, matches_[i].unit);
        }
        return std::move(columns_);
    }

private:
    void decide(std::size_t i) {
        SheetColumn& column = columns_[i];
        if (column.field && named_better(matches_[i])) column.field = nullptr;
        if (column.field) {
            column.use = Use::field;
            named_.insert(column.field);
        } else if (matches_[i].ignored) {
            column.use = Use::ignored;
        } else if (is_numbering(column.header)) {
            column.use = Use::numbering;
        } else if (is_reason(column.header) && i + 1 == columns_.size()) {
            column.use = Use::reason;
        } else if (names_another(column)) {
            column.use = Use::name;
        } else if (!column.header.empty()) {
            column.use = Use::unknown;
        }
    }

    // Returns whether the column has the names of the codes in another column.
    bool names_another(const SheetColumn& column) const {
        return std::any_of(columns_.begin(), columns_.end(), [&](const SheetColumn& other) {
            const auto names = other.field ? name_column_of(*other.field) : std::nullopt;
            return names && names->is_called(column.header);
        });
    }

    // Returns whether another column names the same field better.
    bool named_better(const ColumnMatch& than) const {
        return std::any_of(matches_.begin(), matches_.end(),
                           [&](const ColumnMatch& match) { return match.field == than.field && match.fit > than.fit; });
    }

    // Sets the unit of amounts, which the header or the map gives. Nothing is guessed: amounts in 万元 are ten thousand
    // times as large.
    void take_unit(SheetColumn& column, const std::string& written) {
        if (!column.field->is_quantity()) return;
        const bool amount = column.field->type == Type::money;
        if (!amount && !written.empty() && written != "元") refuse_unit(column, written);
        if (!amount) return;
        const std::string unit = written == "万" ? "万元" : written, &own = names_.map().unit;
        if (!unit.empty() && !own.empty() && unit != own)
            return refuse(column, say(Words{"该列的单位是“{}”，而导入方案（{}）写的是“{}”；请改为一致",
                                            "its unit is \"{}\", but {} says \"{}\"; make them agree"},
                                      written, options_.map->origin, own));
        const bool known = unit.empty() || unit == "元" || unit == own || (options_.lenient && unit == "万元");
        if (!known) return refuse_unit(column, written);
        column.unit = unit.empty() ? own : unit;
        if (column.unit == "元") column.unit.clear();
    }

    void refuse_unit(const SheetColumn& column, const std::string& unit) {
        refuse(column,
               column.field->type == Type::money
                   ? say(Words{"该列的单位是“{}”，应以元为单位；请换算，万元也可加 --lenient 换算",
                               "amounts in \"{}\" are not in yuan; convert them, or those in 万元 with --lenient"},
                         unit)
                   : say(Words{"该列的单位是“{}”，请换算", "the unit \"{}\" scales the numbers; convert them"}, unit));
    }

    // Refuses an unknown column. One that is nearly called like a field that has no column is refused even where
    // unknown columns are ignored: the field would be lost.
    void require_known(SheetColumn& column) {
        std::vector<std::string_view> missing, all;
        for (const Field* field : fields_of_columns(names_.kind()))
            for (const std::string_view name : {field->id, field->label.zh, field->label.en}) {
                all.push_back(name);
                if (!named_.contains(field)) missing.push_back(name);
            }
        const bool near = nearest(column.header, missing).has_value();
        if (options_.ignore_unknown && !near) {
            column.use = Use::ignored;
            return;
        }
        std::string remedy = remedy_for(column.header, missing, all);
        if (near && options_.ignore_unknown)
            remedy += say(
                Words{"（不予忽略；确不需要的，请删除该列或改名）", " (not ignored; rename the column, or delete it)"});
        refuse(column, say(Words{"{}没有这一列；{}", "{} has no such column; {}"}, names_.kind().label.get(), remedy));
    }

    // Names the missing field that is meant: one whose label is within the header (联系电话 for 电话), or the other way
    // round, before one that is spelt like it.
    std::string remedy_for(const std::string& header, const std::vector<std::string_view>& missing,
                           const std::vector<std::string_view>& all) const {
        if (const auto within = related(header, missing); !within.empty()) return did_you_mean(within);
        if (nearest(header, missing)) return suggest(header, missing);
        return suggest(header, all,
                       say(Words{"见 cpcc fields {}；可用 --map 指定所对应的字段，或加 --ignore-unknown 忽略该列",
                                 "see cpcc fields {}; name its field in a --map, or ignore it with --ignore-unknown"},
                           names_.kind().id));
    }

    // Returns the longest name within the header, else the shortest that the header is within; empty: none.
    static std::string_view related(const std::string& header, const std::vector<std::string_view>& names) {
        constexpr std::size_t shortest = 6;  // bytes: two Chinese characters
        std::string_view within, around;
        for (const std::string_view name : names) {
            if (name.size() < shortest || header.size() < shortest) continue;
            if (header.find(name) != std::string::npos && name.size() > within.size()) within = name;
            if (name.find(header) != std::string_view::npos && (around.empty() || name.size() < around.size()))
                around = name;
        }
        return within.empty() ? around : within;
    }

    void refuse(const SheetColumn& column, std::string reason) {
        errors_.push_back({file_, line_, column.header, std::move(reason)});
    }

    const ColumnNames& names_;
    const ImportOptions& options_;
    const std::string& file_;
    int line_;
    std::vector<Refusal>& errors_;
    std::vector<SheetColumn> columns_;
    std::vector<ColumnMatch> matches_;  // of the columns
    std::set<const Field*> named_;
};

}  // namespace

const ResolvedMap::Column* ColumnNames::of_map(const std::string& folded_header) const {
    const auto found = std::find_if(map_.columns.begin(), map_.columns.end(),
                                    [&](const ResolvedMap::Column& each) { return each.folded == folded_header; });
    return found == map_.columns.end() ? nullptr : &*found;
}

ColumnMatch ColumnNames::match(std::string_view header) const {
    if (header.size() > longest_header) return {};
    const std::string name(undefuse(trim(header))), plain = folded(name);
    if (plain.empty()) return {};
    std::string inside;
    const std::string bare = undressed(plain, inside), unit = unit_in(inside);
    if (const auto* own = of_map(plain)) return {own->field, Fit::exact, own->field == nullptr, unit};
    if (const Field* field = find_exact(kind_, name)) return {field, Fit::exact};
    if (const Field* field = find_folded(kind_, plain)) return {field, Fit::dressed};
    if (const auto* own = of_map(bare)) return {own->field, Fit::dressed, own->field == nullptr, unit};
    if (const Field* field = find_folded(kind_, bare)) return {field, Fit::dressed, false, unit};
    if (const Field* field = find_usual(kind_, bare)) return {field, Fit::part, false, unit};
    return {find_part(kind_, bare), Fit::part, false, unit};
}

std::string ColumnNames::with_unit(const std::string& header, const std::string& unit) const {
    const ColumnMatch found = match(header);
    const bool lacks = found.field != nullptr && found.field->type == Type::money && found.unit.empty();
    return lacks && !unit.empty() ? header + "（" + unit + "）" : header;
}

bool ColumnNames::is_of(const ResolvedMap::Column& column, std::string_view header) const {
    const std::string plain = folded(header);
    std::string inside;
    return column.folded == plain || column.folded == undressed(plain, inside);
}

std::size_t ColumnNames::count_fields(std::span<const std::string> header) const {
    std::set<const Field*> named;
    for (const std::string& cell : header)
        if (const Field* field = match(cell).field) named.insert(field);
    return named.size();
}

std::vector<SheetColumn> map_columns(const ColumnNames& names, std::span<const std::string> header,
                                     const ImportOptions& options, const std::string& file, int line,
                                     std::vector<Refusal>& errors) {
    return ColumnMapper(names, options, file, line, errors).run(header);
}

}  // namespace cpcc::store
