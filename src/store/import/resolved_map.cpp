#include "import/resolved_map.hpp"

#include "cpcc/base/folding.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/import_map_check.hpp"

#include <algorithm>
#include <optional>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

bool takes_words(const Field& field) {
    return field.type == Type::choice || field.type == Type::yesno || field.has_roles();
}

// Resolves a map. `place` in a message is a key of the map, such as `columns."活动时间"`.
class Resolver {
public:
    Resolver(const Kind& kind, const ImportOptions& options) : kind_(kind), options_(options), map_(*options.map) {}

    ResolvedMap run() {
        for (const auto& [header, field] : map_.columns) {
            const std::string place = fmt::format("columns.\"{}\"", header);
            resolved_.columns.push_back({header, folded(header), field.empty() ? nullptr : &column(field, place)});
        }
        for (const ImportMap::Word& word : map_.words) add_word(word);
        resolved_.dates = map_.dates ? &*map_.dates : nullptr;
        resolved_.unit = map_.unit;
        resolved_.money_places = places_of_unit(map_.unit).value_or(0);
        for (const auto& [field, text] : map_.fixed) add_fixed(field, text);
        add_key();
        return std::move(resolved_);
    }

private:
    Error fault(const std::string& place, const std::string& what, const std::string& hint) const {
        return Error(Exit::usage, fmt::format("{}: {}: {}", map_.origin, place, what), hint);
    }

    Error no_field(const std::string& name, const std::string& place, const std::vector<const Field*>& fields) const {
        std::vector<std::string_view> known;
        for (const Field* field : fields) known.insert(known.end(), {field->id, field->label.zh, field->label.en});
        return fault(place, say(Words{"{}没有字段“{}”", "{} has no field \"{}\""}, kind_.label.get(), name),
                     suggest(name, known, say(Words{"见 cpcc fields {}", "see cpcc fields {}"}, kind_.id)));
    }

    // Returns the field with this id or label, which may be one of further_columns().
    const Field& column(const std::string& name, const std::string& place) const {
        const auto fields = fields_of_columns(kind_);
        for (const Field* field : fields)
            if (field->is_called(name)) return *field;
        throw no_field(name, place, fields);
    }

    const Field& own_field(const std::string& name, const std::string& place) const {
        if (const Field* field = kind_.find_header(name)) return *field;
        std::vector<const Field*> fields;
        for (const Field& field : kind_.fields) fields.push_back(&field);
        throw no_field(name, place, fields);
    }

    void add_word(const ImportMap::Word& word) {
        const std::string place = word.field.empty() ? fmt::format("words.\"{}\"", word.word)
                                                     : fmt::format("words.{}.\"{}\"", word.field, word.word);
        const Field* only = word.field.empty() ? nullptr : &own_field(word.field, place);
        std::vector<std::string_view> known;
        bool fits = false;
        for (const Field& field : kind_.fields) {
            if (!takes_words(field) || (only != nullptr && only != &field)) continue;
            const records::Converted read = records::convert(field.has_roles() ? as_choice(field) : field, word.choice);
            fits = fits || read.reason.empty();
            for (const records::Choice& choice : field.choices) known.push_back(choice.id);
            if (field.type == Type::yesno) known.insert(known.end(), {"yes", "no"});
        }
        if (!fits)
            throw fault(place, say(Words{"“{}”不是可选值", "\"{}\" is not a choice"}, word.choice),
                        suggest(word.choice, known, say(Words{"见 cpcc fields {}", "see cpcc fields {}"}, kind_.id)));
        resolved_.words.push_back({only == nullptr ? "" : std::string(only->id), folded(word.word), word.choice});
    }

    static Field as_choice(const Field& field) { return records::choice(field.id, field.label, field.choices); }

