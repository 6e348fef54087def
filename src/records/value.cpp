#include "cpcc/records/value.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/folding.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/period.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/stored.hpp"
#include "strict_form.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cpcc::records {

std::vector<std::string> items_of(std::string_view cell, bool references) {
    std::string folded(cell);
    for (const std::string_view separator : {"；", "、", ",", "，"}) {
        if (!references && (separator == "," || separator == "，")) continue;
        for (auto at = folded.find(separator); at != std::string::npos; at = folded.find(separator, at + 1))
            folded.replace(at, separator.size(), ";");
    }
    std::vector<std::string> items;
    for (const auto part : cpcc::split(folded, ";")) {
        const auto item = trim(part);
        if (!item.empty() && std::find(items.begin(), items.end(), item) == items.end()) items.emplace_back(item);
    }
    return items;
}

namespace {

Converted refuse(Words words, std::string_view cell) {
    Converted refused;
    refused.reason = say(words, cell);
    return refused;
}

Converted take(Value value) { return {std::move(value), {}, {}}; }

std::string choices_text(const Field& field) {
    std::string all;
    for (const Choice& choice : field.choices) {
        if (!all.empty()) all += language() == Language::zh ? "、" : ", ";
        all += choice.id;
        if (language() == Language::zh) all.append(" ").append(choice.label.zh);
    }
    return all;
}

// Returns the text without characters that have no width: they come along when codes are copied from pages.
std::string without_hidden(std::string_view text) {
    std::string kept(text);
    for (const std::string_view hidden : {"\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2060", "\uFEFF"})
        for (auto at = kept.find(hidden); at != std::string::npos; at = kept.find(hidden))
            kept.erase(at, hidden.size());
    return kept;
}

bool is_yes_or_no(std::string_view word) noexcept {
    return word == "yes" || word == "no" || word == "是" || word == "否";
}

// Returns the choice for which the cell is another word (Reading::words); empty: none.
std::string_view choice_meant(const Field& field, std::string_view cell, const Reading& how) {
    if (how.words.empty()) return {};
    const std::string word = folded(cell);
    for (const ChoiceWord& own : how.words) {
        if (own.word != word || (!own.field.empty() && own.field != field.id)) continue;
        const bool fits =
            field.type == Type::yesno ? is_yes_or_no(own.choice) : find_choice(field.choices, own.choice).has_value();
        if (fits) return own.choice;
    }
    return {};
}

Converted convert_choice(const Field& field, std::string_view cell, const Reading& how) {
    if (const auto meant = choice_meant(field, cell, how); !meant.empty()) cell = meant;
    if (const auto number = find_choice(field.choices, cell)) return take(*number);
    // Characters copied from a PDF or a page may be radicals or full-width, with blanks that cannot be seen.
    if (const auto number = find_choice(field.choices, half_width(without_hidden(cell)))) return take(*number);
    Converted refused;
    refused.reason =
        say(Words{"“{}”不是有效值，可选值：{}", "\"{}\" is not a valid value; allowed: {}"}, cell, choices_text(field));
    return refused;
}

Converted convert_whole(std::string_view cell, long long most) {
    const auto number = whole_number(cell);
    if (number && *number <= most) return take(static_cast<std::int64_t>(*number));
    if (most == 100)
        return refuse({"“{}”无效，应为 0 至 100 的整数", "\"{}\" is not valid; use a whole number from 0 to 100"},
                      cell);
    return refuse({"“{}”不是有效数目，应为整数，不带符号、分隔符和单位",
                   "\"{}\" is not a count; use a whole number without sign, separators or unit"},
                  cell);
}

std::optional<Date> first_of_month(std::string_view month) { return Date::parse(std::string(month) + "-01"); }

Converted convert_month(std::string_view cell) {
    if (const auto day = first_of_month(cell)) return take(std::int64_t{day->packed() / 100});
    Converted refused;
    const std::string meant = as_strict(Type::month, cell);
    refused.reason = say(Words{"“{}”不是有效月份，{}", "\"{}\" is not a month; {}"}, cell,
                         first_of_month(meant) ? did_you_mean(meant) : say(Words{"应为 YYYY-MM", "use YYYY-MM"}));
    return refused;
}

Converted convert_date(std::string_view cell, const Reading& how) {
    if (const auto day = Date::parse(cell)) return take(std::int64_t{day->packed()});
    if (how.dates != nullptr)
        if (const auto day = how.dates->read(cell, how.year)) return take(std::int64_t{day->packed()});
    Converted refused;
    refused.reason =
        how.dates == nullptr
            ? not_a_date(cell)
            : say(Words{"“{}”不是有效日期，应为 {} 或 YYYY-MM-DD", "\"{}\" is not a date; use {} or YYYY-MM-DD"}, cell,
                  how.dates->text());
    return refused;
}

Converted convert_money(std::string_view cell, int places) {
    const auto fen = parse_fen(shifted(cell, places));
    if (fen) return take(*fen);
    if (places == 0)
        return refuse({"“{}”不是有效金额，应以元为单位，最多两位小数，不带分隔符和单位",
                       "\"{}\" is not an amount; use yuan with at most two decimals, without separators or unit"},
                      cell);
    return refuse({"“{}”不是有效金额，应为该列单位的数，精确到分，不带分隔符和单位",
                   "\"{}\" is not an amount; use the column's unit, exact to the fen, without separators or unit"},
                  cell);
}

Converted convert_yesno(const Field& field, std::string_view cell, const Reading& how) {
    if (const auto meant = choice_meant(field, cell, how); !meant.empty()) cell = meant;
    if (cell == "yes" || cell == "是") return take(std::int64_t{1});
    if (cell == "no" || cell == "否") return take(std::int64_t{0});
    return refuse({"“{}”无效，应为 yes（是）或 no（否）", "\"{}\" is not valid; use yes or no"}, cell);
}

Converted convert_number(std::string_view cell) {
    const auto point = cell.find('.');
    const auto whole = whole_number(cell.substr(0, point));
    std::string decimals(point == std::string_view::npos ? std::string_view("0") : cell.substr(point + 1));
    decimals.resize(std::max<std::size_t>(decimals.size(), 4), '0');
    const auto part = whole_number(decimals);
    if (!whole || !part || decimals.size() > 4 || *whole > 99'999'999'999 || cell.ends_with('.'))
        return refuse({"“{}”不是有效数值，应为数字，最多四位小数，不带分隔符和单位",
                       "\"{}\" is not a number; use at most four decimals, without separators or unit"},
                      cell);
    return take(std::int64_t{*whole * 10000 + *part});
}

// A period that a figure is filed for stands still: `last-month` would not.
Converted convert_period(std::string_view cell) {
    const bool ascii =
        std::all_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii && !cell.empty() && cell.front() >= '0' && cell.front() <= '9') {
        try {
            Period::parse(cell, Date());
            return take(std::string(cell));
        } catch (const Error&) {}
    }
    return refuse({"“{}”不是有效时段，应为 2024、2024H1、2024Q3、2024-07、2024-01-01..2024-09-04 等",
                   "\"{}\" is not a period; use e.g. 2024, 2024H1, 2024Q3, 2024-07 or 2024-01-01..2024-09-04"},
                  cell);
}

Converted convert_phone(std::string_view cell) {
    const bool allowed = std::all_of(cell.begin(), cell.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == ' ' || c == '*';
    });
    const auto digits =
        std::count_if(cell.begin(), cell.end(), [](char c) { return (c >= '0' && c <= '9') || c == '*'; });
    if (!allowed || digits < 3 || digits > 20 || cell.size() > 24)
        return refuse({"“{}”不是有效电话号码，只能包含数字、空格、+ 和 -",
                       "\"{}\" is not a phone number; use only digits, spaces, + and -"},
                      cell);
    return take(std::string(cell));
}

