#include "transfer/template_column.hpp"

namespace cpcc::cli {

using records::Field;
using records::Type;

namespace {

using Entry = files::FormColumn::Entry;

std::string labels_of(std::span<const records::Choice> choices) {
    std::string all;
    for (const records::Choice& choice : choices)
        all += fmt::format("{}{}", all.empty() ? "" : say(Words{"、", ", "}), choice.label.get());
    return all;
}

// Returns what a cell of the field takes.
std::string taken(const Field& field) {
    const std::string target = field.target.empty() ? "" : records::kind(field.target).label.str();
    switch (field.type) {
        case Type::code:
            return say(Words{"编号，1–40 个字母、数字、点、横线；不填则自动编号",
                             "a code of 1–40 letters, digits, dots and dashes; made if empty"});
        case Type::ref: return say(Words{"{}的名称或编号", "name or code of the {}"}, target);
        case Type::choice: return say(Words{"选填其一：{}", "one of: {}"}, labels_of(field.choices));
        case Type::date: return say(Words{"日期，如 2024-08-25", "a date, e.g. 2024-08-25"});
        case Type::month: return say(Words{"月份，如 2024-08", "a month, e.g. 2024-08"});
        case Type::yesno: return say(Words{"是或否", "yes or no"});
        case Type::count: return say(Words{"整数，不小于 0", "a whole number, 0 or more"});
        case Type::percent: return say(Words{"0 至 100 的整数", "a whole number from 0 to 100"});
        case Type::money: return say(Words{"金额，单位：元", "an amount in yuan"});
        case Type::number: return say(Words{"数值，最多四位小数", "a number with at most four decimals"});
        case Type::period: return say(Words{"时段，如 2024-08、2024Q3、2024", "a period, e.g. 2024-08, 2024Q3, 2024"});
        case Type::phone: return say(Words{"电话号码", "a phone number"});
        case Type::texts: return say(Words{"可填多项，用分号隔开", "several, separated by semicolons"});
        case Type::refs:
            return say(
                Words{"{}的名称或编号，可填多个，用分号隔开", "names or codes of several {}, separated by semicolons"},
                target);
        case Type::roles:
            return say(
                Words{"{}的名称或编号，可填多个，用分号隔开；可加冒号和角色：{}",
                      "names or codes of several {}, separated by semicolons; each may have a colon and a role: {}"},
                target, labels_of(field.choices));
        case Type::spans:
            return say(Words{"起止日期，如 2024-03-01/2024-05-01，可填多项，用分号隔开",
                             "spans of days, e.g. 2024-03-01/2024-05-01, several separated by semicolons"});
        case Type::text: break;
    }
    return say(Words{"文字", "text"});
}

std::string example(const Field& field) {
    switch (field.type) {
        case Type::choice: return field.choices.front().label.str();
        case Type::date: return "2024-08-25";
        case Type::month:
        case Type::period: return "2024-08";
        case Type::yesno: return say(Words{"是", "yes"});
        case Type::count: return "12";
        case Type::percent: return "90";
        case Type::money: return "1000.00";
        case Type::number: return "70";
        case Type::phone: return "13800001234";
        default: return {};
    }
}

Entry entry(Type type) {
    switch (type) {
        case Type::date: return Entry::date;
        case Type::count:
        case Type::percent: return Entry::whole_number;
        case Type::money:
        case Type::number: return Entry::decimal;
        default: return Entry::text;
    }
}

}  // namespace

files::FormColumn example_column() {
    return {.label = say(Words{"序号", "No."}),
            .takes = say(Words{"可不填，导入时略过", "may stay empty; an import passes it over"}),
            .example = say(Words{"示例", "example"})};
}

files::FormColumn form_column(const Field& field) {
    files::FormColumn column{.label = field.label.str(),
                             .takes = taken(field),
                             .example = example(field),
                             .entry = entry(field.type),
                             .required = field.required};
    if (field.type == Type::choice)
        for (const records::Choice& choice : field.choices) column.choices.push_back(choice.label.str());
    if (field.type == Type::yesno) column.choices = {say(Words{"是", "yes"}), say(Words{"否", "no"})};
    return column;
}

void offer_records(files::FormColumn& column, const Field& field, std::vector<std::string> names) {
    if (names.empty()) return;
    column.choices = std::move(names);
    column.other_entries = field.several();
    column.example = column.choices.front();
    if (field.several() && column.choices.size() > 1) column.example += say(Words{"；", "; "}) + column.choices[1];
}

}  // namespace cpcc::cli
