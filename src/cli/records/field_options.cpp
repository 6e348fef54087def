#include "records/field_options.hpp"

#include "cpcc/base/error.hpp"
#include "framework/common_options.hpp"

#include <algorithm>

namespace cpcc::cli {

using records::Field;
using records::Kind;
using records::Type;

std::string dashed(std::string_view id) {
    std::string name(id);
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

namespace {

std::string value_word(const Field& field) {
    switch (field.type) {
        case Type::ref: return "CODE";
        case Type::refs:
        case Type::roles: return "CODE,…";
        case Type::spans: return "DATE/DATE,…";
        case Type::date: return "DATE";
        case Type::month: return "MONTH";
        case Type::choice: return "WORD";
        case Type::yesno: return "yes|no";
        case Type::count:
        case Type::number:
        case Type::percent: return "N";
        case Type::period: return "PERIOD";
        case Type::money: return "YUAN";
        case Type::phone: return "PHONE";
        default: return "TEXT";
    }
}

}  // namespace

void add_field_options(const Kind& kind, FieldOptions& values, Options& options, bool adding) {
    values.single.resize(kind.fields.size());
    values.several.resize(kind.fields.size());
    for (std::size_t f = 0; f < kind.fields.size(); ++f) {
        const Field& field = kind.fields[f];
        if (field.type == Type::code) continue;
        Option option{.name = dashed(field.id),
                      .into = &values.single[f],
                      .help = field.label,
                      .value = value_word(field),
                      .field = fmt::format("{}.{}", kind.id, field.id)};
        if (field.several()) option.into = &values.several[f];
        if (!field.has_roles())
            offer(option, field.choices);
        else if (!field.target.empty())
            for (const records::Choice& role : field.choices) option.roles.emplace_back(role.id);
        if (field.type == Type::yesno) option.choices = {"yes", "no"};
        option.kind = field.target;
        option.needed = adding && field.required;
        option.asked = adding && field.asked;
        options.push_back(std::move(option));
    }
    const bool dated = !adding && kind.has_dated_fields();
    if (dated)
        options.push_back({.name = std::string(records::from_field().id),
                           .into = &values.from,
                           .help = {"生效日；此前的内容保留（默认：更正全部时间）",
                                    "day from which the change holds (default: correct the whole time)"},
                           .value = "DATE"});
    if (kind.fact || dated) options.push_back(future_option(values.future));
}

Option name_option(const Kind& kind, std::string& into) {
    return {.name = kind.has_code() ? "CODE" : "ROW",
            .into = &into,
            .help = kind.has_code() ? Words{"记录编号", "code of the record"}
                                    : Words{"行号，如 #12", "row number, e.g. #12"},
            .positional = true,
            .required = true,
            .kind = kind.id};
}

void require_all(const Kind& kind, const std::string& verb, const FieldValues& said) {
    for (const Field& field : kind.fields)
        if (field.required && !said.contains(field.id))
            throw Error(Exit::usage,
                        field.type == Type::code
                            ? say(Words{"请写编号", "missing code"})
                            : say(Words{"请写明 --{}（{}）", "missing --{} ({})"}, dashed(field.id), field.label.get()),
                        say(Words{"见 cpcc {} {} --help", "see cpcc {} {} --help"}, kind.id, verb));
}

}  // namespace cpcc::cli