// A cell of separators alone says nothing.
Converted take_items(std::vector<Item> items) {
    if (items.empty()) return {};
    return take(std::move(items));
}

constexpr Words not_a_span{"“{}”不是有效起止日期，应为 YYYY-MM-DD/YYYY-MM-DD，后一日期不早于前一日期",
                           "\"{}\" is not a span of days; use YYYY-MM-DD/YYYY-MM-DD, the earlier date first"};

// Returns why the text can be no reference; empty: it can.
std::string not_a_reference(std::string_view text, References references) {
    constexpr std::size_t longest = 300;
    const bool one_line =
        std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
    if (is_code(text) || (references == References::names && text.size() <= longest && one_line)) return {};
    return say(Words{"“{}”不是有效编号", "\"{}\" is not a code"}, text);
}

Converted convert_roles(const Field& field, std::string_view cell, const Reading& how) {
    std::vector<Item> items;
    for (const std::string& part : items_of(cell, true)) {
        const auto colon = part.find(':');
        Item item{std::string(trim(std::string_view(part).substr(0, colon))), 0, 1};
        if (colon != std::string::npos) {
            const Converted role = convert_choice(field, trim(std::string_view(part).substr(colon + 1)), how);
            if (!role.reason.empty()) return role;
            item.role = number(role.value);
        }
        if (field.type == Type::spans) {
            if (!span_of(item.text)) return refuse(not_a_span, item.text);
        } else if (std::string reason = not_a_reference(item.text, how.references); !reason.empty()) {
            return {{}, reason, {}};
        }
        for (const Item& other : items)
            if (other.text == item.text) return refuse({"“{}”重复填写", "duplicate \"{}\""}, item.text);
        items.push_back(std::move(item));
    }
    if (field.type == Type::spans)
        std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.text < b.text; });
    return take_items(std::move(items));
}

