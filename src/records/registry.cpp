#include "kinds/kinds.hpp"

#include <algorithm>
#include <stdexcept>

namespace cpcc::records {

// One row a kind: its function, defined in its file in kinds/, and its place in the table of kinds() below.
const Kind& area();
const Kind& sector();
const Kind& unit();
const Kind& member();
const Kind& platform();
const Kind& duty();
const Kind& assignment();
const Kind& topic();
const Kind& session();
const Kind& attendance();
const Kind& problem();
const Kind& progress();
const Kind& lookback();
const Kind& document();
const Kind& handling();
const Kind& donation();
const Kind& pledge();
const Kind& pairing();
const Kind& publicity();
const Kind& commendation();
const Kind& theme();
const Kind& filing();

namespace {

Field make(std::string_view id, Words label, Type type) {
    Field field;
    field.id = id;
    field.label = label;
    field.type = type;
    return field;
}

}  // namespace

Field text(std::string_view id, Words label) { return make(id, label, Type::text); }
Field code() { return make("code", {"编号", "code"}, Type::code).shown(); }
Field date(std::string_view id, Words label) { return make(id, label, Type::date); }
Field count(std::string_view id, Words label) { return make(id, label, Type::count); }
Field money(std::string_view id, Words label) { return make(id, label, Type::money); }
Field month(std::string_view id, Words label) { return make(id, label, Type::month); }
Field number(std::string_view id, Words label) { return make(id, label, Type::number); }
Field period(std::string_view id, Words label) { return make(id, label, Type::period); }
Field yesno(std::string_view id, Words label) { return make(id, label, Type::yesno); }

Field refs(std::string_view id, Words label, std::string_view kind, std::string_view table, std::string_view item) {
    Field field = make(id, label, Type::refs);
    field.target = kind;
    field.table = table;
    field.item = item;
    return field;
}

Field spans(std::string_view id, Words label, std::string_view table, std::string_view item, std::string_view item_end,
            std::span<const Choice> choices) {
    Field field = make(id, label, Type::spans);
    field.table = table;
    field.item = item;
    field.item_end = item_end;
    field.choices = choices;
    return field;
}

Field ref(std::string_view id, Words label, std::string_view kind) {
    Field field = make(id, label, Type::ref);
    field.target = kind;
    return field;
}

Field choice(std::string_view id, Words label, std::span<const Choice> choices) {
    Field field = make(id, label, Type::choice);
    field.choices = choices;
    return field;
}

const Field& from_field() {
    static const Field field = date("from", {"生效日", "from"});
    return field;
}

Kind complete(Kind kind, std::string_view tag_table) {
    kind.fields.push_back(text("note", {"备注", "note"}));
    Field tags = make("tags", {"标签", "tags"}, Type::texts);
    tags.table = tag_table;
    tags.item = "tag";
    kind.fields.push_back(tags);
    return kind;
}

std::span<const Kind* const> kinds() {
    static const std::array table{&area(),       &sector(),       &unit(),     &member(),     &platform(), &duty(),
                                  &assignment(), &topic(),        &session(),  &attendance(), &problem(),  &progress(),
                                  &lookback(),   &document(),     &handling(), &donation(),   &pledge(),   &pairing(),
                                  &publicity(),  &commendation(), &theme(),    &filing()};
    return table;
}

const Kind* find_kind(std::string_view id) noexcept {
    const auto all = kinds();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Kind* kind) { return kind->id == id; });
    return found == all.end() ? nullptr : *found;
}

const Kind& kind(std::string_view id) {
    if (const Kind* found = find_kind(id)) return *found;
    throw std::logic_error("no such kind: " + std::string(id));
}

bool Field::has_records() const noexcept { return type == Type::roles && find_kind(table) != nullptr; }

const Field* Kind::find(std::string_view field) const noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.id == field; });
    return found == fields.end() ? nullptr : &*found;
}

const Field* Kind::find_header(std::string_view header) const noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.is_called(header); });
    return found == fields.end() ? nullptr : &*found;
}

const Field& Kind::at(std::string_view field) const { return fields[index(field)]; }

std::size_t Kind::index(std::string_view field) const {
    const Field* found = find(field);
    if (!found) throw std::logic_error("no field " + std::string(field) + " in " + std::string(id));
    return static_cast<std::size_t>(found - fields.data());
}

bool Kind::has_phones() const noexcept {
    return std::any_of(fields.begin(), fields.end(), [](const Field& field) { return field.type == Type::phone; });
}

std::vector<std::size_t> Kind::dated_fields() const {
    std::vector<std::size_t> dated;
    for (std::size_t f = 0; f < fields.size(); ++f)
        if (fields[f].dated) dated.push_back(f);
    return dated;
}

std::optional<std::int64_t> find_choice(std::span<const Choice> choices, std::string_view word) noexcept {
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i].id == word || choices[i].label.zh == word || choices[i].label.en == word)
            return static_cast<std::int64_t>(i + 1);
    return std::nullopt;
}

std::int64_t number_of(std::span<const Choice> choices, std::string_view id) {
    if (const auto number = find_choice(choices, id)) return *number;
    throw std::logic_error("no such choice: " + std::string(id));
}

}  // namespace cpcc::records