    void add_fixed(const std::string& name, const std::string& text) {
        const std::string place = "fixed." + name;
        const Field& field = own_field(name, place);
        const records::Reading reading{false, options_.year,   references_of(options_),
                                       0,     resolved_.dates, resolved_.words};
        records::Converted read = records::convert(field, text, reading);
        if (!read.reason.empty()) throw fault(place, read.reason, "");
        if (records::empty(read.value))
            throw fault(place, say(Words{"没有填写内容", "it has no value"}),
                        say(Words{"请填写，或删除此项", "give one, or remove the key"}));
        resolved_.fixed.push_back({&field, kind_.index(field.id), std::move(read.value), text});
    }

    void add_key() {
        constexpr std::size_t most = 8;
        if (map_.key.empty()) return;
        if (!kind_.key.empty())
            throw fault(
                "key",
                say(Words{"{}以其自身的字段识别", "records of {} are found by their own key"}, kind_.label.get()),
                say(Words{"请删除此项", "remove it"}));
        if (map_.key.size() > most)
            throw fault("key", say(Words{"字段过多", "too many fields"}),
                        say(Words{"最多 {} 个", "use at most {}"}, most));
        for (const std::string& name : map_.key) {
            const Field& field = own_field(name, "key");
            if (field.several() || field.type == Type::code)
                throw fault(
                    "key", say(Words{"不能以 {} 识别记录", "{} cannot find a record"}, field.id),
                    say(Words{"请改用只有一个值的字段，编号除外", "use fields with one value, other than code"}));
            resolved_.key.push_back(field.id);
        }
    }

    const Kind& kind_;
    const ImportOptions& options_;
    const ImportMap& map_;
    ResolvedMap resolved_;
};

// Returns the same pairs in one order, because the order of keys means nothing.
template <class Item>
std::vector<Item> ordered(std::vector<Item> items, auto member) {
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) { return member(a) < member(b); });
    return items;
}

}  // namespace

std::vector<const Field*> further_columns(const Kind& kind) {
    std::vector<const Field*> fields{&voided_field()};
    if (kind.has_dated_fields()) fields.push_back(&records::from_field());
    return fields;
}

std::vector<const Field*> fields_of_columns(const Kind& kind) {
    std::vector<const Field*> fields = further_columns(kind);
    for (const Field& field : kind.fields) fields.push_back(&field);
    return fields;
}

records::References references_of(const ImportOptions& options) {
    return options.codes ? records::References::codes : records::References::names;
}

ResolvedMap resolve_map(const Kind& kind, const ImportOptions& options) {
    return options.map == nullptr ? ResolvedMap() : Resolver(kind, options).run();
}

namespace {

// Returns how many names of fields in the map the kind has.
std::ptrdiff_t fields_named(const Kind& kind, const ImportMap& map) {
    const auto is_field = [&](const ImportMap::Pair& pair) { return kind.find_header(pair.value) != nullptr; };
    const auto is_fixed = [&](const ImportMap::Pair& pair) { return kind.find_header(pair.name) != nullptr; };
    return std::count_if(map.columns.begin(), map.columns.end(), is_field) +
           std::count_if(map.fixed.begin(), map.fixed.end(), is_fixed);
}

}  // namespace

void require_fitting_kind(const ImportMap& map) {
    ImportOptions options;
    options.map = &map;
    std::vector<const Kind*> kinds(records::kinds().begin(), records::kinds().end());
    std::stable_sort(kinds.begin(), kinds.end(),
                     [&](const Kind* a, const Kind* b) { return fields_named(*a, map) > fields_named(*b, map); });
    std::optional<Error> reason;
    for (const Kind* kind : kinds) try {
            resolve_map(*kind, options);
            return;
        } catch (const Error& error) {
            if (!reason) reason = error;
        }
    throw *reason;
}

bool ImportMap::reads_like(const ImportMap& other) const {
    const auto by_name = [](const Pair& pair) { return pair.name; };
    const auto by_word = [](const Word& word) { return word.field + "\n" + word.word; };
    return ordered(columns, by_name) == ordered(other.columns, by_name) &&
           ordered(fixed, by_name) == ordered(other.fixed, by_name) &&
           ordered(words, by_word) == ordered(other.words, by_word) && dates == other.dates && unit == other.unit &&
           key == other.key;
}

}  // namespace cpcc::store
