// A field's value, and its conversion from and to the text of a cell.
#pragma once

#include "cpcc/base/date_form.hpp"
#include "cpcc/records/registry.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace cpcc::records {

// One of a field's several values: a text, or with a role a span of days or a code (`id` once it is resolved).
struct Item {
    std::string text;
    std::int64_t id = 0;
    std::int64_t role = 0;
    bool operator==(const Item&) const = default;
};

struct Clear {
    bool operator==(const Clear&) const = default;
};

// Absent; to be cleared; a number (also the id of a resolved reference); a text (also an unresolved code); several.
using Value = std::variant<std::monostate, Clear, std::int64_t, std::string, std::vector<Item>>;

inline bool given(const Value& value) noexcept { return value.index() != 0; }
inline bool empty(const Value& value) noexcept { return value.index() <= 1; }
inline std::int64_t number(const Value& value) { return std::get<std::int64_t>(value); }

struct Converted {
    Value value;
    std::string reason;   // why the cell is rejected; empty: it is accepted
    std::string changed;  // with `lenient`: what it was converted to
};

// `codes`: a reference must be a code. `names`: it may also be a name, which the store looks up.
enum class References { codes, names };

// A word of somebody's sheets for a choice.
struct ChoiceWord {
    std::string field;   // the id of the field that it is for; empty: every field with that choice
    std::string word;    // folded (folding.hpp)
    std::string choice;  // its id or label; yes or no for a field that asks for them
    bool operator==(const ChoiceWord&) const = default;
};

// How a cell is read.
struct Reading {
    bool lenient = false;
    int year = 0;  // that of dates without one, in a form of `dates` or with `lenient`; 0: they are refused
    References references = References::codes;
    int money_places = 0;             // amounts are in 10^n yuan: 4 for 万元
    const DateForm* dates = nullptr;  // a form of dates besides YYYY-MM-DD; not owned
    std::span<const ChoiceWord> words = {};
};

// Converts a cell to a value of the field: an empty cell is absent, `-` alone clears (interface.md, Import). With
// `lenient` it also accepts full-width digits, 2024/1/5, 20240105, 2024年1月5日, thousands separators and 万元.
Converted convert(const Field&, std::string_view cell, const Reading& how = {});

// Returns the items of a cell: texts are split by `;`, `；` and `、`, references by commas too (domain.md, 2).
std::vector<std::string> items_of(std::string_view cell, bool references);

// Returns which option takes the text of a cell that `convert` refused, as the end of a sentence; empty: none does.
std::string lenient_remedy(const Field&, std::string_view text, const Reading&);

// Returns how to write a list of references, as the end of a sentence, if the text seems to be one in another form:
// separated by line breaks, blanks or slashes, or with a role in brackets; else empty.
std::string list_remedy(const Field&, std::string_view text);

// Says that the text is not a date, and which date it means if it is one in another form: 2024/9/2, 20240902.
std::string not_a_date(std::string_view text);

enum class Style {
    raw,    // for files and scripts: ids, ISO dates, plain numbers
    human,  // for people: labels in the language
};

// Formats a value; refs must be codes. Phones are not masked: see `masked`.
std::string show(const Field&, const Value&, Style);

// A span of days: an item of a field of type `spans`, written `2024-03-01/2024-05-01`.
struct Span {
    Date first, end;
};
std::optional<Span> span_of(std::string_view);

// Returns `138****1234`.
std::string masked(std::string_view phone);
// Returns the text of a value as messages show it: a phone is masked.
std::string masked(const Field&, const std::string& text);
bool is_masked(std::string_view phone) noexcept;

}  // namespace cpcc::records