Converted convert_items(const Field& field, std::string_view cell, References references) {
    std::vector<Item> items;
    for (std::string& part : items_of(cell, field.type == Type::refs)) {
        if (field.type == Type::refs)
            if (std::string reason = not_a_reference(part, references); !reason.empty()) return {{}, reason, {}};
        items.push_back({std::move(part)});
    }
    return take_items(std::move(items));
}

Converted convert_text(std::string_view cell) {
    if (cell.find('\0') != std::string_view::npos)
        return refuse({"含有空字符（NUL），请删除{}", "contains a NUL character; remove it{}"}, "");
    return take(std::string(undefuse(cell)));
}

Converted convert_code(std::string_view cell) {
    std::string code(undefuse(cell));
    if (!is_code(code)) code = without_hidden(code);
    if (!is_code(code))
        return refuse({"“{}”不是有效编号，应为 1 至 40 个字母、数字、.、- 或 _",
                       "\"{}\" is not a code; use 1 to 40 letters, digits, ., - or _"},
                      cell);
    return take(std::move(code));
}

Converted convert_strict(const Field& field, std::string_view cell, const Reading& how) {
    switch (field.type) {
        case Type::text: return convert_text(cell);
        case Type::code: return convert_code(cell);
        case Type::ref: {
            Converted code = convert_code(cell);
            const bool is_name = !code.reason.empty() && how.references == References::names &&
                                 not_a_reference(undefuse(cell), how.references).empty();
            if (is_name) return take(std::string(undefuse(cell)));
            return code;
        }
        case Type::choice: return convert_choice(field, cell, how);
        case Type::date: return convert_date(cell, how);
        case Type::month: return convert_month(undefuse(cell));
        case Type::yesno: return convert_yesno(field, cell, how);
        case Type::count: return convert_whole(cell, 999'999'999'999);
        case Type::percent: return convert_whole(cell, 100);
        case Type::money: return convert_money(cell, how.money_places);
        case Type::number: return convert_number(cell);
        case Type::period: return convert_period(undefuse(cell));
        case Type::phone: return convert_phone(undefuse(cell));
        case Type::roles:
        case Type::spans: return convert_roles(field, undefuse(cell), how);
        case Type::texts:
        case Type::refs: return convert_items(field, undefuse(cell), how.references);
    }
    return {};
}

// Converts references in a form that only `lenient` takes. This comes first, because a name may be any text. Returns no
// value if they are in the strict form.
Converted convert_loose(const Field& field, std::string_view text, const Reading& how) {
    if (field.type == Type::ref) {
        const std::string code = half_width(text);
        return code != text && is_code(code) ? Converted{code, {}, code} : Converted{};
    }
    const std::string easier = plain_list(field, text);
    if (items_of(easier, true) == items_of(text, true)) return {};
    Converted converted = convert_strict(field, easier, how);
    if (!converted.reason.empty()) return {};
    converted.changed = easier;
    return converted;
}

bool has_unit(std::string_view amount) {
    constexpr std::array<std::string_view, 4> units{"元", "圆", "块", "万"};
    return std::any_of(units.begin(), units.end(),
                       [&](std::string_view unit) { return amount.find(unit) != std::string_view::npos; });
}

}  // namespace

