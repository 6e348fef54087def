// cpcc fields
#include "cpcc/records/registry.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/kind_argument.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct FieldsOptions {
    std::optional<std::string> kind;
};

std::string type_word(const records::Field& field) {
    using records::Type;
    switch (field.type) {
        case Type::text: return say(Words{"文字", "text"});
        case Type::code: return say(Words{"编号", "code"});
        case Type::ref: return say(Words{"{}编号", "{} code"}, records::kind(field.target).label.get());
        case Type::choice: return say(Words{"单选", "one of"});
        case Type::date: return "YYYY-MM-DD";
        case Type::month: return "YYYY-MM";
        case Type::yesno: return "yes/no";
        case Type::count: return say(Words{"整数", "whole number"});
        case Type::percent: return "0–100";
        case Type::money: return say(Words{"元", "yuan"});
        case Type::number: return say(Words{"数值", "number"});
        case Type::period: return say(Words{"时段", "period"});
        case Type::phone: return say(Words{"电话", "phone"});
        case Type::texts: return say(Words{"多项文字", "list of texts"});
        case Type::refs: return say(Words{"多个{}编号", "list of {} codes"}, records::kind(field.target).label.get());
        case Type::roles:
            return say(Words{"多个{}编号，可带 :角色", "list of {} codes, each optionally with :role"},
                       records::kind(field.target).label.get());
        case Type::spans:
            return say(Words{"多个 办结日/重新列为在办日，可带 :方式",
                             "list of SETTLED/REOPENED dates, each optionally with :how"});
    }
    return {};
}

std::string choice_words(const records::Field& field) {
    std::string all;
    for (const auto& choice : field.choices) {
        all += fmt::format("{}{}", all.empty() ? "" : "; ", choice.id);
        if (choice.label.get() != choice.id) all += fmt::format(" {}", choice.label.get());
    }
    return all;
}

void add_rows(const records::Kind& kind, files::Table& table) {
    for (const auto& field : kind.fields)
        table.rows.push_back({std::string(kind.id), std::string(field.id), field.label.str(), type_word(field),
                              files::text_cell(field.required ? say(Words{"是", "yes"}) : ""),
                              files::text_cell(choice_words(field)),
                              files::text_cell(field.dated ? say(Words{"是", "yes"}) : "")});
}

int run(Context& context, const FieldsOptions& options) {
    files::Table table{{},
                       {{"kind", say(Words{"类别", "kind"})},
                        {"field", say(Words{"字段", "field"})},
                        {"label", say(Words{"名称", "label"})},
                        {"type", say(Words{"类型", "type"})},
                        {"required", say(Words{"必填", "required"})},
                        {"choices", say(Words{"可选值", "choices"})},
                        {"dated", say(Words{"可自某日起变更", "dated"})}},
                       {}};
    if (options.kind)
        add_rows(kind_named(*options.kind), table);
    else
        for (const records::Kind* kind : records::kinds()) add_rows(*kind, table);
    print(context, table);
    return 0;
}

Options rows(FieldsOptions& o) { return {kind_option(&o.kind, false)}; }

}  // namespace

Command fields_command() {
    return command<FieldsOptions>("", {"各类记录的字段", "fields of every kind of record"}, rows, run)
        .explained(
            {"`dated` 为是的字段可自某日起变更（`edit 编号 --字段 值 --from 日期`），之前的值保留。",
             "A field that is `dated` can change from a day on (`edit CODE --FIELD VALUE --from DATE`); its earlier "
             "values stay."})
        .with_example("cpcc fields session", {"活动的字段", "The fields of a session"});
}

}  // namespace cpcc::cli
