// The kinds of records (domain.md, 2). Each is declared once, and everything that handles records follows from the
// declaration. No I/O and no SQL here.
#pragma once

#include "cpcc/base/words.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace cpcc::records {

// The default choice of an item of a `roles` field: the first of the list.
inline constexpr std::int64_t default_role = 1;

// One of a field's fixed values. The database stores its place in the list, from 1, so new ones go to the end.
struct Choice {
    std::string_view id;
    Words label;
};

enum class Type : std::uint8_t {
    text,     // any text of one or more lines
    code,     // the key of the record itself
    ref,      // the code of another record
    choice,   // one of `choices`
    date,     // YYYY-MM-DD, stored as the number yyyymmdd
    month,    // YYYY-MM, stored as the number yyyymm
    yesno,    // yes or no, stored as 1 or 0
    count,    // a whole number, 0 or more
    percent,  // a whole number, 0 to 100
    money,    // yuan, stored as fen
    number,   // 0 or more with at most four decimals, stored as ten-thousandths
    period,   // a calendar period of domain.md, 3, stored as written
    phone,    // digits; printed masked
    texts,    // several texts
    refs,     // several codes of records of one kind
    roles,    // several codes, each followed by a colon and one of `choices` (default: the first)
    spans,    // several spans of days, FIRST/END, each followed by a choice as for `roles`
};

struct Field {
    std::string_view id;
    Words label;
    Type type = Type::text;
    bool required = false;
    bool brief = false;                    // in the default columns of a list on a screen
    std::string_view default_choice = {};  // the id of the choice that `add` assumes
    bool plans = false;                    // a date that may lie ahead, such as a due date
    bool dated = false;                    // earlier values stay, each with its last day (Kind::former_table)
    bool asked = false;                    // entry by asking asks for it though it may stay empty
    bool default_office_area = false;      // `add` assumes the office's own area
    std::string_view target = {};          // ref, refs, roles: the kind referred to
    std::span<const Choice> choices = {};  // choice, roles, spans
    std::string_view table = {};           // texts, refs, roles, spans: the table of the items …
    std::string_view item = {};            // … and its column; the owner's column is named like the kind
    std::string_view item_end = {};        // spans: the column of the day that ends the span; `item` has its first
    std::string_view former_label = {};    // the Chinese label of older files, still accepted

    bool several() const noexcept { return type >= Type::texts; }
    // Whether its values are quantities, of which a sum means something.
    bool is_quantity() const noexcept { return type == Type::count || type == Type::money || type == Type::number; }
    // Whether each item has one of `choices`.
    bool has_roles() const noexcept { return type == Type::roles || type == Type::spans; }
    // Whether each item is a record of the kind that `table` names, such as the attendances of a session.
    bool has_records() const noexcept;
    bool is_called(std::string_view name) const noexcept {
        return name == id || name == label.zh || name == label.en || (!former_label.empty() && name == former_label);
    }

    // For declarations: Field{…}.must().shown()
    Field must() const {
        Field f = *this;
        f.required = true;
        return f;
    }
    Field shown() const {
        Field f = *this;
        f.brief = true;
        return f;
    }
    Field asked_for() const {
        Field f = *this;
        f.asked = true;
        return f;
    }
    Field planned() const {
        Field f = *this;
        f.plans = true;
        return f;
    }
    Field over_time() const {
        Field f = *this;
        f.dated = true;
        return f;
    }
    Field or_choice(std::string_view choice) const {
        Field f = *this;
        f.default_choice = choice;
        return f;
    }
    Field formerly(std::string_view label_zh) const {
        Field f = *this;
        f.former_label = label_zh;
        return f;
    }
    Field or_office_area() const {
        Field f = *this;
        f.default_office_area = true;
        return f;
    }
};

// Shorthands for declarations.
Field text(std::string_view id, Words label);
Field code();
Field ref(std::string_view id, Words label, std::string_view kind);
Field choice(std::string_view id, Words label, std::span<const Choice> choices);
Field date(std::string_view id, Words label);
Field count(std::string_view id, Words label);
Field money(std::string_view id, Words label);
Field month(std::string_view id, Words label);
Field number(std::string_view id, Words label);
Field period(std::string_view id, Words label);
Field yesno(std::string_view id, Words label);
Field refs(std::string_view id, Words label, std::string_view kind, std::string_view table, std::string_view item);
Field spans(std::string_view id, Words label, std::string_view table, std::string_view item, std::string_view item_end,
            std::span<const Choice> choices);