Converted convert(const Field& field, std::string_view cell, const Reading& how) {
    const std::string_view text = trim(cell);
    if (text.empty()) return {};
    // In a file that cpcc wrote, `'-` is the text `-`, or clears a field that cannot have that text.
    if (text == "-" || (text == "'-" && field.type != Type::text && field.type != Type::texts)) {
        if (field.required)
            return refuse({"此项必填，不能用“{}”清空", "required; it cannot be cleared with \"{}\""}, text);
        return take(Clear{});
    }
    if (!how.lenient) return convert_strict(field, text, how);
    if (is_empty_mark(field.type, text)) return {{}, {}, say(Words{"空", "nothing"})};
    if (field.type == Type::ref || field.type == Type::refs || field.type == Type::roles)
        if (Converted loose = convert_loose(field, text, how); given(loose.value)) return loose;
    Converted converted = convert_strict(field, text, how);
    if (converted.reason.empty()) return converted;
    const std::string easier = as_strict(field.type, text, how.year);
    if (easier == text) return converted;
    Reading read = how;
    if (has_unit(text)) read.money_places = 0;  // the cell's own unit counts, and `easier` is in yuan
    Converted again = convert_strict(field, easier, read);
    if (!again.reason.empty()) return converted;
    again.changed = how.money_places == 0 ? easier : show(field, again.value, Style::raw);
    return again;
}

std::string lenient_remedy(const Field& field, std::string_view text, const Reading& how) {
    if (how.lenient) return {};
    Reading loose = how;
    loose.lenient = true;
    if (convert(field, text, loose).reason.empty())
        return say(Words{"（可加 --lenient 读取）", " (--lenient takes it)"});
    loose.year = 2000;  // of 29 February too
    if (how.year != 0 || !convert(field, text, loose).reason.empty()) return {};
    return say(Words{"（可加 --lenient --year 年份 读取）", " (--lenient --year YEAR takes it)"});
}

std::string list_remedy(const Field& field, std::string_view text) {
    constexpr std::array<std::string_view, 8> signs{"\n", " ", "/", "|", "(", "（", "：", "\r"};
    const bool list = field.type == Type::refs || field.type == Type::roles;
    const bool seems_several = std::any_of(
        signs.begin(), signs.end(), [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
    if (!list || !seems_several) return {};
    return say(Words{"；多项之间用“;”或“、”分隔，角色写作“编号:角色”，也可加 --lenient",
                     "; separate several by \";\", and write a role as CODE:ROLE, or use --lenient"});
}

std::string not_a_date(std::string_view text) {
    const std::string meant = as_strict(Type::date, text);
    return say(Words{"“{}”不是有效日期，{}", "\"{}\" is not a date; {}"}, text,
               Date::parse(meant) ? did_you_mean(meant) : say(Words{"应为 YYYY-MM-DD", "use YYYY-MM-DD"}));
}

std::optional<Span> span_of(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto first = Date::parse(text.substr(0, slash)), end = Date::parse(text.substr(slash + 1));
    if (!first || !end || *end < *first) return std::nullopt;
    return Span{*first, *end};
}

std::string masked(std::string_view phone) {
    if (phone.size() < 8) return std::string(phone.size(), '*');
    return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(phone.size() - 4));
}

std::string masked(const Field& field, const std::string& text) {
    return field.type == Type::phone ? masked(text) : text;
}

bool is_masked(std::string_view phone) noexcept { return phone.find('*') != std::string_view::npos; }

namespace {

// Ten-thousandths as a decimal without idle zeros.
std::string decimal_text(std::int64_t n) {
    std::string text = share_text(n);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string show_items(const Field& field, const std::vector<Item>& items, Style style) {
    std::string all;
    for (const Item& item : items) {
        if (!all.empty()) all += ';';
        all += item.text;
        if (field.has_roles() && item.role != default_role && item.role != 0) {
            const Choice& role = choice(field.choices, item.role);
            all.append(":").append(style == Style::raw ? role.id : role.label.get());
        }
    }
    return all;
}

}  // namespace

std::string show(const Field& field, const Value& value, Style style) {
    if (empty(value)) return {};
    if (const auto* items = std::get_if<std::vector<Item>>(&value)) return show_items(field, *items, style);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const std::int64_t n = number(value);
    switch (field.type) {
        case Type::choice: {
            if (!is_possible(field, value)) break;
            const Choice& chosen = choice(field.choices, n);
            return std::string(style == Style::raw ? chosen.id : chosen.label.get());
        }
        case Type::date: return Date::packed(n).iso();
        case Type::month: return fmt::format("{:04}-{:02}", n / 100, n % 100);
        case Type::yesno:
            if (style == Style::raw) return n ? "yes" : "no";
            return n ? say(Words{"是", "yes"}) : say(Words{"否", "no"});
        case Type::money: return yuan(n);
        case Type::number: return decimal_text(n);
        default: break;
    }
    return std::to_string(n);
}

}  // namespace cpcc::records
