#include "records/add.hpp"

#include "framework/context.hpp"
#include "records/field_options.hpp"

#include <algorithm>

namespace cpcc::cli {

using records::Field;
using records::Kind;

namespace {

int add(Context& context, const Kind& kind, const std::string& verb, const FieldOptions& options,
        std::string_view today_field) {
    FieldValues said = options.said(kind);
    if (!options.name.empty()) said["code"] = options.name;
    if (!today_field.empty()) said.try_emplace(today_field, context.today().iso());
    for (const Field& field : kind.fields) {
        if (!field.default_choice.empty()) said.try_emplace(field.id, field.default_choice);
        if (field.default_office_area && !context.config().office_area.empty())
            said.try_emplace(field.id, context.config().office_area);
    }
    require_all(kind, verb, said);
    row_of(kind, said);  // report a wrong value before opening the database
    context.allow_future(options.future);
    RecordEdit edit(context, kind, "add");
    edit.add(kind, said);
    const std::string name = edit.finish(kind);
    context.streams().out << name << '\n';
    context.note(say(Words{"已登记{} {}。", "Added {} {}."}, kind.label.get(), name));
    return 0;
}

// Returns whether the field of the option has a default choice.
bool has_default(const Kind& kind, std::string_view option) {
    return std::any_of(kind.fields.begin(), kind.fields.end(),
                       [&](const Field& field) { return !field.default_choice.empty() && option == dashed(field.id); });
}

}  // namespace

Command add_command(const Kind& kind, const std::string& verb, Words help, std::string_view today) {
    const auto rows = [&kind, today](FieldOptions& values) {
        Options options;
        if (kind.has_code())
            options.push_back({.name = "CODE",
                               .into = &values.name,
                               .help = {"编号（默认：自动编号）", "code (default: generated)"},
                               .positional = true});
        add_field_options(kind, values, options, true);
        for (Option& option : options)
            if (option.name == dashed(today) || has_default(kind, option.name)) option.needed = false;
        return options;
    };
    return command<FieldOptions>(verb, help, rows,
                                 [&kind, verb, today](Context& context, const FieldOptions& values) {
                                     return add(context, kind, verb, values, today);
                                 })
        .explained({"成功后输出编号或行号。编号和值的写法见 `cpcc help codes-and-values`。",
                    "Prints the code or row number. See `cpcc help codes-and-values`."});
}

}  // namespace cpcc::cli