// The noun behind a count of records: in Chinese with its measure word, in English singular and plural.
struct CountedNoun {
    std::string_view zh;         // "名委员"
    std::string_view one, many;  // "member", "members"
};

struct Kind {
    std::string_view id;
    Words label;
    CountedNoun counted;
    Words about;                     // what it is for, in a few words
    char letter = '\0';              // of generated codes; none: the kind has no code
    std::vector<Field> fields = {};  // `code` first where there is one; `note` and `tags` last
    // An event, as opposed to a register, which facts refer to and which refers to none. Where offices share a
    // database, each has its own facts and all read the same registers.
    bool fact = false;
    std::string_view title = {};  // the field that names a record to people
    std::string_view date = {};   // the date field that dates it
    // The choice field that says whether the event took place: `date` may lie ahead unless it is empty or has its first
    // choice (domain.md, 2, "Rules that dates obey"); empty: every record of the kind took place.
    std::string_view took_place = {};
    // The ref to the record that this one is part of. It shares that record's date, and is created together with its
    // siblings.
    std::string_view owner = {};
    // The kind whose relapse ends a solution of this one (domain.md, 2, "Life of a problem"); empty: none.
    std::string_view reopened_by = {};
    // The refs that lead from a record to its area, several if a record has one of them; empty: it has no area.
    // "platform" and "session" lead on to that record's own area; "" means that the record is the area.
    std::vector<std::string_view> places = {};
    // The key of a record without a code; empty: two records are the same only if all fields are equal.
    std::vector<std::string_view> key = {};
    // Required fields, with an index, that find candidates for the same record.
    std::vector<std::string_view> lookup = {};
    // The fields that tell people which of several records with one name is meant; empty: records are not named.
    std::vector<std::string_view> told_by = {};
    // A row of a file without a code is the record with the same values of these fields; a field that the row does not
    // give does not count. Empty: it is the record that equals the row in all given fields.
    std::vector<std::string_view> identity = {};
    // Pairs of date fields; the second must not be before the first.
    std::vector<std::pair<std::string_view, std::string_view>> order = {};
    // Two live records with equal values in all of these are likely doubles (domain.md, 2, "Rules that dates obey");
    // empty: the kind has no such rule.
    std::vector<std::string_view> alike = {};
    std::string_view alike_text = {};                // a field whose texts must be similar besides
    std::vector<std::string_view> alike_given = {};  // at least one of these must have a value
    // The table of the values that dated fields had before, one row for each span: the record (a column named like the
    // kind), `until`, and the dated fields; empty: the kind has no dated fields.
    std::string_view former_table = {};
    std::string_view begins = {};  // the date from which a record of a kind with dated fields exists
    // Exactly one of these must be given.
    std::vector<std::string_view> one_of = {};
    // At least one of these must be given.
    std::vector<std::string_view> at_least_one_of = {};

    bool has_code() const noexcept { return letter != '\0'; }
    bool has_dated_fields() const noexcept { return !former_table.empty(); }
    bool has_phones() const noexcept;               // such a field is masked, and whole only with --reveal
    std::vector<std::size_t> dated_fields() const;  // their indexes
    const Field* find(std::string_view field) const noexcept;
    // Finds a field by its id or its label in either language.
    const Field* find_header(std::string_view header) const noexcept;
    const Field& at(std::string_view field) const;    // precondition: it exists
    std::size_t index(std::string_view field) const;  // likewise
};

// The day from which the dated fields of a row hold: an option of `edit`, and a column of files. Not a field of a
// record.
const Field& from_field();

// Returns all kinds in import order: each comes after the kinds that it refers to.
std::span<const Kind* const> kinds();
const Kind* find_kind(std::string_view id) noexcept;
const Kind& kind(std::string_view id);  // precondition: it exists

std::optional<std::int64_t> find_choice(std::span<const Choice>, std::string_view word) noexcept;  // by id or label

// Returns the number of the choice with that id; a logic error where there is none. Choices that the code names have
// enums: choices.hpp.
std::int64_t number_of(std::span<const Choice>, std::string_view id);

}  // namespace cpcc::records
